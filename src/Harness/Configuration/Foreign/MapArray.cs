using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Foreign;
using VisEval.Harness.Input;
using VisEval.Harness.Results;

namespace VisEval.Harness.Configuration.Foreign;

/// <summary>Maps one after the other in one array, N×h×w or N×C×h×w: in the order of the images, or as a list of ids beside it
/// says.</summary>
/// <param name="file">Full path of the array.</param>
/// <param name="ids">Full path of the list (<see cref="MapList"/>), one line a map; there or not.</param>
/// <param name="classes">Full path of the classes that the maps explain, N integers, .npy; there or not.</param>
internal sealed class MapArray(string file, string ids, string classes)
{
    /// <summary>The array of a folder, with <c>images.txt</c> and <c>targets.npy</c>; or a file, with <c>NAME.images.txt</c> and
    /// <c>NAME.targets.npy</c>.</summary>
    public static MapArray At(string path)
    {
        var (folder, prefix) = Directory.Exists(path)
            ? (path, "")
            : (Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + ".");
        return new MapArray(
            prefix.Length > 0 ? path : Path.Combine(folder, MapLayout.Array + MapLayout.Extension),
            Path.Combine(folder, prefix + MapList.Name), Path.Combine(folder, prefix + "targets" + MapLayout.Extension));
    }

    /// <summary>Whether the array is there.</summary>
    public bool Exists => File.Exists(file);

    /// <summary>The maps; null after mistakes were noted.</summary>
    /// <param name="images">The images.</param>
    /// <param name="size">The network's input.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public FoundMaps? Find(IImageSource images, ImageSize size, Mistakes mistakes)
    {
        var before = mistakes.Count;
        var rows = File.Exists(ids) ? mistakes.Try(() => MapList.Read(ids, images.AllIds)) : InOrder(images);
        // With a list of its own the array may hold more images than the run.
        MapArrayShape.Check(
            file, File.Exists(ids) ? new MapCount(rows?.Count ?? 0, $"one for each line of '{ids}'") : MapOrder.Needed(images, file),
            size, mistakes);
        var stated = File.Exists(classes) ? mistakes.Try(Classes) : null;
        if (rows is not null)
            mistakes.Add(MapOrder.Doubts(images, file, ids, File.Exists(ids), rows, File.Exists(classes) ? classes : null));
        if (mistakes.Count > before || rows is null)
            return null;
        var shape = NpyFile.ReadShape(file);
        if (MapShape.Mistake(shape.Length == 2 ? shape : shape[1..], size) is { } wrong)
            mistakes.Add($"'{file}' has the shape ({string.Join(", ", shape)}); {wrong}");
        if (stated is not null && stated.Count != rows.Count)
            mistakes.Add($"'{classes}' states {stated.Count} classes for {rows.Count} maps of '{file}'; one for each is needed.");
        if (mistakes.Count > before)
            return null;
        var byId = rows.Index().ToLookup(
            r => r.Item.Image, r => new PlacedMap(new MapPlace(file, r.Index), r.Item.Class ?? stated?[r.Index]));
        return mistakes.Count > before ? null : new FoundMaps(
            images.Images.ToDictionary(i => i.Id, i => (IReadOnlyList<PlacedMap>)[.. byId[i.Id]]),
            [file, .. ((string[])[ids, classes]).Where(File.Exists)]);
    }

    private static List<(string Image, int? Class)> InOrder(IImageSource images) =>
        [.. images.Images.SelectMany(i => Enumerable.Repeat((i.Id, (int?)null), images.Targets(i, ExplanationKey.NoTarget).Count))];

    private IReadOnlyList<int> Classes()
    {
        var values = NpyFile.Read(classes);
        var wrong = Array.FindIndex(values.Values, v => v < 0 || v != MathF.Floor(v));
        return wrong < 0
            ? [.. values.Values.Select(v => (int)v)]
            : throw new InputException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{classes}' holds {values.Values[wrong]} for map {wrong}; a class is a whole number from 0."));
    }
}
