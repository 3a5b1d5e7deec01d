using VisEval.Core;

namespace VisEval.Metrics;

/// <summary>A number that says what an explanation costs. It is measured, so that a rerun changes it: it stands in timings and leaderboard,
/// never among the scores.</summary>
[UnitKind("metric")]
public interface ICostMetric
{
    /// <summary>The facts of the number.</summary>
    ScoreInfo Info { get; }

    /// <summary>Whether it is also known of an explanation that another program makes, into which nobody looks.</summary>
    bool SeesOtherPrograms => false;

    /// <summary>The number of one measured explanation.</summary>
    double Of(ExplanationCost cost);
}
