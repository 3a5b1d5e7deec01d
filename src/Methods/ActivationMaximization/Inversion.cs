using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Objectives;
using VisEval.Methods.ActivationMaximization.Parametrizations;
using VisEval.Methods.ActivationMaximization.Transformations;
using VisEval.Methods.Shared.Optimization;

namespace VisEval.Methods.ActivationMaximization;

/// <summary>Inversion of a layer: the picture that minimises ‖Φ(x) − Φ₀‖²/‖Φ₀‖² + (½λ_V·TV_β(x) + ½λ_α·Σx^α)/σ², x its difference from the
/// mean picture in units of 0…255, Φ₀ the layer's values for a given picture; C×H×W in [0, 1] (Mahendran and Vedaldi, 2015).</summary>
/// <remarks>σ = 68.9·√(C·H·W), the typical length of x. Momentum 0.9, steps of rate·σ², a quarter of the steps at the rate, half at a
/// tenth, a quarter at a hundredth of it, the momentum cleared between; it starts with noise of length σ. λ_V = 1, 10, 100 are the
/// authors' for the first, middle and last third of a network. What is stated is the relative error ‖Φ(x) − Φ₀‖/‖Φ₀‖.</remarks>
/// <param name="Steps">The number of steps.</param>
/// <param name="Rate">The rate of the first phase.</param>
/// <param name="Tv">λ_V.</param>
/// <param name="TvPower">β.</param>
/// <param name="AlphaWeight">λ_α.</param>
/// <param name="Alpha">α.</param>
/// <param name="Start">The length of the start, in σ.</param>
[Named("inversion")]
[Paper("Mahendran, Vedaldi: Understanding Deep Image Representations by Inverting Them, CVPR", 2015)]
[Needs(Needs.Gradient | Needs.Subject)]
[Randomized]
[Passes("steps + 2", "steps")]
[Dialect("mahendran", "")]
internal sealed record Inversion(
    [InRange(4, 100_000), About("Steps of the optimisation; each costs one gradient.")] int Steps = 400,
    [InRange(1e-9, 1e6), About("The learning rate of the first phase.")] double Rate = 0.004,
    [InRange(0, 1e9), About("The weight of the total variation: 1 for the first third of a network, 10 and 100 for the others.")]
    double Tv = 1,
    [InRange(1, 10), About("The exponent of the total variation.")] double TvPower = 2,
    [InRange(0, 1), About("The weight of the α-norm, in units of 0…255.")] double AlphaWeight = 8e-10,
    [InRange(1, 20), About("The exponent of that norm.")] double Alpha = 6,
    [InRange(0, 10), About("The length of the random start, a share of the typical length of a picture.")] double Start = 1)
    : IFeatureVisualizer
{
    private const double Levels = 255;
    private const double TypicalDeviation = 68.9;
    private static readonly (double Share, double Factor)[] Phases = [(0.25, 1), (0.5, 0.1), (0.25, 0.01)];

    /// <inheritdoc/>
    public string? Objection(VisualizationTask task) =>
        task.Unit.IsLayer ? null : "it inverts a whole layer; write --unit TENSOR.";

    /// <inheritdoc/>
    public IReadOnlyList<Visualization> Synthesize(VisualizationTask task)
    {
        if (Objection(task) is { } objection)
            throw new InputException(objection);
        return [.. task.Seeds.Select(seed => Inverted(task, seed))];
    }

    private Visualization Inverted(VisualizationTask task, Seed seed)
    {
        var target = task.Model.Activations(Input(task, task.Subject!.Values), [task.Unit.Tensor!])[0];
        var distance = new LayerDistance(task.Model, task.Unit.Tensor!, target);
        if (!distance.IsDefined)
            throw new NotApplicableException(
                "nothing-to-imitate", $"All values of the layer '{task.Unit.Tensor}' are 0 (or not finite) for this picture.");
        var size = task.Model.Input;
        var (origin, sigma) = (RawPicture.OriginOf(task.Space, size), TypicalDeviation / Levels * Math.Sqrt(size.Length));
        var z = Noise(seed.Random(), size, Start * sigma);
        var (before, course) = (z, new List<ActivationStep>());
        foreach (var (share, factor) in Phases)
        {
            var descent = new MomentumDescent(z.Length, Rate * factor * sigma * sigma, 0.9, 0);
            for (var i = 0; i < (int)Math.Round(share * Steps); i++)
            {
                var (values, gradient) = distance.Evaluate(Input(task, Picture(origin, z)), [AffineView.Identity]);
                course.Add(new ActivationStep(course.Count, -values[0]));
                if (!double.IsFinite(values[0]) || !SpanMath.AreFinite(gradient.Values))
                    return Finished(task, distance, Picture(origin, before), course) with
                    {
                        Remark = FormattableString.Invariant(
                            $"The error is not finite after {course.Count - 1} steps: it diverges; take a smaller rate than {Rate}."),
                    };
                before = (float[])z.Clone();
                var uphill = task.Space.Transpose(gradient).Values;
                descent.Step(z, Downhill(uphill, z, size));
            }
        }
        return Finished(task, distance, Picture(origin, z), course);
    }

    // The derivative of everything that is minimised, by z of units 0…1.
    private float[] Downhill(float[] uphill, float[] z, ImageSize size)
    {
        var downhill = Array.ConvertAll(uphill, g => -g);
        var variance = TypicalDeviation * TypicalDeviation * size.Length;
        for (var start = 0; start < z.Length && Tv > 0; start += size.Pixels)
            TotalVariation.AddGradient(
                z.AsSpan(start, size.Pixels), size.Width, TvPower, Tv / 2 * Math.Pow(Levels, TvPower) / variance,
                downhill.AsSpan(start, size.Pixels));
        var weight = AlphaWeight / 2 * Math.Pow(Levels, Alpha) / variance;
        for (var i = 0; i < z.Length; i++)
            downhill[i] += (float)(weight * Alpha * Math.Sign(z[i]) * Math.Pow(Math.Abs(z[i]), Alpha - 1));
        return downhill;
    }

    private static Visualization Finished(
        VisualizationTask task, LayerDistance distance, float[] picture, List<ActivationStep> course)
    {
        var (size, cut) = (task.Model.Input, Array.ConvertAll(picture, p => Math.Clamp(p, 0, 1)));
        // The values for the given picture are one pass, the error is another.
        var cost = new VisualizationCost(course.Count + 2, course.Count);
        return new Visualization(new Tensor(cut, size.Channels, size.Height, size.Width), PictureKind.Input, cost)
        {
            Course = course,
            RelativeError = distance.RelativeError(Input(task, cut)),
        };
    }

    private static float[] Noise(RandomSource random, ImageSize size, double length)
    {
        var noise = Enumerable.Range(0, size.Length).Select(_ => random.NextGaussian()).ToArray();
        var norm = Math.Sqrt(noise.Sum(v => v * v));
        return Array.ConvertAll(noise, v => (float)(v / norm * length));
    }

    private static float[] Picture(float[] origin, float[] z) => [.. origin.Zip(z, (p, d) => p + d)];

    private static Tensor Input(VisualizationTask task, float[] picture)
    {
        var size = task.Model.Input;
        return task.Space.ToInput(new Tensor(picture, 1, size.Channels, size.Height, size.Width));
    }
}
