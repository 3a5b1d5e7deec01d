using System.Text.Json;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>The mask of one of COCO's annotations.</summary>
internal static class CocoMasks
{
    /// <summary>The mask: polygons, or run lengths as a list or as compressed text; null where there is none that can be used.</summary>
    /// <param name="annotation">The annotation.</param>
    /// <param name="size">Width and height of the picture, if the file states them.</param>
    /// <param name="problem">Told what is wrong.</param>
    public static IRegion? Read(JsonElement annotation, (int Width, int Height)? size, Action<string> problem)
    {
        if (!annotation.TryGetProperty("segmentation", out var mask))
            return null;
        return mask.ValueKind switch
        {
            JsonValueKind.Array => Polygons(mask, problem),
            JsonValueKind.Object => Runs(mask, size, problem),
            _ => null,
        };
    }

    private static PolygonRegion? Polygons(JsonElement mask, Action<string> problem)
    {
        var polygons = new List<double[]>();
        foreach (var item in mask.EnumerateArray())
        {
            var polygon = CocoJson.Numbers(item);
            if (polygon is null || PolygonRegion.Mistake(polygon) is not null)
                problem((polygon is null ? "a polygon that is no list of numbers" : PolygonRegion.Mistake(polygon)) + "; it is left out");
            else
                polygons.Add(polygon);
        }
        return polygons.Count > 0 ? new PolygonRegion(polygons) : null;
    }

    private static RunRegion? Runs(JsonElement mask, (int Width, int Height)? size, Action<string> problem)
    {
        var stated = CocoJson.Numbers(mask, "size");
        if (stated is not [var height, var width] || (size is var (w, h) && (w != width || h != height)))
        {
            problem("the size of the run lengths is not that of the picture; the mask is left out");
            return null;
        }
        var counts = !mask.TryGetProperty("counts", out var given) ? null
            : given.ValueKind == JsonValueKind.String ? RunRegion.Decompress(given.GetString()!)
            : CocoJson.Numbers(given) is { } list && list.All(c => c == Math.Floor(c) && Math.Abs(c) <= int.MaxValue)
                ? [.. list.Select(c => (int)c)]
                : null;
        if (counts is null)
        {
            problem("the run lengths are neither a list of whole numbers nor COCO's compressed text; the mask is left out");
            return null;
        }
        var runs = new RunRegion(counts, (int)Math.Clamp(height, 0, int.MaxValue), (int)Math.Clamp(width, 0, int.MaxValue));
        if (runs.Mistake() is not { } mistake)
            return runs;
        problem(mistake + "; the mask is left out");
        return null;
    }
}
