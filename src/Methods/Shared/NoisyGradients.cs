using VisEval.Core;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Shared;

/// <summary>A method that looks at gradients of noisy copies of an image.</summary>
internal interface INoisyGradientMethod
{
    /// <summary>The number of copies.</summary>
    int Samples { get; }

    /// <summary>The standard deviation of the noise as a fraction of the image's range.</summary>
    double Noise { get; }

    /// <summary>Explains with noise from outside.</summary>
    Attribution Explain(IModel model, Subject subject, Expansion.Draw noise);
}

/// <summary>Noise, copies and their gradients.</summary>
internal static class NoisyGradients
{
    /// <summary>Explains every image with normal noise drawn from its seed, σ = noise · (max x − min x).</summary>
    public static IReadOnlyList<Attribution> Explain(this INoisyGradientMethod method, IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject =>
        {
            var (minimum, maximum) = SpanMath.Extremes(subject.Image);
            var sigma = method.Noise * (maximum - minimum);
            return method.Explain(model, subject, (sample, noise) => GaussianNoise.Fill(noise, sigma, subject.Seed.For(sample).Random()));
        });

    /// <summary>The image with noise on it.</summary>
    public static Expansion.Draw Copies(Subject subject, Expansion.Draw noise) => (sample, destination) =>
    {
        noise(sample, destination);
        for (var i = 0; i < destination.Length; i++)
            destination[i] += subject.Image[i];
    };

    /// <summary>Mean and population variance of the gradients at the noisy copies, value by value, in one pass that loses no digits (Welford, 1962).</summary>
    public static (double[] Mean, double[] Variance) Moments(IModel model, Subject subject, int samples, Expansion.Draw noise)
    {
        var (mean, squares) = (new double[subject.Size.Length], new double[subject.Size.Length]);
        Expansion.ForEachGradient(model, subject, samples, Copies(subject, noise), (sample, gradient) =>
        {
            for (var i = 0; i < mean.Length; i++)
            {
                var gap = gradient[i] - mean[i];
                mean[i] += gap / (sample + 1);
                squares[i] += gap * (gradient[i] - mean[i]);
            }
        });
        return (mean, Array.ConvertAll(squares, s => s / samples));
    }
}
