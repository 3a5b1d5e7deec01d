namespace VisEval.Harness.Analysis.Gate;

/// <summary>Everything that comparing two runs found; what all renderings show.</summary>
/// <param name="Baseline">What the baseline is called.</param>
/// <param name="Current">What the current run is called.</param>
/// <param name="Policy">What the gate was strict about.</param>
/// <param name="Rows">The cells, in the baseline's order.</param>
/// <param name="Size">Whether the images can decide as many cells.</param>
/// <param name="Differences">What else differs between the runs, one part of a sentence each.</param>
/// <param name="NotCompared">The numbers that were left out, and why.</param>
/// <param name="States">Explanations whose numbers stand in one run only.</param>
/// <param name="Maps">The maps compared.</param>
/// <param name="Runtime">The measured times compared.</param>
internal sealed record GateReport(
    string Baseline, string Current, GatePolicy Policy, IReadOnlyList<GateRow> Rows, GateSize Size, IReadOnlyList<string> Differences,
    IReadOnlyList<NotCompared> NotCompared, IReadOnlyList<StateChange> States, MapChanges Maps, RuntimeChanges Runtime)
{
    /// <summary>The numbers over all images together, without a verdict.</summary>
    public IReadOnlyList<PooledRow> Pooled { get; init; } = [];

    /// <summary>Why a run is not whole: it is not finished, or its store is damaged; sentences. Nothing passes then.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>That a run has ended before all images were used (<c>--until</c>, <c>--time</c>), and how many it used; a sentence each.
    /// Such a run is whole.</summary>
    public IReadOnlyList<string> EndedEarly { get; init; } = [];

    /// <summary>How much of the baseline was compared.</summary>
    public GateCoverage Coverage { get; init; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>What the gate says.</summary>
    public ComparisonVerdict Verdict =>
        Rows.Any(r => r.Fails) || (Policy.Strict && HasUndecided) ? ComparisonVerdict.Fail
        : HasUndecided ? ComparisonVerdict.Undecided
        : ComparisonVerdict.Pass;

    private bool HasUndecided => Warnings.Count > 0 || Rows.Any(r => r is { Level: CellLevel.Critical, Verdict: CellVerdict.Undecided });
}

/// <summary>Whether there are images enough for the number of cells that are tested together.</summary>
/// <param name="Critical">The critical cells.</param>
/// <param name="Tested">Those of them with a difference in some image, the same numbers under two names once: as many tests are corrected
/// for.</param>
/// <param name="Images">The fewest images that any of these has; 0 where there is none.</param>
/// <param name="Needed">The images below which none of so many tests can show anything: max(5, ⌈log₂(m/α)⌉).</param>
internal sealed record GateSize(int Critical, int Tested, int Images, int Needed)
{
    /// <summary>Whether some cell has too few images to be shown to be worse.</summary>
    public bool IsTooSmall => Tested > 0 && Images < Needed;
}
