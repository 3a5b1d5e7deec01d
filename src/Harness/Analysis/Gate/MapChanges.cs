using VisEval.Harness.Results;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>How alike the stored maps of a method are in two runs.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">The network's name now.</param>
/// <param name="Method">The method's key now.</param>
/// <param name="Maps">The maps that both runs keep.</param>
/// <param name="Same">Those that are equal pixel by pixel.</param>
/// <param name="Spearman">The mean rank correlation of the pixels; null where no map has two different values.</param>
/// <param name="Cosine">The mean cosine of the pixels; null where every map is zero.</param>
/// <param name="Least">The image whose maps are least alike by rank correlation; null where there is none.</param>
internal sealed record MapChange(
    string Dataset, string Model, string Method, int Maps, int Same, double? Spearman, double? Cosine, string? Least);

/// <summary>The comparison of the maps that runs keep for their galleries.</summary>
/// <param name="Why">Why nothing is compared; null where something is.</param>
/// <param name="Rows">One a method and network.</param>
internal sealed record MapChanges(string? Why, IReadOnlyList<MapChange> Rows)
{
    /// <summary>Of two runs; the pixels are those of the gallery, the evidence for the class scaled to 0..255.</summary>
    internal static MapChanges Of(RunResults old, RunResults current, RunMatch match)
    {
        if (old.Maps.Count == 0 || current.Maps.Count == 0)
            return new MapChanges($"the {(old.Maps.Count == 0 ? "baseline" : "current run")} keeps no maps", []);
        var models = match.Models.ToDictionary(m => m.Old, m => m.New);
        var methods = match.Methods.ToDictionary(m => m.Old, m => m.New);
        var after = current.Maps.Where(m => m.Pixels is not null).ToDictionary(m => (m.Dataset, m.Model, m.Method, m.Image, m.Target));
        var pairs = old.Maps.Where(m => m.Pixels is not null)
            .Select(m => (Old: m, New: models.GetValueOrDefault(m.Model) is { } model && methods.GetValueOrDefault(m.Method) is { } method
                ? after.GetValueOrDefault((m.Dataset, model, method, m.Image, m.Target))
                : null))
            .Where(p => p.New is not null && (p.Old.Height, p.Old.Width) == (p.New.Height, p.New.Width))
            .GroupBy(p => (p.Old.Dataset, p.New!.Model, p.New.Method));
        MapChange[] rows = [.. pairs.Select(g => Row(g.Key.Dataset, g.Key.Model, g.Key.Method, [.. g.Select(p => (p.Old, p.New!))]))];
        return new MapChanges(rows.Length == 0 ? "the runs keep no map of the same image and class" : null, rows);
    }

    private static MapChange Row(string dataset, string model, string method, (MapRow Old, MapRow New)[] pairs)
    {
        var alike = pairs.Select(p => (p.Old.Image, Rank: Correlation.Spearman(Pixels(p.Old), Pixels(p.New)))).ToList();
        return new MapChange(
            dataset, model, method, pairs.Length, pairs.Count(p => p.Old.Pixels.AsSpan().SequenceEqual(p.New.Pixels)),
            Average(alike.Select(a => a.Rank)), Average(pairs.Select(p => Cosine(p.Old.Pixels!, p.New.Pixels!))),
            alike.Where(a => a.Rank is not null).MinBy(a => a.Rank).Image);
    }

    private static double[] Pixels(MapRow map) => [.. map.Pixels!.Select(p => (double)p)];

    private static double? Average(IEnumerable<double?> values) => values.OfType<double>().DefaultIfEmpty(double.NaN).Average() is var mean
        && !double.IsNaN(mean) ? mean : null;

    // Σxy/√(Σx² Σy²)
    private static double? Cosine(byte[] x, byte[] y)
    {
        var (product, left, right) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
            (product, left, right) = (product + x[i] * y[i], left + x[i] * x[i], right + y[i] * y[i]);
        return left > 0 && right > 0 ? product / Math.Sqrt(left * right) : null;
    }
}
