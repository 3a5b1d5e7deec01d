using System.Globalization;

namespace VisEval.Harness.Results.Merging;

/// <summary>What a run lacks, in sentences: images that lack the same stand together, those that follow each other as one range.</summary>
internal static class MissingText
{
    private const int MostRanges = 4;
    private const int MostNames = 3;

    /// <summary>A sentence for every network and dataset, and for whatever else.</summary>
    public static IEnumerable<string> Of(MissingWork missing)
    {
        foreach (var job in missing.Cells.GroupBy(c => (c.Dataset, c.Model)))
            foreach (var lacking in job.GroupBy(c => c.Image).GroupBy(image => Signature(image)))
                yield return $"{job.Key.Dataset}, {job.Key.Model}: "
                    + Images(lacking.Select(i => i.Key), missing.Images[job.Key.Dataset])
                    + $" × {Units(lacking.First().Select(c => SourceOf(c)), "method")}"
                    + $" × {Units(lacking.First().Select(c => c.Metric), "metric")}: {Number(lacking.Sum(i => i.Count()))} cells"
                    + Lent(lacking.Sum(i => i.Count(c => c.IsShuffled)));
        if (missing.Further > 0)
            yield return $"{Number(missing.Further)} further cells of images whose classes no part of the run names";
        foreach (var group in missing.Pieces.GroupBy(p => (p.What, p.Dataset, p.Model)))
        {
            var (what, dataset, model) = group.Key;
            var units = group.Select(p => p.Unit).Where(u => u.Length > 0).Distinct().ToList();
            yield return $"{dataset}{(model.Length == 0 ? "" : $", {model}")}: "
                + $"{Phrase(what)}{(units.Count == 0 ? "" : $" ({Some(units)})")}";
        }
    }

    // They are why the number is no product of the others.
    private static string Lent(int shuffled) =>
        shuffled == 0 ? "" : $", {Number(shuffled)} of them with the map of another image (shuffled)";

    private static string Phrase(string what) => what switch
    {
        "timing" => "measured costs of methods",
        "pictures" => "pictures of units or their numbers",
        "analysis" => "analyses of layers",
        _ => "every image: no part of the run had begun with them",
    };

    private static string Signature(IEnumerable<MissingCell> image) =>
        string.Join('\n', image.Select(c => $"{c.Method}\t{c.Metric}").Distinct().Order(StringComparer.Ordinal));

    private static string SourceOf(MissingCell cell) => new CellKey("", "", cell.Method, "", "", 0).Own().Method;

    private static string Units(IEnumerable<string> keys, string noun)
    {
        var all = keys.Distinct().ToList();
        return $"{Number(all.Count)} {noun}{(all.Count == 1 ? "" : "s")}{(all.Count <= MostNames ? $" ({string.Join(", ", all)})" : "")}";
    }

    private static string Images(IEnumerable<string> lacking, IReadOnlyList<string> all)
    {
        var wanted = lacking.ToHashSet();
        var ranges = new List<List<string>>();
        var inside = false;
        foreach (var image in all)
        {
            if (!wanted.Contains(image))
            {
                inside = false;
                continue;
            }
            if (!inside)
                ranges.Add([]);
            ranges[^1].Add(image);
            inside = true;
        }
        var named = string.Join(", ", ranges.Take(MostRanges).Select(r => r.Count == 1 ? r[0] : $"{r[0]} … {r[^1]}"));
        return $"{named}{(ranges.Count > MostRanges ? ", …" : "")} ({Number(wanted.Count)} image{(wanted.Count == 1 ? "" : "s")})";
    }

    private static string Some(List<string> units) =>
        string.Join(", ", units.Take(MostNames)) + (units.Count > MostNames ? $" and {units.Count - MostNames} more" : "");

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
