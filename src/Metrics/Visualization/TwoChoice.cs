using VisEval.Core;

namespace VisEval.Metrics.Visualization;

/// <summary>The tasks of <see cref="Mis"/>: which of two natural pictures is more like a unit's.</summary>
/// <param name="context">What is evaluated.</param>
/// <param name="network">In whose features.</param>
/// <param name="most">K.</param>
/// <param name="tasks">How many tasks.</param>
internal sealed class TwoChoice(IVisualizationContext context, IPictureNetwork network, int most, int tasks)
{
    private const int Batch = 32;

    private readonly Dictionary<string, IReadOnlyList<double[]>> _made = context.Units.Where(u => u.State.IsOk)
        .ToDictionary(u => u.Unit, u => network.Pooled(u.Batch));

    private sealed record Key(string Network);

    // Features are positive and nearly parallel: what all pictures share says nothing.
    private readonly IReadOnlyList<double[]> _natural = context.Share(
        new Key(network.Name),
        () => (IReadOnlyList<double[]>)[.. Enumerable.Range(0, context.Natural.Count).Chunk(Batch)
            .SelectMany(indices => network.Pooled(context.Natural.Batch(indices)))]);

    /// <summary>Δ of every task, or why there are none.</summary>
    public (double[] Differences, CellState State) Differences(UnitPictures unit)
    {
        List<UnitPictures> others = [.. context.Units.Where(u => u.Unit != unit.Unit && u.State.IsOk)];
        if (others.Count == 0)
            return ([], CellState.Undefined("one-unit"));
        var responses = NaturalResponses.Of(context, unit.Unit);
        var shown = context.Units.SelectMany(u => u.Pictures).Select(p => p.Source).OfType<string>().ToHashSet();
        int[] held = [.. Enumerable.Range(0, responses.Length).Where(i => !shown.Contains(context.Natural.Names[i]))];
        if (held.Length < 2 * tasks)
            return ([], CellState.Undefined("too-few-images"));
        if (!held.All(i => double.IsFinite(responses[i])))
            return ([], CellState.Undefined("features-not-finite"));
        var mean = Mean(_natural);
        double[] Direction(double[] features) => Unit([.. features.Zip(mean, (f, m) => f - m)]);
        List<double[]> own = [.. _made[unit.Unit].Take(most).Select(Direction)];
        List<double[]> against = [.. Mixed(others).Take(most).Select(Direction)];
        int[] order = [.. held.OrderByDescending(i => responses[i])];
        double[] differences =
        [
            .. Enumerable.Range(0, tasks).Select(i => Side(order[i]) - Side(order[^(i + 1)])),
        ];
        return differences.All(double.IsFinite) ? (differences, CellState.Ok) : ([], CellState.Undefined("features-not-finite"));

        double Side(int picture)
        {
            var q = Direction(_natural[picture]);
            return own.Average(e => Dot(q, e)) - against.Average(e => Dot(q, e));
        }
    }

    // The first picture of every other unit, then the second of each.
    private IEnumerable<double[]> Mixed(List<UnitPictures> others) =>
        others.SelectMany(u => _made[u.Unit].Select((features, i) => (features, i))).OrderBy(p => p.i).Select(p => p.features);

    private static double[] Mean(IReadOnlyList<double[]> vectors)
    {
        var mean = new double[vectors[0].Length];
        foreach (var vector in vectors)
            for (var i = 0; i < mean.Length; i++)
                mean[i] += vector[i] / vectors.Count;
        return mean;
    }

    // What has no direction is like nothing.
    private static double[] Unit(double[] vector)
    {
        var length = Math.Sqrt(Dot(vector, vector));
        return length == 0 ? vector : Array.ConvertAll(vector, v => v / length);
    }

    private static double Dot(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }
}
