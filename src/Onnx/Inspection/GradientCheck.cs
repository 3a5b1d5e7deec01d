using VisEval.Core;
using VisEval.Onnx.Relevance;
using VisEval.Onnx.Runtime;

namespace VisEval.Onnx.Inspection;

/// <summary>The derivative along one direction, twice.</summary>
/// <param name="ByGradient">⟨∂S/∂x, d⟩ from the backward pass.</param>
/// <param name="ByDifference">(S(x + h·d) − S(x − h·d)) / 2h from two forward passes, for the step h at which both agree best.</param>
/// <param name="Step">That step.</param>
public sealed record DirectionCheck(double ByGradient, double ByDifference, double Step)
{
    /// <summary>|difference| over the larger of both; 0 where both are 0.</summary>
    public double RelativeError => Math.Max(Math.Abs(ByGradient), Math.Abs(ByDifference)) is var scale && scale > 0
        ? Math.Abs(ByGradient - ByDifference) / scale
        : 0;
}

/// <summary>Compares a model's gradient at the pixels with central differences of its scores, along random directions.</summary>
/// <remarks>
/// A random direction alone would meet the gradient of a large image nearly at a right angle, and its difference would drown in rounding. So every direction is
/// the gradient with random positive weights, which makes it large, plus noise of the same length, which finds what the gradient leaves out.
/// Half of the checks take the first choice's score, half a random mixture of all. Kinks spoil large steps and rounding small ones, so a few are tried: a
/// wrong gradient is wrong at all of them.
/// </remarks>
public static class GradientCheck
{
    // The scores change by about these parts of their spread.
    private static readonly double[] Changes = [0.1, 0.03, 0.01, 0.003];

    /// <summary>Checks the gradient at one image.</summary>
    /// <param name="model">The model.</param>
    /// <param name="image">1×C×H×W, normalised.</param>
    /// <param name="raw">The scores whose derivative the model gives: logits, or probabilities where it has no logits.</param>
    /// <param name="directions">How many.</param>
    /// <param name="seed">Where the directions come from.</param>
    public static IReadOnlyList<DirectionCheck> Run(IModel model, Tensor image, Func<ClassScores, Tensor> raw, int directions, Seed seed)
    {
        var scores = model.Predict(image);
        var row = raw(scores).Item(0).ToArray();
        var spread = Math.Sqrt(row.Average(v => (double)v * v) - Math.Pow(row.Average(v => (double)v), 2));
        return [.. Enumerable.Range(0, directions).Select(k =>
            Along(model, image, raw, k % 2 == 0 ? ModelExtensions.OneHot([scores.Top1(0)], model.ClassCount) : Mixture(model.ClassCount, seed.For(k)), spread, seed.For(k)))];
    }

    private static DirectionCheck Along(IModel model, Tensor image, Func<ClassScores, Tensor> raw, Tensor weights, double spread, Seed seed)
    {
        var gradient = model.Gradient(image, weights, [model.InputTensor], RuleSet.Standard).Gradients[0].Values;
        var direction = Direction(gradient, seed);
        var slope = Dot(gradient, direction);
        var steps = Changes.Select(change => change * Math.Max(spread, 1e-6) / Math.Max(Math.Abs(slope), 1e-12)).ToArray();

        // All moved images in one batch: x + h·d and x − h·d for every step.
        var moved = Tensor.Zeros(2 * steps.Length, image.Shape[1], image.Shape[2], image.Shape[3]);
        for (var i = 0; i < moved.BatchSize; i++)
        {
            var step = (i % 2 == 0 ? 1 : -1) * steps[i / 2];
            var to = moved.Item(i);
            for (var p = 0; p < to.Length; p++)
                to[p] = (float)(image.Values[p] + step * direction[p]);
        }
        var values = raw(model.Predict(moved));
        return steps
            .Select((h, i) => new DirectionCheck(slope, (Weighted(values.Item(2 * i), weights) - Weighted(values.Item(2 * i + 1), weights)) / (2 * h), h))
            .MinBy(check => check.RelativeError)!;
    }

    private static double[] Direction(float[] gradient, Seed seed)
    {
        var random = seed.For("direction").Random();
        var weighted = Array.ConvertAll(gradient, g => g * random.NextDouble(0, 2));
        var noise = Array.ConvertAll(gradient, _ => random.NextGaussian());
        var (length, noiseLength) = (Math.Sqrt(Dot(weighted, weighted)), Math.Sqrt(Dot(noise, noise)));
        return [.. weighted.Zip(noise, (w, n) => (length > 0 ? w / length : 0) + (n / noiseLength))];
    }

    private static Tensor Mixture(int classes, Seed seed)
    {
        var random = seed.For("mixture").Random();
        return new Tensor([.. Enumerable.Range(0, classes).Select(_ => (float)random.NextGaussian())], 1, classes);
    }

    private static double Weighted(ReadOnlySpan<float> scores, Tensor weights)
    {
        var sum = 0.0;
        for (var c = 0; c < scores.Length; c++)
            sum += (double)scores[c] * weights.Values[c];
        return sum;
    }

    private static double Dot(float[] a, double[] b) => Dot(Array.ConvertAll(a, v => (double)v), b);

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
