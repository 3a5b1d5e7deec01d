using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Controls;

/// <summary>A control: how far every pixel is from the mean colour, Σ_c |x_c| of the normalised image; H×W, not negative.</summary>
/// <remarks>A method that multiplies a gradient by the input, or replaces pixels by zeros, favours such pixels for any network.</remarks>
[Named("input-magnitude")]
[Paper("Control; Adebayo, Gilmer, Muelly, Goodfellow, Hardt, Kim: Sanity Checks for Saliency Maps, NeurIPS", 2018)]
[Control]
[Needs(Needs.Nothing)]
[Claims(MapPlace.Pixels)]
[Passes("0")]
internal sealed record InputMagnitudeControl : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject =>
        {
            var map = Tensor.Zeros(subject.Size.Height, subject.Size.Width);
            for (var i = 0; i < subject.Image.Length; i++)
                map.Values[i % map.Length] += MathF.Abs(subject.Image[i]);
            return new Attribution(map);
        });

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => graph.Images.Map("Abs").Sum(keep: false, 1);
}
