namespace VisEval.Metrics.Visualization;

/// <summary>The responses of a unit to all natural pictures.</summary>
internal static class NaturalResponses
{
    private const int Batch = 32;

    private sealed record Key(string Unit);

    /// <summary>One a picture, in order.</summary>
    public static double[] Of(IVisualizationContext context, string unit) => context.Share(
        new Key(unit),
        () => Enumerable.Range(0, context.Natural.Count).Chunk(Batch)
            .SelectMany(indices => context.Respond(unit, context.Natural.Batch(indices))).ToArray());
}
