namespace VisEval.Metrics;

/// <summary>A metric that computes another one under a name that people look for: its paper's, or that of the number it gives.</summary>
public interface ISynonym : IMetric
{
    /// <summary>The metric that it is, options included; its numbers are these, in the same order.</summary>
    IMetric Meaning { get; }
}

/// <summary>Metrics under several names.</summary>
public static class Synonyms
{
    private sealed record Key(IMetric Meaning);

    /// <summary>What a metric computes, compared by value: itself, or the metric that it is another name of.</summary>
    public static IMetric MeaningOf(IMetric metric) => metric is ISynonym synonym ? MeaningOf(synonym.Meaning) : metric;

    /// <summary>The result of the metric that a synonym stands for, under the synonym's names; computed once for all its names.</summary>
    /// <param name="synonym">The synonym.</param>
    /// <param name="context">What it may ask.</param>
    /// <param name="curve">The name of its curves; null where it has none.</param>
    public static MetricResult Evaluate(ISynonym synonym, IMetricContext context, string? curve = null)
    {
        var meaning = MeaningOf(synonym);
        var result = context.Share(new Key(meaning), () => meaning.Evaluate(context));
        return new MetricResult(
            [.. result.Scores.Zip(synonym.Scores, (score, info) => score with { Name = info.Name })],
            [.. result.Curves.Select(c => c with { Name = curve ?? c.Name })]);
    }
}
