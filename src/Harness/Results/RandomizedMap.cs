using System.Globalization;
using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Harness.Results;

/// <summary>An explanation that a metric asked for on a copy of the network with other weights.</summary>
/// <param name="Network">Which layers were re-drawn.</param>
/// <param name="Layers">The layers that the network has.</param>
/// <param name="Attribution">The explanation on the copy.</param>
internal sealed record RandomizedExplanation(ModelVariant.Randomized Network, int Layers, Attribution Attribution);

/// <summary>A map under randomized weights as it is kept for the report.</summary>
/// <param name="Map">The map, under the key of its method.</param>
/// <param name="Network">Which layers were re-drawn.</param>
/// <param name="Layers">The layers that the network has.</param>
/// <remarks>In the store the method's key has <c>randomized:FIRST+COUNT/LAYERS/DRAW:</c> before it, as <see cref="ShuffledKey"/> has its
/// own prefix: maps of every kind lie in one table, whose form stays.</remarks>
internal sealed record RandomizedMap(MapRow Map, ModelVariant.Randomized Network, int Layers)
{
    /// <summary>The longest side that is kept, in pixels: the picture is looked at beside others of the same method.</summary>
    public const int Side = 64;

    /// <summary>The most stages of one explanation that are kept, evenly spread: a deep network has many.</summary>
    public const int Stages = 5;

    private const string Prefix = "randomized:";

    /// <summary>Whether layers were re-drawn one after the other from the output on, so that stages stand in an order of depth.</summary>
    public bool IsCascade => Network.First == 0;

    /// <summary>The row of the table of maps.</summary>
    public MapRow ToRow() => Map with
    {
        Method = string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix}{Network.First}+{Network.Count}/{Layers}/{Network.Draw}:{Map.Method}"),
    };

    /// <summary>The map behind a row; null for a row of the trained network.</summary>
    public static RandomizedMap? Of(MapRow row)
    {
        if (!row.Method.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var parts = row.Method.Split([':', '+', '/'], 6);
        return parts.Length == 6 && Whole(parts[1]) is { } first && Whole(parts[2]) is { } count && Whole(parts[3]) is { } layers
            && Enum.TryParse<WeightDraw>(parts[4], out var draw)
            ? new RandomizedMap(row with { Method = parts[5] }, new ModelVariant.Randomized(first, count, draw), layers)
            : null;
    }

    /// <summary>The maps to keep of one explanation.</summary>
    /// <param name="key">The explanation.</param>
    /// <param name="map">Its map on the trained network, whose size is that of the input.</param>
    /// <param name="explanations">The explanations on copies of the network.</param>
    public static IEnumerable<RandomizedMap> Of(ExplanationKey key, SaliencyMap map, IReadOnlyList<RandomizedExplanation> explanations) =>
        from series in explanations.GroupBy(e => (e.Network.First == 0, e.Network.Draw))
        let ordered = series.OrderBy(e => e.Network.First + e.Network.Count).ToList()
        from place in Enumerable.Range(1, Math.Min(Stages, ordered.Count))
        let chosen = ordered[place * ordered.Count / Math.Min(Stages, ordered.Count) - 1]
        let shown = GalleryMap.Shrunk(chosen.Attribution.ToMap(map.Height, map.Width), Side)
        select new RandomizedMap(
            new MapRow(key.Dataset, key.Model, key.Method, key.Image, key.Target, shown.Height, shown.Width, GalleryMap.Pixels(shown)),
            chosen.Network, chosen.Layers);

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
