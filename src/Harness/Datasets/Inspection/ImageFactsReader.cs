using VisEval.Core;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Datasets.Regions;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Inspection;

/// <summary>Looks into the pictures and masks of images.</summary>
/// <param name="folder">The dataset's folder.</param>
/// <param name="classes">Its classes.</param>
internal sealed class ImageFactsReader(string folder, IReadOnlyList<DatasetClass> classes)
{
    /// <summary>What the masks of objects of no class are called.</summary>
    public const string NoClass = "object";

    // LabelMe's name for what is not to be scored, whatever the class.
    private const string NotScored = "__ignore__";

    /// <summary>The facts of an image.</summary>
    /// <exception cref="InputException">Its picture or a mask cannot be read.</exception>
    public ImageFacts Read(DatasetImage image)
    {
        var (width, height) = image.Source.Size(folder);
        var (columns, rows) = image.SizeOr(width, height);
        MaskFacts Own(IRegion region) => Facts(region.Read(folder, rows, columns).At(rows, columns));
        return new ImageFacts(
            image.Id, image.Source.File, width, height, image.AnnotationSize,
            [.. image.Labels.Select(label => classes[label].Name)],
            [.. image.Objects.Select(o => new ObjectFacts(NameOf(o), o.Box, o.Ignore, o.Region is null ? null : Own(o.Region)))],
            Masked(image).ToDictionary(KeyOf, target => Facts(Pixels(image, target, rows, columns))));
    }

    /// <summary>The pixels of a class at the annotated size; boxes of objects that have no pixels of their own do not count.</summary>
    /// <param name="image">The image.</param>
    /// <param name="target">The class, or <see cref="DatasetObject.AnyClass"/>.</param>
    /// <param name="height">Rows of the annotated image.</param>
    /// <param name="width">Columns of the annotated image.</param>
    public RegionPixels Pixels(DatasetImage image, int target, int height, int width)
    {
        var canvas = new ClassCanvas(ImageGeometry.Identity(height, width), new ImageSize(1, 1, 1));
        RegionPixels Read(IRegion region) => region.Read(folder, height, width).At(height, width);
        foreach (var region in image.Regions.Where(r => r.Class == target))
            canvas.Paint(Read(region.Region), RegionPixels.Object);
        var hasRegion = image.Regions.Any(r => r.Class == target);
        foreach (var item in image.Objects.Where(o => o.Class == target && o.Region is not null).OrderBy(o => o.Ignore))
            if (item.Ignore || !hasRegion)
                canvas.Paint(Read(item.Region!), item.Ignore ? RegionPixels.Ignored : RegionPixels.Object);
        if (image.Ignored is { } ignored)
            canvas.Paint(Read(ignored), RegionPixels.Ignored, over: true);
        return canvas.Original;
    }

    /// <summary>The classes of an image that have pixels.</summary>
    public static IReadOnlyList<int> Masked(DatasetImage image) =>
    [
        .. image.Regions.Select(r => r.Class)
            .Concat(image.Objects.Where(o => o.Region is not null && !(o.Ignore && o.Class == DatasetObject.AnyClass)).Select(o => o.Class))
            .Distinct().Order(),
    ];

    // Two classes may share a name.
    private string KeyOf(int target) => target == DatasetObject.AnyClass
        ? NoClass
        : classes.Count(c => c.Name == classes[target].Name) == 1 ? classes[target].Name : $"{classes[target].Name} ({classes[target].Id})";

    private string? NameOf(DatasetObject item) =>
        item.Class != DatasetObject.AnyClass ? classes[item.Class].Name : item.Ignore ? NotScored : null;

    private static MaskFacts Facts(RegionPixels pixels) =>
        new(pixels.Count(RegionPixels.Object), pixels.Count(RegionPixels.Ignored), Sha256.Of(pixels.Values));
}
