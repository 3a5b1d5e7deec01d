using VisEval.Core;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Inspection;

/// <summary>The derivative along one direction, twice.</summary>
/// <param name="ByGradient">⟨∂S/∂x, d⟩ from the backward pass.</param>
/// <param name="ByDifference">(S(x + h·d) − S(x − h·d)) / 2h from two forward passes, for the step h at which both
/// agree best.</param>
/// <param name="Step">That step.</param>
/// <param name="Rounding">By how much the rounding of the scores alone can move <paramref name="ByDifference"/>.</param>
public sealed record DirectionCheck(double ByGradient, double ByDifference, double Step, double Rounding)
{
    // Rounding above this part of the slope leaves nothing to compare.
    private const double MostRounding = 0.01;

    /// <summary>|difference| over the larger of both; 0 where both are 0 up to rounding, ∞ where one is not finite.</summary>
    public double RelativeError => Math.Abs(ByGradient - ByDifference) is var error && double.IsFinite(error)
        ? IsFlat ? 0 : error / Larger
        : double.PositiveInfinity;

    /// <summary>Whether the slope rises above the rounding of the scores, or is 0 by both: else the direction says nothing.</summary>
    public bool IsTold => IsFlat || !(Rounding > MostRounding * Larger);

    private bool IsFlat => ByGradient == 0 && Math.Abs(ByDifference) <= Rounding;

    private double Larger => Math.Max(Math.Abs(ByGradient), Math.Abs(ByDifference));
}

/// <summary>Compares a model's gradient at the pixels with central differences of its scores, along random directions.</summary>
/// <remarks>
/// A random direction alone would meet the gradient of a large image nearly at a right angle, and its difference would drown in rounding.
/// So every direction is the gradient with random positive weights, which makes it large, plus noise of the same length, which finds what
/// the gradient leaves out. Half of the checks take the first choice's score, half a random mixture of all. Curvature and kinks spoil large
/// steps and rounding small ones, so many are tried, from the scores' own size down as far as their rounding stays below a hundredth
/// of the slope: a wrong gradient is wrong at all of them. A step is what 32-bit pixels make of it, for the gradient too.
/// </remarks>
public static class GradientCheck
{
    // With the largest step the scores change by about this part of their size, and the image by no more than this part of its own;
    // each next one is √10 times smaller.
    private const double LargestChange = 1;
    private const int Steps = 12;

    // The rounding of a difference of two scores, as a part of them.
    private const double Rounding = 1.0 / (1 << 22);

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
        return
        [
            .. Enumerable.Range(0, directions).Select(k =>
            {
                stop.ThrowIfCancellationRequested();
                var weights =
                    k % 2 == 0 ? ModelExtensions.OneHot([scores.Top1(0)], model.ClassCount) : Mixture(model.ClassCount, seed.For(k));
                return Along(model, image, raw, weights, row, seed.For(k), stop);
            }),
        ];
    }

    private static DirectionCheck Along(
        IModel model, Tensor image, Func<ClassScores, Tensor> raw, Tensor weights, float[] row, Seed seed, CancellationToken stop)
    {
        var gradient = model.Gradient(image, weights, [model.InputTensor], RuleSet.Standard).Gradients[0].Values;
        var direction = Direction(gradient, seed);
        var slope = Dot(gradient, direction);
        var rounding = Rounding * Enumerable.Range(0, weights.Length).Sum(c => Math.Abs((double)weights.Values[c] * row[c]));
        var steps = StepsFor(image, row, Math.Abs(slope));

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
        var checks = steps.Select((h, i) =>
        {
            var byGradient = Moved(gradient, moved.Item(2 * i), moved.Item(2 * i + 1)) / (2 * h);
            var byDifference = (Weighted(values.Item(2 * i), weights) - Weighted(values.Item(2 * i + 1), weights)) / (2 * h);
            // The pixels did not move: a step too small for their own rounding.
            return Math.Abs(byGradient) < Math.Abs(slope) / 2
                ? new DirectionCheck(slope, byDifference, h, double.PositiveInfinity)
                : new DirectionCheck(byGradient, byDifference, h, rounding / (2 * h));
        }).ToList();
        // Where no step rises above the rounding, the largest does most.
        return checks.Where(c => c.IsTold).DefaultIfEmpty(checks[0]).MinBy(c => c.RelativeError)!;
    }

    private static double[] StepsFor(Tensor image, float[] row, double slope)
    {
        // Pixels are of the order of one where all are zero.
        var size = Math.Sqrt(Math.Max(image.Values.Sum(v => (double)v * v), image.Length));
        var change = Math.Sqrt(row.Average(v => (double)v * v)) is > 0 and var scale && double.IsFinite(scale) ? scale : 1;
        var largest = LargestChange * Math.Min(size, slope > 0 ? change / slope : size);
        return [.. Enumerable.Range(0, Steps).Select(i => largest * Math.Pow(10, -i / 2.0))];
    }

    // ⟨gradient, up − down⟩.
    private static double Moved(float[] gradient, ReadOnlySpan<float> up, ReadOnlySpan<float> down)
    {
        var sum = 0.0;
        for (var i = 0; i < gradient.Length; i++)
            sum += gradient[i] * ((double)up[i] - down[i]);
        return sum;
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
