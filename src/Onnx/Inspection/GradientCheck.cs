using VisEval.Core;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

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
/// Half of the checks take the first choice's score, half a random mixture of all. Curvature and kinks spoil large steps and rounding small ones, so many are
/// tried, as far down as the rounding of the scores stays below a hundredth of the slope: a wrong gradient is wrong at all of them.
/// </remarks>
public static class GradientCheck
{
    // With the largest step the scores change by about this part of their spread; each next one is √10 times smaller.
    private const double LargestChange = 0.1;
    private const int Steps = 10;
    private const int StepsAlways = 2;

    // The rounding of a difference of two scores, as a part of them.
    private const double Rounding = 1.0 / (1 << 22);
    private const double MostRounding = 0.01;

    /// <summary>Checks the gradient at one image.</summary>
    /// <param name="model">The model.</param>
    /// <param name="image">1×C×H×W, normalised.</param>
    /// <param name="raw">The scores whose derivative the model gives: logits, or probabilities where it has no logits.</param>
    /// <param name="directions">How many.</param>
    /// <param name="seed">Where the directions come from.</param>
    /// <param name="stop">Stops between two passes.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<DirectionCheck> Run(
        IModel model, Tensor image, Func<ClassScores, Tensor> raw, int directions, Seed seed, CancellationToken stop = default)
    {
        var scores = model.Predict(image);
        var row = raw(scores).Item(0).ToArray();
        var spread = Math.Sqrt(row.Average(v => (double)v * v) - Math.Pow(row.Average(v => (double)v), 2));
        var checks = new List<DirectionCheck>();
        for (var k = 0; k < directions; k++)
        {
            var weights = k % 2 == 0 ? ModelExtensions.OneHot([scores.Top1(0)], model.ClassCount) : Mixture(model.ClassCount, seed.For(k));
            checks.Add(Along(model, image, raw, weights, row, spread, seed.For(k), stop));
        }
        return checks;
    }

    private static DirectionCheck Along(
        IModel model, Tensor image, Func<ClassScores, Tensor> raw, Tensor weights, float[] row, double spread, Seed seed,
        CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var gradient = model.Gradient(image, weights, [model.InputTensor], RuleSet.Standard).Gradients[0].Values;
        var direction = Direction(gradient, seed);
        var slope = Dot(gradient, direction);
        var largest = LargestChange * Math.Max(spread, 1e-6) / Math.Max(Math.Abs(slope), 1e-12);
        var rounding = Rounding * Enumerable.Range(0, weights.Length).Sum(c => Math.Abs((double)weights.Values[c] * row[c]));
        var steps = Enumerable.Range(0, Steps).Select(i => largest * Math.Pow(10, -i / 2.0))
            .Where((h, i) => i < StepsAlways || rounding / (2 * h) < MostRounding * Math.Abs(slope)).ToArray();

        stop.ThrowIfCancellationRequested();
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
