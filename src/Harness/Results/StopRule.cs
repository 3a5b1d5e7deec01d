namespace VisEval.Harness.Results;

/// <summary>When a run may end before all images were used: once more of them would not change its verdict.</summary>
/// <param name="Until">What must be decided.</param>
/// <param name="Margin">The difference of two mean ranks (r − ½)/k from which on their order matters, in (0, 1): 0.05 is a twentieth
/// of the field.</param>
/// <param name="Alpha">The chance of any decision that all images would not confirm, in (0, 0.5].</param>
internal sealed record StopRule(StopGoal Until, double Margin = StopRule.DefaultMargin, double Alpha = StopRule.DefaultAlpha)
{
    /// <summary>The margin where none is given.</summary>
    public const double DefaultMargin = 0.05;

    /// <summary>The chance of a wrong decision where none is given.</summary>
    public const double DefaultAlpha = 0.05;
}

/// <summary>What must be decided before a run ends early.</summary>
internal enum StopGoal
{
    /// <summary>Of every two methods, that they stand in the right order, or are closer than the margin.</summary>
    RankStable,

    /// <summary>Of the first method, that no other is better by the margin or more.</summary>
    TopStable,
}
