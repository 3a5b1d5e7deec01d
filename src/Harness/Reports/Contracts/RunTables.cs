using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Reports.Contracts;

/// <summary>What the tables of all numbers are written from: rows in the order of the plan, of results in memory or read from a store while
/// they are written.</summary>
/// <param name="Others">The results; of a store without their numbers.</param>
/// <param name="Scores">The methods' own numbers, those over all images of a metric behind its others.</param>
/// <param name="Shuffled">Those of their maps of other images.</param>
/// <param name="Seeds">Those of each map of the methods that drew several.</param>
internal sealed record RunTables(
    RunResults Others, IEnumerable<ScoreRow> Scores, IEnumerable<ScoreRow> Shuffled, IEnumerable<SeedRow> Seeds)
{
    /// <summary>Of results in memory.</summary>
    public static RunTables Of(RunResults results, KnownMetrics known) =>
        new(results, Pooling.Of(results, known).WithPooled(results.Scores), results.Shuffled, results.Seeds);

    /// <summary>Of a store; every table reads what it needs of it, a method at a time.</summary>
    /// <param name="pieces">Its numbers.</param>
    /// <param name="others">Its other results.</param>
    /// <param name="known">The metrics behind the run's keys.</param>
    public static RunTables Of(ScorePieces pieces, RunResults others, KnownMetrics known)
    {
        var pools = others.Info.Metrics.Any(m => known.Pooled(m) is not null);
        // All cells of a method and metric are in one piece, and so are those that are pooled.
        return new RunTables(
            others,
            pieces.Of(shuffled: false, curves: pools).SelectMany(p => !pools
                ? p.Scores
                : Pooling.Of(others with { Scores = p.Scores, Curves = p.Curves }, known).WithPooled(p.Scores)),
            pieces.Of(shuffled: true).SelectMany(p => p.Scores),
            pieces.Seeds());
    }
}
