using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>What the gate found in one cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Images">The images that the verdict is about.</param>
internal sealed record GateRow(GateCell Cell, CellLevel Level, CellVerdict Verdict, int Images)
{
    /// <summary>Why the verdict is what it is, where the numbers alone do not tell; a part of a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>The difference that does not matter, in the score's unit.</summary>
    public double Margin { get; init; }

    /// <summary>The baseline's mean over the explanations that both runs have.</summary>
    public double? Old { get; init; }

    /// <summary>The current mean over the same.</summary>
    public double? New { get; init; }

    /// <summary>The mean of new minus old, turned so that positive is better, in the score's unit; null where nothing is paired.</summary>
    public double? Difference { get; init; }

    /// <summary>Its 95 % interval over images; null below two images.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The probability of such a loss by chance, corrected for all critical cells (Holm), of an advisory one for all cells;
    /// null where not tested.</summary>
    public double? Worse { get; init; }

    /// <summary>The probability of such a gain by chance, corrected alike.</summary>
    public double? Better { get; init; }

    /// <summary>The probability that a difference beyond the margin looks so small; not corrected.</summary>
    public double? Equivalent { get; init; }

    /// <summary>How many images would probably decide an undecided cell; null where that cannot be told.</summary>
    public int? ImagesToDecide { get; init; }

    /// <summary>The smallest difference that this many images show with a probability of 80 %; null where they can show none.</summary>
    public double? SmallestEffect { get; init; }

    /// <summary>What happened to single images.</summary>
    public ImageChanges Changes { get; init; } = ImageChanges.Of([]);

    /// <summary>The values that were asked again and are gone.</summary>
    public IReadOnlyList<LostValue> Lost { get; init; } = [];

    /// <summary>Whether more than a tenth of the values is gone, so that each of these counts as the worst possible value.</summary>
    public bool IsWorstCase { get; init; }

    /// <summary>How many of the lost values have no row in the current run, although it asked for them: any makes the row lost.</summary>
    public int Missing { get; init; }

    /// <summary>Values of the baseline that the current run was not asked for.</summary>
    public int NotRun { get; init; }

    /// <summary>Values of the baseline for a class that the current run does not explain in that image.</summary>
    public int OtherClass { get; init; }

    /// <summary>Whether the row fails the gate by itself.</summary>
    public bool Fails => Level == CellLevel.Critical && Verdict is (CellVerdict.Worse or CellVerdict.Lost);
}
