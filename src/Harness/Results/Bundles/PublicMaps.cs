namespace VisEval.Harness.Results.Bundles;

/// <summary>The maps of a run that may be published without asking whose pictures they were made of.</summary>
/// <remarks>Of controls there are none: <c>input-magnitude</c> and <c>sobel</c> draw the picture. Those of methods are shrunk until they
/// show where a method looks, and not what stands there.</remarks>
internal static class PublicMaps
{
    /// <summary>The longest side in pixels.</summary>
    public const int Side = 32;

    /// <summary>The number of explanations a network, first in the gallery.</summary>
    public const int Explanations = 2;

    /// <summary>The maps, small, in the order of the run.</summary>
    public static IReadOnlyList<MapRow> Of(RunResults results)
    {
        var controls = results.Info.Methods.Where(m => m.IsControl).Select(m => m.Key).ToHashSet();
        var shown = results.Maps.Select(m => (m.Dataset, m.Model, m.Image, m.Target)).Distinct().GroupBy(e => (e.Dataset, e.Model))
            .SelectMany(g => g.Take(Explanations)).ToHashSet();
        return
        [
            .. results.Maps.Where(m => !controls.Contains(m.Method) && shown.Contains((m.Dataset, m.Model, m.Image, m.Target)))
                .Select(Small),
        ];
    }

    private static MapRow Small(MapRow map)
    {
        if (map.Pixels is null)
            return map with { Height = 1, Width = 1 };
        var small = GalleryMap.Shrunk(new Core.SaliencyMap([.. map.Pixels.Select(p => (float)p)], map.Height, map.Width), Side);
        return map with { Height = small.Height, Width = small.Width, Pixels = [.. small.Values.Select(v => (byte)v)] };
    }
}
