namespace VisEval.Harness.Analysis.Gate;

/// <summary>What a comparison says of a run as a whole.</summary>
public enum ComparisonVerdict
{
    /// <summary>Nothing critical is worse or lost, and nothing critical is undecided.</summary>
    Pass,

    /// <summary>Something critical is worse or lost, or undecided where the policy is strict.</summary>
    Fail,

    /// <summary>Nothing critical is worse or lost, but something is undecided, or a run is not whole.</summary>
    Undecided,
}
