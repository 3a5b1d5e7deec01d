namespace VisEval.Harness.Analysis.Gate;

/// <summary>What became of a cell, the most urgent first.</summary>
public enum CellVerdict
{
    /// <summary>It had a value and has none.</summary>
    Lost,

    /// <summary>Shown to be worse.</summary>
    Worse,

    /// <summary>Neither is shown.</summary>
    Undecided,

    /// <summary>Shown to be better.</summary>
    Improved,

    /// <summary>Equal, or shown to differ by less than the margin.</summary>
    Equivalent,
}

/// <summary>What the gate says.</summary>
public enum GateVerdict
{
    /// <summary>Nothing critical is worse or lost, and nothing critical is undecided.</summary>
    Pass,

    /// <summary>Something critical is worse or lost, or undecided where the policy is strict.</summary>
    Fail,

    /// <summary>Nothing critical is worse or lost, but something is undecided.</summary>
    Undecided,
}
