using VisEval.Core;

namespace VisEval.Methods.Shared.Sampling;

/// <summary>Normally distributed noise, and noisy copies of an image.</summary>
internal static class GaussianNoise
{
    /// <summary>Draws independent values of mean 0, in order.</summary>
    public static void Fill(Span<float> values, double sigma, RandomSource random)
    {
        foreach (ref var value in values)
            value = (float)(sigma * random.NextGaussian());
    }

    /// <summary>The standard deviation that is a fraction of the range of an image, fraction · (max x − min x).</summary>
    public static double Sigma(ReadOnlySpan<float> image, double fraction)
    {
        var (minimum, maximum) = SpanMath.Extremes(image);
        return fraction * (maximum - minimum);
    }

    /// <summary>Noise for every sample, each from its own seed.</summary>
    public static Expansion.Draw Of(Seed seed, double sigma) => (sample, noise) => Fill(noise, sigma, seed.For(sample).Random());

    /// <summary>Copies of an image with the noise added that <paramref name="noise"/> draws.</summary>
    public static Expansion.Draw Copies(Subject subject, Expansion.Draw noise) => (sample, destination) =>
    {
        noise(sample, destination);
        SpanMath.Add(subject.Image, destination);
    };

    /// <summary>Copies of an image with noise, each from its own seed.</summary>
    /// <remarks>Image and noise are added before they are rounded to 32 bits; where noise can come from outside, see <see cref="Copies"/>,
    /// it is rounded before.</remarks>
    public static Expansion.Draw CopiesOf(float[] image, Seed seed, double sigma) => (sample, destination) =>
    {
        var random = seed.For(sample).Random();
        for (var i = 0; i < destination.Length; i++)
            destination[i] = (float)(image[i] + sigma * random.NextGaussian());
    };
}
