using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Controls;

/// <summary>A control: every pixel draws a uniform number in [0, 1) from the image's seed; H×W. No method may be worse than
/// chance.</summary>
/// <param name="Draw">Which of many draws.</param>
[Named("random")]
[Paper("Control; Hooker, Erhan, Kindermans, Kim: A Benchmark for Interpretability Methods, NeurIPS", 2019)]
[Control]
[Needs(Needs.Nothing)]
[Randomized]
[Claims(MapPlace.Pixels)]
[Passes("0")]
internal sealed record RandomControl(
    [InRange(0, 1_000_000), About("Which of many draws: runs that compare with chance several times name several.")] int Draw = 0)
    : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject =>
        {
            var random = (Draw == 0 ? subject.Seed : subject.Seed.For(Draw)).Random();
            var map = Tensor.Zeros(subject.Size.Height, subject.Size.Width);
            foreach (ref var value in map.Values.AsSpan())
                value = (float)random.NextDouble();
            return new Attribution(map);
        });
}
