using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Wrappers;

/// <summary>Any method, smoothed: the mean of its attributions of n noisy copies x + ε, ε ~ N(0, σ²), σ = noise · (max x − min x)
/// (after Smilkov et al., 2017).</summary>
/// <remarks>Of <c>gradient</c> it is SmoothGrad. Every copy is explained for the same class, with a seed of its own. Without noise a method
/// that draws nothing is unchanged.</remarks>
/// <param name="Method">The method.</param>
/// <param name="Samples">The number n of noisy copies.</param>
/// <param name="Noise">σ as a fraction of the range of the normalised image over all its channels.</param>
[Named("smooth")]
[Paper("Smilkov, Thorat, Kim, Viégas, Wattenberg: SmoothGrad, arXiv:1706.03825", 2017)]
[Needs(Needs.Nothing)]
[Randomized]
[Passes("samples * method", "samples * method")]
internal sealed record Smooth(
    IAttributionMethod Method,
    [InRange(1, 100_000), About("Noisy copies of the image whose attributions are averaged.")] int Samples = 16,
    [InRange(0, 10), About(OptionText.Noise)] double Noise = 0.15)
    : IWrapperMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject => Explain(model, subject));

    private Attribution Explain(IModel model, Subject subject)
    {
        var sigma = GaussianNoise.Sigma(subject.Image, Noise);
        var mean = new AttributionMean();
        Expansion.ForEach(
            subject.Size, Samples,
            GaussianNoise.CopiesOf(subject.Image, subject.Seed.For("noise"), sigma),
            (first, chunk) =>
            {
                // A method may read and keep its images as it likes: it gets its own.
                var copies = new ImageBatch(chunk.Clone(), [.. Enumerable.Range(first, chunk.BatchSize).Select(s => subject.Seed.For(s))])
                {
                    Surroundings = [.. Enumerable.Repeat(subject.Surroundings, chunk.BatchSize)],
                };
                foreach (var attribution in Method.Explain(model, copies, [.. Enumerable.Repeat(subject.Target, chunk.BatchSize)]))
                    mean.Add(attribution);
            });
        return mean.Value;
    }
}
