using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Backpropagation;

/// <summary>Deep SHAP: the mean of DeepLIFT over several references, C×H×W and signed (Lundberg and Lee, 2017).</summary>
/// <remarks>An image is explained by itself, so the references are its own: zeros, its mean, darkest and brightest colours, and its blur.
/// Completeness: the values sum to S_c(x) − mean S_c(reference).</remarks>
[Named("deepshap")]
[Paper("Lundberg, Lee: A Unified Approach to Interpreting Model Predictions, NeurIPS", 2017)]
[Needs(Needs.Gradient | Needs.Rules)]
[Passes("5", "5")]
public sealed record DeepShap : IAttributionMethod
{
    private static readonly Baseline[] References = [Baseline.Zero, Baseline.Mean, Baseline.Black, Baseline.White, Baseline.Blur];

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        Explain(model, batch, targets, [.. References.Select(OfEachImage)]);

    /// <summary>The same with references from outside, one image each for all images of the batch.</summary>
    internal IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets, Tensor references) =>
        Explain(model, batch, targets, [.. Enumerable.Range(0, references.BatchSize).Select(r => OneForAll(references.Item(r).ToArray()))]);

    private static Func<ImageBatch, int, float[]> OfEachImage(Baseline baseline) =>
        (images, i) => baseline.Of(images.Values.Item(i), images.Size, images.Seeds[i]);

    private static Func<ImageBatch, int, float[]> OneForAll(float[] reference) => (_, _) => reference;

    private static IReadOnlyList<Attribution> Explain(
        IModel model, ImageBatch batch, IReadOnlyList<int> targets, IReadOnlyList<Func<ImageBatch, int, float[]>> references)
    {
        var sum = Tensor.Zeros(batch.Values.Shape);
        foreach (var reference in references)
        {
            var images = Tensor.Zeros(batch.Values.Shape);
            for (var i = 0; i < batch.Count; i++)
                reference(batch, i).CopyTo(images.Item(i));
            DeepLift.AddTo(sum, 1f / references.Count, model, batch.Values, targets, images);
        }
        return sum.Attributions();
    }
}
