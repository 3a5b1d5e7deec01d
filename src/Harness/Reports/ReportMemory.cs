using System.Globalization;
using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Reports;

/// <summary>What a report needs of memory, and what there is.</summary>
/// <param name="Numbers">The numbers of the runs, about.</param>
/// <param name="Needed">Bytes that the report takes, about.</param>
/// <param name="Available">Bytes that the program may use on this machine.</param>
internal sealed record ReportMemory(double Numbers, double Needed, double Available)
{
    // Enough for a drawn run of 10⁷ numbers (docs/speed.md); numbers by seed and merged runs are reckoned, not measured.
    private const double BytesEach = 190;
    private const double BytesEachBySeed = 340;
    private const double BytesEachMerged = 500;

    /// <summary>Of the runs of one report, before any of them is read.</summary>
    /// <param name="directories">The run directories.</param>
    /// <exception cref="Core.InputException">There are no results, or not of this version.</exception>
    public static ReportMemory Of(params IReadOnlyList<string> directories) =>
        Of([.. directories.Select(StoreSize.Of)], GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>Of runs of some sizes on a machine.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="available">Bytes that the program may use.</param>
    public static ReportMemory Of(IReadOnlyList<StoreSize> runs, double available) => new(
        runs.Sum(r => r.Numbers),
        runs.Sum(r => r.CurveBytes + r.Numbers * BytesOf(r, runs.Count > 1)),
        available);

    private static double BytesOf(StoreSize run, bool isMerged) => isMerged ? BytesEachMerged : run.HasSeeds ? BytesEachBySeed : BytesEach;

    /// <summary>Whether the report can be made.</summary>
    public bool Suffices => Needed <= Available;

    /// <summary>Why it cannot, and what to do.</summary>
    /// <param name="run">The run directory.</param>
    public string Refusal(string run) => string.Create(
        CultureInfo.InvariantCulture,
        $"A report of these {Numbers / 1e6:0.#} million numbers takes about {Needed / 1e9:0.0} GB of memory; ")
        + string.Create(CultureInfo.InvariantCulture, $"{Available / 1e9:0.0} GB may be used here. Make it on a machine with more memory, ")
        + "or write the tables only, which takes little, and analyse them elsewhere: "
        + $"viseval report \"{run}\" --only scores.csv,scores.parquet. A run of fewer metrics, methods or images is smaller.";
}
