using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Foreign;
using VisEval.Harness.Input;
using VisEval.Harness.Results;

namespace VisEval.Harness.Configuration.Foreign;

/// <summary>What the order of an array of maps leaves open: a number that happens to fit says neither which images nor which classes they
/// are of.</summary>
internal static class MapOrder
{
    /// <summary>The number of maps that an array without a list is to hold.</summary>
    /// <param name="images">The images of the run.</param>
    /// <param name="file">Full path of the array.</param>
    public static MapCount Needed(IImageSource images, string file)
    {
        var count = images.Images.Sum(i => images.Targets(i, ExplanationKey.NoTarget).Count);
        var all = images.Images.Sum(i => ClassesOf(images, i));
        var each = $"one for each {(count == images.Images.Count ? "" : "class of each ")}image of dataset '{images.Name}'";
        return new MapCount(count, all != count && LengthOf(file) == all
            ? $"{each} (so many are one for every class of them: --targets-per-image {images.Images.Max(i => ClassesOf(images, i))} "
                + "explains them all)"
            : each);
    }

    /// <summary>What is not said, and where it is to be said.</summary>
    /// <param name="images">The images of the run.</param>
    /// <param name="file">Full path of the array.</param>
    /// <param name="ids">Full path of its list.</param>
    /// <param name="isListed">Whether the list is there.</param>
    /// <param name="rows">Image and class of each map, in order.</param>
    /// <param name="classes">Full path of the classes; null where there is no such file.</param>
    public static IEnumerable<string> Doubts(
        IImageSource images, string file, string ids, bool isListed, IReadOnlyList<(string Image, int? Class)> rows, string? classes)
    {
        var all = AllOf(images).Count;
        if (!isListed && all > images.Images.Count)
            yield return $"'{file}' does not say which images its maps are of, and the run takes {images.Images.Count} of the {all} of "
                + $"dataset '{images.Name}'. Write their ids into '{ids}', one a line, one line for each map (ID@CLASS with the class).";
        var stated = rows.Count(r => r.Class is not null);
        if (stated > 0 && classes is not null)
            yield return $"'{ids}' and '{classes}' both state classes; leave one out.";
        else if (stated > 0 && stated < rows.Count)
            yield return $"'{ids}' states the class of {stated} of {rows.Count} maps (ID@CLASS); state that of all, or of none.";
        else if (stated == 0 && classes is null && images.Images.FirstOrDefault(i => ClassesOf(images, i) > 1) is { } several)
            yield return $"'{file}' does not say which classes its maps explain, and images of dataset '{images.Name}' have several "
                + $"({several.Id} has {ClassesOf(images, several)}). Write ID@CLASS, one line for each map, into '{ids}', or the classes "
                + "into a targets.npy beside the array.";
    }

    /// <summary>Where the list beside an array, if it is there, names other images or classes than those that the maps are taken
    /// for.</summary>
    /// <param name="images">The images, of each as many maps as it has classes.</param>
    /// <param name="file">Full path of the array.</param>
    public static IEnumerable<string> Mismatch(IImageSource images, string file)
    {
        if (images is not DatasetImages || !File.Exists(MapList.Of(file)))
            yield break;
        var known = AllOf(images).Select(i => i.Id).ToHashSet();
        var lines = File.ReadAllLines(MapList.Of(file)).Select(l => l.Trim()).Where(l => l.Length > 0);
        var needed = images.Images.SelectMany(i => images.Targets(i, ExplanationKey.NoTarget).Select(t => (Image: i.Id, Class: t)));
        foreach (var (place, (line, map)) in lines.Zip(needed).Index())
            if (MapList.Parse(line, known.Contains) is var (image, index)
                && (image != map.Image || (index is not null && map.Class != ExplanationKey.NoTarget && index != map.Class)))
            {
                yield return $"'{MapList.Of(file)}': map {place} of '{Path.GetFileName(file)}' is of {line}, where one of {map.Image}, "
                    + $"class {map.Class}, is needed. Score them with the dataset, --limit and --where that they were made with.";
                yield break;
            }
    }

    /// <summary>All images of the dataset, also those that the run does not take.</summary>
    public static IReadOnlyList<DatasetImage> AllOf(IImageSource images) =>
        images is DatasetImages { Dataset.Manifest.Images: var all } ? all : images.Images;

    // What is wrong with the file is said where its shape is checked.
    private static int? LengthOf(string file)
    {
        try
        {
            return NpyFile.ReadShape(file).FirstOrDefault();
        }
        catch (InputException)
        {
            return null;
        }
    }

    /// <summary>The number of classes of an image, before --targets-per-image cuts them.</summary>
    public static int ClassesOf(IImageSource images, DatasetImage image) => images is DatasetImages { Dataset.Manifest.Target: var target }
        ? Datasets.Targets.Of(target, image, ExplanationKey.NoTarget).Count
        : images.Targets(image, ExplanationKey.NoTarget).Count;
}
