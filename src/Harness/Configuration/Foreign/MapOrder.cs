using VisEval.Core;
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
        var all = images.Images.Sum(i => images.AllTargets(i));
        var each = $"one for each {(count == images.Images.Count ? "" : "class of each ")}image of dataset '{images.Name}'";
        return new MapCount(count, all != count && LengthOf(file) == all
            ? $"{each} (so many are one for every class of them: --targets-per-image {images.Images.Max(i => images.AllTargets(i))} "
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
        var all = images.AllIds.Count();
        if (!isListed && all > images.Images.Count)
            yield return $"'{file}' does not say which images its maps are of, and the run takes {images.Images.Count} of the {all} of "
                + $"dataset '{images.Name}'. Write their ids into '{ids}', one a line, one line for each map (ID@CLASS with the class).";
        var stated = rows.Count(r => r.Class is not null);
        if (stated > 0 && classes is not null)
            yield return $"'{ids}' and '{classes}' both state classes; leave one out.";
        else if (stated > 0 && stated < rows.Count)
            yield return $"'{ids}' states the class of {stated} of {rows.Count} maps (ID@CLASS); state that of all, or of none.";
        else if (stated == 0 && classes is null && images.Images.FirstOrDefault(i => images.AllTargets(i) > 1) is { } several)
            yield return $"'{file}' does not say which classes its maps explain, and images of dataset '{images.Name}' have several "
                + $"({several.Id} has {images.AllTargets(several)}). Write ID@CLASS, one line for each map, into '{ids}', or the classes "
                + "into a targets.npy beside the array.";
    }

    /// <summary>Where the list beside an array, if it is there, names other images or classes than those that the maps are taken
    /// for.</summary>
    /// <param name="images">The images, of each as many maps as it has classes.</param>
    /// <param name="file">Full path of the array.</param>
    public static IEnumerable<string> Mismatch(IImageSource images, string file)
    {
        if (!File.Exists(MapList.Of(file)))
            yield break;
        var listed = MapList.Read(MapList.Of(file), images.AllIds);
        var needed = images.Images.SelectMany(i => images.Targets(i, ExplanationKey.NoTarget).Select(t => (Image: i.Id, Class: t)));
        foreach (var (place, (stated, map)) in listed.Zip(needed).Index())
            if (stated.Image != map.Image
                || (stated.Class is { } index && map.Class != ExplanationKey.NoTarget && index != map.Class))
            {
                yield return $"'{MapList.Of(file)}': map {place} of '{Path.GetFileName(file)}' is of {stated.Image}"
                    + $"{(stated.Class is { } other ? $", class {other}," : "")} where one of {map.Image}, "
                    + $"class {map.Class}, is needed. Score them with the dataset, --limit and --where that they were made with.";
                yield break;
            }
    }

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
}
