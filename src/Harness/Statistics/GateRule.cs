namespace VisEval.Harness.Statistics;

/// <summary>What a gate says of a cell.</summary>
internal enum GateVerdict
{
    /// <summary>Too few images, or the difference may lie on either side.</summary>
    Undecided,

    /// <summary>The difference lies within the margin.</summary>
    Equivalent,

    /// <summary>Better, and not within the margin.</summary>
    Improved,

    /// <summary>Worse, and not within the margin.</summary>
    Worse,
}

/// <summary>A verdict with the p-values behind it.</summary>
/// <param name="Test">The tests of the cell.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Worse">p of being worse, corrected for all cells; null where the cell took no part.</param>
/// <param name="Improved">p of being better, corrected for all cells; null where the cell took no part.</param>
internal sealed record GateOutcome(GateTest Test, GateVerdict Verdict, double? Worse, double? Improved);

/// <summary>How the tests of all cells become verdicts.</summary>
/// <remarks>
/// The first that applies: nothing changed: equivalent; fewer images than the least: undecided; p of equivalence ≤ α: equivalent;
/// Holm's p of worse ≤ α: worse; Holm's p of better ≤ α: improved; else undecided. Holm's families are all cells that are tested, one
/// for worse and one for better; equivalence needs no correction, as each claim stands on two tests that must both hold. Cells that changed
/// nothing or have too few images take no part: no signs of their gains could give them a verdict.
/// </remarks>
/// <param name="Alpha">The chance of a false verdict, in (0, 1).</param>
/// <param name="LeastImages">Fewer leave a cell undecided.</param>
internal sealed record GateRule(double Alpha = 0.05, int LeastImages = 5)
{
    // p-values like 2⁻⁵ lie on thresholds exactly.
    private const double Rounding = 1e-12;

    /// <summary>The verdicts of all cells, in the given order.</summary>
    public IReadOnlyList<GateOutcome> Of(IReadOnlyList<GateTest> cells)
    {
        var worse = Holm.Adjust([.. cells.Select(c => IsTested(c) ? c.Worse : (double?)null)]);
        var better = Holm.Adjust([.. cells.Select(c => IsTested(c) ? c.Better : (double?)null)]);
        return [.. cells.Select((cell, i) => new GateOutcome(cell, VerdictOf(cell, worse[i], better[i]), worse[i], better[i]))];
    }

    /// <summary>How many cells are corrected together.</summary>
    public int FamilyOf(IEnumerable<GateTest> cells) => cells.Count(IsTested);

    private bool IsTested(GateTest cell) => !cell.Identical && cell.Images >= LeastImages;

    private GateVerdict VerdictOf(GateTest cell, double? worse, double? better) =>
        cell.Identical ? GateVerdict.Equivalent
        : !IsTested(cell) ? GateVerdict.Undecided
        : Holds(cell.Equivalent) ? GateVerdict.Equivalent
        : Holds(worse) ? GateVerdict.Worse
        : Holds(better) ? GateVerdict.Improved
        : GateVerdict.Undecided;

    private bool Holds(double? p) => p <= Alpha + Rounding;
}
