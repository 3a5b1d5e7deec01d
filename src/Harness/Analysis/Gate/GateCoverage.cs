namespace VisEval.Harness.Analysis.Gate;

/// <summary>How much of the baseline a comparison is about.</summary>
/// <param name="Images">Images, over all datasets, in which the baseline has a value.</param>
/// <param name="Compared">Those of them in which some value of both runs was compared.</param>
/// <param name="Values">The baseline's values in the cells that are judged.</param>
/// <param name="Paired">Those that both runs have.</param>
/// <param name="Lost">Those that the current run asked for and got no number, but a state.</param>
/// <param name="Missing">Those of which the current run has no row, although it asked for them.</param>
/// <param name="NotRun">Those that the current run was not asked for.</param>
/// <param name="OtherClass">Those of a class that the current run does not explain in that image.</param>
internal sealed record GateCoverage(int Images, int Compared, int Values, int Paired, int Lost, int Missing, int NotRun, int OtherClass)
{
    /// <summary>Whether nothing of the baseline was left out: each of its values has a value or a state in the current run.</summary>
    public bool IsWhole => Missing + NotRun + OtherClass == 0;

    /// <summary>Of the cells of a comparison.</summary>
    internal static GateCoverage Of(IReadOnlyCollection<PairedCell> cells)
    {
        var compared = cells.SelectMany(c => c.Pairs.Select(p => (c.Cell.Dataset, p.Image))).ToHashSet();
        var images = compared.Concat(cells.SelectMany(c => c.Gone.Select(i => (c.Cell.Dataset, i)))).ToHashSet();
        var (paired, missing) = (cells.Sum(c => c.Pairs.Count), cells.Sum(c => c.Missing));
        var (lost, notRun, other) = (cells.Sum(c => c.Lost.Count) - missing, cells.Sum(c => c.NotRun), cells.Sum(c => c.OtherClass));
        return new GateCoverage(
            images.Count, compared.Count, paired + lost + missing + notRun + other, paired, lost, missing, notRun, other);
    }
}
