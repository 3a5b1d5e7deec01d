using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Input × gradient: x ⊙ ∂S_c/∂x in normalised space, C×H×W and signed (Shrikumar et al., 2016).</summary>
[Named("input-x-gradient")]
[Paper("Shrikumar, Greenside, Shcherbina, Kundaje: Not Just a Black Box, arXiv:1605.01713", 2016)]
[Needs(Needs.Gradient)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.Signed | Claims.ImplementationInvariant)]
[Passes("1", "1")]
internal sealed record InputXGradient : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var gradients = model.Gradient(batch.Values, targets, model.InputTensor).Gradients[0];
        var product = Tensor.Zeros(gradients.Shape);
        SpanMath.Multiply(batch.Values.Values, gradients.Values, product.Values);
        return product.Attributions();
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => graph.Images * graph.AtInput(graph.Targets, RuleSet.Standard);
}
