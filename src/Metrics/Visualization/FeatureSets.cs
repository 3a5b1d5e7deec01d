using VisEval.Core;

namespace VisEval.Metrics.Visualization;

/// <summary>All pictures of a visualizer beside as many natural ones, as vectors.</summary>
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
        List<IReadOnlyList<double[]>> made = [.. context.Units.Select(u => network.Pooled(u.Batch))];
        var count = made.Sum(m => m.Count);
        if (count < 2 || context.Natural.Count < count)
            return new VisualizationScore(name, null, CellState.Undefined("too-few-images"));
        var chosen = NaturalPictures.Some(Enumerable.Range(0, context.Natural.Count), count, context.Seed.For("feature-sets"));
        List<double[]> natural = [.. chosen.Select(i => context.Share(
            new Key(network.Name, i), () => network.Pooled(context.Natural.Batch([i]))[0]))];
        if (!made.SelectMany(m => m).Concat(natural).All(v => v.All(double.IsFinite)))
            return new VisualizationScore(name, null, CellState.Undefined("features-not-finite"));
        return new VisualizationScore(name, Between(made), CellState.Ok)
        {
            WithoutUnit = made.Count < 2 || made.Any(m => count - m.Count < 2)
                ? []
                : [.. made.Select((_, without) => Between([.. made.Where((_, i) => i != without)]))],
        };

        double Between(List<IReadOnlyList<double[]>> units)
        {
            List<double[]> pictures = [.. units.SelectMany(u => u)];
            return distance(pictures, natural[..pictures.Count]);
        }
    }
}
