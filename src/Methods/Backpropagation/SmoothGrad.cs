using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Runtime;

namespace VisEval.Methods.Backpropagation;

/// <summary>SmoothGrad: (1/n) Σ_i ∂S_c/∂x at x + ε_i, ε_i ~ N(0, σ²), σ = noise · (max x − min x); C×H×W (Smilkov et al., 2017).</summary>
/// <param name="Samples">The number n of noisy copies.</param>
/// <param name="Noise">σ as a fraction of the range of the normalised image over all its channels.</param>
[Named("smoothgrad")]
[Paper("Smilkov, Thorat, Kim, Viégas, Wattenberg: SmoothGrad, arXiv:1706.03825", 2017)]
[Needs(Needs.Gradient)]
public sealed record SmoothGrad(
    [InRange(1, 100_000), About("Noisy copies of the image whose gradients are averaged.")] int Samples = 50,
    [InRange(0, 10), About("Standard deviation of the noise, as a fraction of the image's range (max − min).")] double Noise = 0.15)
    : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject =>
        {
            var (minimum, maximum) = SpanMath.Extremes(subject.Image);
            var sigma = Noise * (maximum - minimum);
            return Explain(model, subject, (sample, noise) =>
            {
                var random = subject.Seed.For(sample).Random();
                foreach (ref var value in noise)
                    value = (float)(sigma * random.NextGaussian());
            });
        });

    /// <summary>The same with noise from outside.</summary>
    internal Attribution Explain(IModel model, Subject subject, Expansion.Draw noise)
    {
        var mean = Expansion.GradientSum(model, subject, [.. Enumerable.Repeat(1.0 / Samples, Samples)], (sample, destination) =>
        {
            noise(sample, destination);
            for (var i = 0; i < destination.Length; i++)
                destination[i] += subject.Image[i];
        });
        var values = Array.ConvertAll(mean, v => (float)v);
        return new Attribution(
            new Tensor(values, subject.Size.Channels, subject.Size.Height, subject.Size.Width), ChannelReduction.MaxAbsolute);
    }
}
