using System.Text.Json.Nodes;
using VisEval.Harness.Datasets.Inspection;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Input;

namespace VisEval.Tests.Harness.Datasets.Formats;

/// <summary>An image as an expected.json describes it.</summary>
internal sealed class ExpectedImage(JsonObject json)
{
    private const double Colour = 3;

    public string Id => json["id"]!.ToString();

    public string File => (string)json["file"]!;

    public string? Table => (string?)json["table"];

    public string? Split => (string?)json["split"];

    /// <summary>Whether an image found can be this one: ids are unique in a dataset only, so the file decides where there are several.
    /// </summary>
    public bool Is(ImageFacts found, string folder) =>
        (found.Id == Id || found.Id == $"{Split}/{Id}")
        && System.IO.Path.GetFullPath(found.File, folder).EndsWith("/" + File, StringComparison.Ordinal);

    /// <summary>What differs, one phrase each.</summary>
    public IEnumerable<string> Differences(ImageFacts found)
    {
        if ((found.Width, found.Height) != ((int)json["width"]!, (int)json["height"]!))
            yield return $"{found.Width}×{found.Height} instead of {json["width"]}×{json["height"]}";
        if (json["label"] is { } label && !found.Labels.SequenceEqual([label.ToString()]))
            yield return $"labels [{string.Join(", ", found.Labels)}] instead of {label}";
        if (json["labels"] is JsonArray labels && !found.Labels.Order().SequenceEqual(labels.Select(l => l!.ToString()).Order()))
            yield return $"labels [{string.Join(", ", found.Labels)}] instead of {labels.ToJsonString()}";
        foreach (var difference in json["objects"] is JsonArray objects ? Objects(found.Objects, objects) : [])
            yield return difference;
        foreach (var difference in json["masks"] is JsonObject masks ? Masks(found.Masks, masks) : [])
            yield return difference;
    }

    /// <summary>What differs in the pixels.</summary>
    public IEnumerable<string> Differences(Picture found)
    {
        if (json["rgb_sha256"] is { } rgb && Sha256.Of(found.Pixels) is var hash && hash != (string?)rgb)
            yield return $"rgb_sha256 {hash} instead of {rgb}";
        var isGray = Enumerable.Range(0, found.Width * found.Height)
            .All(i => !found.Pixels.AsSpan(3 * i, 3).ContainsAnyExcept(found.Pixels[3 * i]));
        var plain = Sha256.Of(isGray ? found.ToGray().Pixels : found.Pixels);
        if (json["pixels_sha256"] is { } pixels && plain != (string?)pixels && Sha256.Of(found.Pixels) != (string?)pixels)
            yield return $"pixels_sha256 {plain} instead of {pixels}";
        var (w, h) = (found.Width / 2, found.Height / 2);
        if (json["rgb_mean"] is JsonArray mean)
            foreach (var difference in Mean("rgb_mean", found, mean))
                yield return difference;
        if (json["rgb_quadrants"] is JsonArray quadrants)
            for (var i = 0; i < 4; i++)
            {
                var (left, top) = (i % 2 * w, i / 2 * h);
                var (width, height) = (left == 0 ? w : found.Width - w, top == 0 ? h : found.Height - h);
                foreach (var difference in Mean($"rgb_quadrants[{i}]", Part(found, top, left, height, width), (JsonArray)quadrants[i]!))
                    yield return difference;
            }
    }

    private static Picture Part(Picture picture, int top, int left, int height, int width) => new(
        new Raster<byte>(picture.Pixels, picture.Width, picture.Height, 3).Window(top, left, height, width, [0, 0, 0]).Values,
        width, height, 3);

    private static IEnumerable<string> Mean(string name, Picture picture, JsonArray expected)
    {
        for (var c = 0; c < 3; c++)
        {
            var mean = Enumerable.Range(0, picture.Width * picture.Height).Average(i => (double)picture.Pixels[3 * i + c]);
            if (Math.Abs(mean - (double)expected[c]!) > Colour)
                yield return $"{name}, channel {c}: {mean:0.0} instead of {expected[c]}";
        }
    }

    private static IEnumerable<string> Objects(IReadOnlyList<ObjectFacts> found, JsonArray expected)
    {
        // An object without a place may be left out.
        var placed = expected.Select(o => o!.AsObject()).Where(o => o["box"] is not null || o["mask"] is not null).ToList();
        var given = found.Where(o => o.Box is not null || o.Mask is not null).ToList();
        if (given.Count != placed.Count)
            yield return $"{given.Count} objects instead of {placed.Count}";
        foreach (var (have, want) in given.Zip(placed))
        {
            if (have.Label != (string?)want["label"])
                yield return $"object of {have.Label} instead of {want["label"]}";
            if (have.Ignore != ((bool?)want["ignore"] ?? false))
                yield return $"object of {have.Label}: ignore {have.Ignore}";
            // The numbers of expected.json have at most four digits behind the point.
            var tolerance = (double?)want["box_tolerance"] ?? 5e-5;
            if (want["box"] is JsonArray box
                && (have.Box is null || have.Box.Zip(box).Any(p => Math.Abs(p.First - (double)p.Second!) > tolerance)))
                yield return $"box [{string.Join(", ", have.Box ?? [])}] instead of {box.ToJsonString()}";
            if (want["mask"] is JsonObject mask && Mask(have.Mask, mask) is { } difference)
                yield return $"object of {have.Label}: {difference}";
        }
    }

    private IEnumerable<string> Masks(IReadOnlyDictionary<string, MaskFacts> found, JsonObject expected)
    {
        foreach (var (name, mask) in expected)
            if (Mask(found.GetValueOrDefault(name), mask!.AsObject()) is { } difference)
                yield return $"mask of {name}: {difference}";
        // The union of masks whose outline may differ is not stated.
        var open = (json["objects"] as JsonArray)?.Any(o => o!["mask"]?["area_tolerance"] is not null) == true;
        foreach (var name in open ? [] : found.Keys.Except(expected.Select(m => m.Key)))
            yield return $"a mask of {name} that should not be there";
    }

    private static string? Mask(MaskFacts? found, JsonObject expected)
    {
        if (found is null)
            return "no mask";
        var tolerance = (int?)expected["area_tolerance"] ?? 0;
        if (Math.Abs(found.Area - (int)expected["area"]!) > tolerance || found.IgnoreArea != ((int?)expected["ignore_area"] ?? 0))
            return $"area {found.Area}, ignored {found.IgnoreArea} instead of {expected["area"]}, {expected["ignore_area"]}";
        return expected["sha256"] is { } hash && found.Sha256 != (string?)hash ? $"SHA-256 {found.Sha256} instead of {hash}" : null;
    }
}
