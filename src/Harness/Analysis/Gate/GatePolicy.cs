namespace VisEval.Harness.Analysis.Gate;

/// <summary>What the gate is to be strict about.</summary>
/// <param name="Margin">The difference that does not matter, as a share of the score's range.</param>
/// <param name="Alpha">The error rate of every family of tests, in (0, 0.5].</param>
/// <param name="Strict">Whether an undecided critical cell fails the gate.</param>
/// <param name="MissingIsLost">Whether a number whose method, metric or network was not run again counts as lost.</param>
/// <param name="Level">What holds where no rule says anything; controls are advisory at most, since they are no explanations.</param>
/// <param name="Named">Rules by the name of a metric or a method alone; of several that apply the mildest level holds.</param>
/// <param name="Cells">Rules for single cells; the last that applies holds, before all <paramref name="Named"/>.</param>
public sealed record GatePolicy(
    double Margin, double Alpha, bool Strict, bool MissingIsLost, CellLevel Level, IReadOnlyList<CellRule> Named,
    IReadOnlyList<CellRule> Cells)
{
    /// <summary>Every method is critical, a hundredth of the range does not matter, 5 % false alarms.</summary>
    public static GatePolicy Default { get; } = new(0.01, 0.05, false, true, CellLevel.Critical, [], []);

    /// <summary>Reads a policy file, as <c>viseval compare --policy</c> does: JSON, docs/compare.md.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="Core.InputException">Every mistake, with the file and the place in it.</exception>
    public static GatePolicy Read(string path) => GatePolicyFile.Read(Path.GetFullPath(path));

    /// <summary>How much a cell matters.</summary>
    internal CellLevel LevelOf(GateCell cell) =>
        Cells.LastOrDefault(r => r.Level is not null && r.Covers(cell))?.Level
        ?? Named.Where(r => r.Level is not null && r.Covers(cell)).Max(r => r.Level)
        ?? (cell.IsControl && Level < CellLevel.Advisory ? CellLevel.Advisory : Level);

    /// <summary>The share of the score's range that does not matter in a cell.</summary>
    internal double MarginOf(GateCell cell) =>
        Cells.LastOrDefault(r => r.Margin is not null && r.Covers(cell))?.Margin
        ?? Named.LastOrDefault(r => r.Margin is not null && r.Covers(cell))?.Margin
        ?? Margin;
}

/// <summary>A rule of a policy: what is null holds for all.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name.</param>
/// <param name="Method">Name or unit key of the method.</param>
/// <param name="Metric">Name or unit key of the metric.</param>
/// <param name="Score">Name of the number.</param>
/// <param name="Level">How much such cells matter; null where the rule does not say.</param>
/// <param name="Margin">The share of the range that does not matter; null where the rule does not say.</param>
public sealed record CellRule(
    string? Dataset, string? Model, string? Method, string? Metric, string? Score, CellLevel? Level, double? Margin)
{
    /// <summary>Whether the rule is about a cell.</summary>
    internal bool Covers(GateCell cell) =>
        (Dataset is null || Dataset == cell.Dataset) && (Model is null || cell.Model.Goes(Model))
        && (Method is null || cell.Method.Goes(Method)) && (Metric is null || cell.Metric.Goes(Metric))
        && (Score is null || Score == cell.Score.Name);
}
