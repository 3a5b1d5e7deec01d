namespace VisEval.Harness.Analysis.Gate;

/// <summary>What became of a cell, the most urgent first.</summary>
public enum CellVerdict
{
    /// <summary>It had values, and has none or lost rows of some.</summary>
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
