using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Runtime;

namespace VisEval.Methods.Controls;

/// <summary>A control: every pixel draws a uniform number in [0, 1) from the image's seed; H×W. No method may be worse than chance.</summary>
[Named("random")]
[Paper("Control; Hooker, Erhan, Kindermans, Kim: A Benchmark for Interpretability Methods, NeurIPS", 2019)]
[Needs(Needs.Nothing)]
public sealed record RandomControl : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject =>
        {
            var random = subject.Seed.Random();
            var map = Tensor.Zeros(subject.Size.Height, subject.Size.Width);
            foreach (ref var value in map.Values.AsSpan())
                value = (float)random.NextDouble();
            return new Attribution(map);
        });
}
