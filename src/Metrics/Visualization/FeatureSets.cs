using VisEval.Core;

namespace VisEval.Metrics.Visualization;

/// <summary>The first picture of every unit beside as many natural ones, as vectors. One a unit, because visualizers that draw nothing make
/// no more, and distances of sets compare only at equal numbers.</summary>
internal static class FeatureSets
{
    private sealed record Key(string Network, int Picture);

    /// <summary>A distance between both sets, and that without each unit.</summary>
    /// <param name="context">What is evaluated; every unit has pictures for the network.</param>
    /// <param name="which">In whose features.</param>
    /// <param name="name">The name of the number.</param>
    /// <param name="distance">The distance of two sets of as many vectors.</param>
    public static VisualizationScore Score(
        IVisualizationContext context, FeatureNetwork which, string name,
        Func<IReadOnlyList<double[]>, IReadOnlyList<double[]>, double> distance)
    {
        var network = which.In(context);
        double[][] made = [.. network.Pooled(Tensor.Stack([.. context.Units.Select(u => u.Pictures[0].Values)]))];
        var count = made.Length;
        if (count < 2 || context.Natural.Count < count)
            return new VisualizationScore(name, null, CellState.Undefined("too-few-images"));
        var chosen = context.Natural.Some(Enumerable.Range(0, context.Natural.Count), count, context.Seed.For("feature-sets"));
        double[][] natural =
        [
            .. chosen.Select(
                i => context.Share(new Key(network.Name, i), () => network.Pooled(context.Natural.Batch([i]))[0])),
        ];
        if (!made.Concat(natural).All(v => v.All(double.IsFinite)))
            return new VisualizationScore(name, null, CellState.Undefined("features-not-finite"));
        return new VisualizationScore(name, distance(made, natural), CellState.Ok)
        {
            Units = count,
            // With each unit a natural picture goes, so that the spread is that of both draws.
            WithoutUnit = count < 3 ? [] : [.. Enumerable.Range(0, count).Select(i => distance(Without(made, i), Without(natural, i)))],
        };
    }

    private static double[][] Without(double[][] set, int place) => [.. set[..place], .. set[(place + 1)..]];
}
