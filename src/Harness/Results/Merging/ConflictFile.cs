using System.Globalization;
using VisEval.Harness.Input;

namespace VisEval.Harness.Results.Merging;

/// <summary>conflicts.csv: what parts of a run contradict each other in, also in earlier merges.</summary>
internal static class ConflictFile
{
    // The columns that say what a conflict is about; the others say who said what.
    private const int About = 7;

    private static readonly string[] Header =
        ["dataset", "model", "method", "metric", "image", "target", "what", "kept", "kept_from", "other", "other_from"];

    /// <summary>Adds conflicts to those that are known of the run and of its parts; writes nothing where there are none.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="parts">Those of the parts.</param>
    /// <param name="conflicts">What contradicts now.</param>
    /// <returns>The number of things that contradict.</returns>
    public static int Write(string directory, IReadOnlyList<string> parts, IReadOnlyList<MergeConflict> conflicts)
    {
        List<string[]> rows =
        [
            .. parts.Prepend(directory).SelectMany(Read).Concat(conflicts.Select(Row)).DistinctBy(row => string.Join('\n', row)),
        ];
        if (rows.Count > 0)
            AtomicFile.Write(Path.Combine(directory, RunFiles.Conflicts), CsvText.Of(Header, rows));
        return rows.DistinctBy(row => string.Join('\n', row.Take(About))).Count();
    }

    /// <summary>A class as a table has it: empty where it is of no meaning.</summary>
    public static string Text(int? target) =>
        target is { } number and not ExplanationKey.NoTarget ? number.ToString(CultureInfo.InvariantCulture) : "";

    private static IEnumerable<string[]> Read(string directory)
    {
        var path = Path.Combine(directory, RunFiles.Conflicts);
        return File.Exists(path) ? CsvText.Read(File.ReadAllBytes(path), Header, path) : [];
    }

    private static string[] Row(MergeConflict c) =>
    [
        c.Place.Dataset, c.Place.Model, c.Place.Method, c.Place.Metric, c.Place.Image, Text(c.Place.Target), c.What, c.Kept, c.KeptFrom,
        c.Other, c.OtherFrom,
    ];
}
