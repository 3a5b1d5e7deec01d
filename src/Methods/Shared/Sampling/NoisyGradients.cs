using VisEval.Core;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Shared.Sampling;

/// <summary>A method that combines the gradients at noisy copies of an image.</summary>
internal interface INoisyGradientMethod
{
    /// <summary>The number of copies.</summary>
    int Samples { get; }

    /// <summary>The standard deviation of the noise as a fraction of the image's range.</summary>
    double Noise { get; }

    /// <summary>Explains with noise from outside.</summary>
    Attribution Explain(IModel model, Subject subject, Expansion.Draw noise);
}

/// <summary>Gradients at noisy copies of an image.</summary>
internal static class NoisyGradients
{
    /// <summary>Explains every image with normal noise drawn from its seed, σ = noise · (max x − min x).</summary>
    public static IReadOnlyList<Attribution> Explain(
        this INoisyGradientMethod method, IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject => method.Explain(
            model, subject, GaussianNoise.Of(subject.Seed, GaussianNoise.Sigma(subject.Image, method.Noise))));

    /// <summary>Mean and population variance of the gradients at the noisy copies, value by value, in one pass that loses no digits
    /// (Welford, 1962).</summary>
    public static (double[] Mean, double[] Variance) Moments(IModel model, Subject subject, int samples, Expansion.Draw noise)
    {
        var (mean, squares) = (new double[subject.Size.Length], new double[subject.Size.Length]);
        Expansion.ForEachGradient(model, subject, samples, GaussianNoise.Copies(subject, noise), (sample, gradient) =>
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
