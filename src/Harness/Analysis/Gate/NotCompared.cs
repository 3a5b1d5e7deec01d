namespace VisEval.Harness.Analysis.Gate;

/// <summary>Something that is not compared, and why.</summary>
/// <param name="What">The numbers.</param>
/// <param name="Why">The reason, a part of a sentence.</param>
internal sealed record NotCompared(string What, string Why)
{
    /// <summary>Numbers of metrics, those of one metric and reason together.</summary>
    internal static IEnumerable<NotCompared> Numbers(IEnumerable<(string Metric, string Score, string Why)> numbers) =>
        numbers.Distinct().GroupBy(n => (n.Metric, n.Why))
            .Select(g => new NotCompared($"{g.Key.Metric} {string.Join(", ", g.Select(n => n.Score))}", g.Key.Why));
}
