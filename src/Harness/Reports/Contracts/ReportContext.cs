using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Contracts;

/// <summary>What every part of a report is a pure function of.</summary>
/// <param name="Results">The run, finished or interrupted.</param>
/// <param name="Leaderboard">The methods, measured.</param>
/// <param name="Metrics">The metrics, measured.</param>
/// <param name="Charts">The plots.</param>
internal sealed record ReportContext(RunResults Results, Leaderboard Leaderboard, MetricBoard Metrics, IReadOnlyList<Chart> Charts)
{
    /// <summary>The metrics behind the run's keys.</summary>
    public KnownMetrics Known { get; init; } = KnownMetrics.BuiltIn;

    /// <summary>Computes everything of a run.</summary>
    /// <param name="results">The run.</param>
    /// <param name="known">The metrics behind the run's keys; those of VisEval if null.</param>
    public static ReportContext Of(RunResults results, KnownMetrics? known = null)
    {
        var samples = RunSamples.Of(results, known);
        var board = Task.Run(() => MetricBoard.From(samples));
        var leaderboard = Leaderboard.From(samples);
        var metrics = board.GetAwaiter().GetResult();
        return new ReportContext(results, leaderboard, metrics, ChartSet.From(results, leaderboard, metrics))
        {
            Known = samples.Known,
        };
    }
}
