using System.Globalization;
using System.Text.Json.Nodes;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets.Import;

/// <summary>Writes images as entries of dataset.json.</summary>
/// <param name="folder">The folder of the dataset that is taken over.</param>
/// <param name="files">Its files.</param>
internal sealed class ImageWriter(string folder, ImportedFiles files)
{
    // What the pixels of masks that are written mean.
    private const byte Object = 255;
    private const byte Ignored = 128;

    private int _pictures;
    private int _masks;

    /// <summary>An entry.</summary>
    /// <exception cref="InputException">Its picture or a mask cannot be read.</exception>
    public JsonObject Of(DatasetImage image)
    {
        var (width, height) = image.Source.Size(folder);
        var (columns, rows) = image.SizeOr(width, height);
        JsonNode Mask(IRegion region) => MaskOf(region, rows, columns);

        var entry = new JsonObject { ["id"] = image.Id, ["file"] = FileOf(image), ["labels"] = Numbers(image.Labels) };
        if (image.AnnotationSize is { } size)
            entry["annotationSize"] = Numbers(size);
        entry["objects"] = new JsonArray([.. image.Objects.Select(o => (JsonNode)ObjectOf(o, Mask))]);
        if (image.Regions.Count > 0)
            entry["regions"] = new JsonArray(
                [.. image.Regions.Select(r => (JsonNode)new JsonObject { ["class"] = r.Class, ["mask"] = Mask(r.Region) })]);
        if (image.Ignored is { } ignored)
            entry["ignored"] = Mask(ignored);
        if (image.Background is { } background)
            entry["background"] = background;
        return entry;
    }

    private string FileOf(DatasetImage image)
    {
        if (image.Packed is not { } packed)
            return files.Keep(image.File);
        var picture = packed.Decode(packed.Read(folder), folder);
        return files.Write("images", NameOf(_pictures++), PngFile.Of(picture));
    }

    private static JsonObject ObjectOf(DatasetObject item, Func<IRegion, JsonNode> mask)
    {
        var entry = new JsonObject
        {
            ["class"] = item.Class,
            ["box"] = item.Box is null ? null : new JsonArray([.. item.Box.Select(b => (JsonNode)b)]),
        };
        if (item.Region is not null || item.Box is null)
            entry["mask"] = item.Region is null ? null : mask(item.Region);
        if (item.Ignore)
            entry["ignore"] = true;
        if (item.IsPart)
            entry["part"] = true;
        return entry;
    }

    private JsonNode MaskOf(IRegion region, int height, int width)
    {
        if (region is MaskFile file)
            return files.Keep(file.File);
        if (region is ValueMask stored)
            return Values(files.Keep(stored.File), stored.Object, stored.Ignored);
        var pixels = region.Read(folder, height, width);
        var levels = Array.ConvertAll(
            pixels.Values, v => v == RegionPixels.Object ? Object : v == RegionPixels.Ignored ? Ignored : RegionPixels.Nothing);
        var name = files.Write("masks", NameOf(_masks++), PngFile.OfGray(levels, pixels.Height, pixels.Width));
        return Values(name, [Object], pixels.Count(RegionPixels.Ignored) > 0 ? [Ignored] : []);
    }

    private static JsonObject Values(string file, IReadOnlyList<int> inside, IReadOnlyList<int> ignored)
    {
        var mask = new JsonObject { ["file"] = file, ["object"] = Numbers(inside) };
        if (ignored.Count > 0)
            mask["ignore"] = Numbers(ignored);
        return mask;
    }

    private static JsonArray Numbers(IEnumerable<int> numbers) => new([.. numbers.Select(n => (JsonNode)n)]);

    private static string NameOf(int number) => number.ToString("000000", CultureInfo.InvariantCulture) + ".png";
}
