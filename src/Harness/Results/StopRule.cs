namespace VisEval.Harness.Results;

/// <summary>When a run may end before all images were used: once more of them would not change its verdict.</summary>
/// <param name="Until">What must be decided.</param>
/// <param name="Margin">The difference of two mean ranks (r − ½)/k from which on their order matters, in (0, 1): 0.1 is a tenth of the
/// field.</param>
/// <param name="Alpha">The chance of any decision that all images would not confirm, in (0, 0.5].</param>
public sealed record StopRule(StopGoal Until, double Margin = StopRule.DefaultMargin, double Alpha = StopRule.DefaultAlpha)
{
    /// <summary>The margin where none is given.</summary>
    public const double DefaultMargin = 0.1;

    /// <summary>The chance of a wrong decision where none is given.</summary>
    public const double DefaultAlpha = 0.05;
}

/// <summary>What must be decided before a run ends early.</summary>
public enum StopGoal
{
    /// <summary>Of every two methods, which is ranked higher, or that they are closer than the margin.</summary>
    RankStable,

    /// <summary>Which method is first: of every other, that it is lower, or closer than the margin.</summary>
    TopStable,
}
