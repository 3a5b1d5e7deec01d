using VisEval.Core;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Shared.Information;

/// <summary>Performance information curves: how well the model does on an image that is deblurred along the map, over how much information
/// it shows.</summary>
/// <param name="Thresholds">The shares of the most salient pixels that are revealed, see <see cref="Fractions"/>.</param>
/// <param name="Start">The share of random pixels that the blurred image knows.</param>
/// <param name="Monotone">Whether performance never falls along the thresholds.</param>
internal sealed record InformationCurve(string Thresholds, double Start, bool Monotone)
{
    /// <summary>The thresholds of the authors' program.</summary>
    public const string Published = "0.005+0.01+0.02+0.03+0.04+0.05+0.07+0.1+0.13+0.21+0.34+0.5+0.75";

    private const int Points = 101;

    private sealed record RevealKey(string Thresholds, double Start, Seed Seed);

    // Outputs and sizes of the blurred image and those after every threshold; the size of the image itself.
    private sealed record Revealed(TargetOutput[] Outputs, long[] Sizes, long Size);

    /// <summary>The area under the curve and the curve.</summary>
    /// <param name="metric">A metric with one number, which is the curve's name too.</param>
    /// <param name="context">What it may ask.</param>
    /// <param name="whole">The performance on the image itself.</param>
    /// <param name="performance">The performance on any image.</param>
    public MetricResult Evaluate(IMetric metric, IMetricContext context, double whole, Func<TargetOutput, double> performance)
    {
        if (Math.Min(context.Image.Shape[^2], context.Image.Shape[^1]) < 2)
            return MetricResult.Without(metric, CellState.Undefined("image-too-small"));
        var key = new RevealKey(Thresholds, Start, context.SharedSeed.For("information-curve"));
        var revealed = context.Share(key, () => Reveal(context, key));
        double[] values = [.. revealed.Outputs.Select(performance)];
        if (!values.All(double.IsFinite))
            return MetricResult.Without(metric, CellState.Undefined("model-output-not-finite"));
        if (revealed.Sizes[0] >= revealed.Size)
            return MetricResult.Without(metric, CellState.Undefined("blurred-not-smaller"));
        if (values[0] >= whole)
            return MetricResult.Without(metric, CellState.Undefined("blurred-not-worse"));

        var knots = Knots(
            [.. revealed.Sizes.Select(s => Scaled(s, revealed.Sizes[0], revealed.Size))],
            [.. values.Select(v => Scaled(v, values[0], whole))]);
        var (name, x) = (metric.Scores[0].Name, EvenCurve.Positions(Points));
        return new MetricResult([ScoreValue.Ok(name, Area(knots))], [new Curve(name, x, [.. x.Select(p => At(knots, p))])]);
    }

    /// <summary>From (0, 0) by the thresholds' points to (1, 1), in the order of x; of equal x in the order of thresholds.</summary>
    /// <param name="x">Information, in [0, 1], the first for the blurred image.</param>
    /// <param name="y">Performance, in [0, 1], likewise.</param>
    public IReadOnlyList<(double X, double Y)> Knots(double[] x, double[] y)
    {
        var (knots, best) = (new List<(double X, double Y)> { (0, 0) }, 0.0);
        for (var i = 1; i < x.Length; i++)
        {
            best = Monotone ? Math.Max(best, y[i]) : y[i];
            knots.Add((x[i], best));
        }
        knots.Add((1, 1));
        return [.. knots.OrderBy(k => k.X)];
    }

    /// <summary>The area under the straight lines between knots.</summary>
    public static double Area(IReadOnlyList<(double X, double Y)> knots) =>
        knots.Zip(knots.Skip(1)).Sum(pair => (pair.Second.X - pair.First.X) * (pair.First.Y + pair.Second.Y) / 2);

    private static double Scaled(double value, double low, double high) => Math.Clamp((value - low) / (high - low), 0, 1);

    // Where the curve jumps it takes the value after the jump, but at 0, where it begins.
    private static double At(IReadOnlyList<(double X, double Y)> knots, double x)
    {
        if (x == 0)
            return knots[0].Y;
        var next = knots.Count - 1;
        while (next > 1 && knots[next - 1].X > x)
            next--;
        var (low, high) = (knots[next - 1], knots[next]);
        return high.X > low.X ? low.Y + (x - low.X) / (high.X - low.X) * (high.Y - low.Y) : high.Y;
    }

    private static Revealed Reveal(IMetricContext context, RevealKey key)
    {
        var (map, thresholds) = (context.Map.Values, Fractions.Parse(key.Thresholds));
        var sorted = (float[])map.Clone();
        FloatOrder.Sort(sorted);
        var sizes = new long[thresholds.Length + 1];
        var unblurring = new Unblurring(context.Image);
        var outputs = PaintedImages.Outputs(context.Model, sizes.Length, context.Target, (i, image) =>
        {
            if (i == 0)
                unblurring.Reveal(RandomPixels(map.Length, key));
            else
            {
                var quantile = Quantiles.Linear<float>(sorted, 1 - thresholds[i - 1]);
                unblurring.Reveal(Array.ConvertAll(map, v => v >= quantile));
            }
            unblurring.Paint(image);
            sizes[i] = context.ImageSpace.CompressedSize(new Tensor(image.ToArray(), context.Image.Shape));
        });
        return new Revealed(outputs, sizes, context.ImageSpace.CompressedSize(context.Image));
    }

    private static bool[] RandomPixels(int count, RevealKey key)
    {
        var mask = new bool[count];
        mask.AsSpan(0, Fractions.Of(count, key.Start)).Fill(true);
        key.Seed.Random().Shuffle(mask.AsSpan());
        return mask;
    }
}
