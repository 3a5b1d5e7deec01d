using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;
using VisEval.Harness.Results;

namespace VisEval.Harness.Configuration.Foreign;

/// <summary>A file for each image in a folder, <c>ID.npy</c>, or for each of its classes, <c>ID@CLASS.npy</c>.</summary>
/// <param name="folder">Full path of the folder.</param>
internal sealed class MapPerImage(string folder)
{
    private const char BeforeClass = '@';
    private readonly Lazy<ILookup<string, (string File, int Class)>> _ofClasses = new(() => OfClasses(folder));

    /// <summary>The maps; images without one are left out.</summary>
    /// <param name="images">The images.</param>
    /// <param name="size">The network's input.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public FoundMaps Find(IImageSource images, ImageSize size, Mistakes mistakes)
    {
        var found = new Dictionary<string, IReadOnlyList<PlacedMap>>();
        var ids = images.AllIds.ToHashSet(StringComparer.Ordinal);
        foreach (var image in images.Images)
        {
            var targets = images.Targets(image, ExplanationKey.NoTarget).Count;
            if (Of(image.Id, ids, targets, images.AllTargets(image), size, mistakes) is { Count: > 0 } maps)
                found.Add(image.Id, maps);
        }
        return new FoundMaps(found, [.. found.Values.SelectMany(m => m).Select(m => m.Place.File).Distinct()]);
    }

    private List<PlacedMap> Of(string id, HashSet<string> ids, int targets, int classes, ImageSize size, Mistakes mistakes)
    {
        var alone = Path.GetFullPath(Path.Combine(folder, id + MapLayout.Extension));
        if (!alone.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            mistakes.Add($"the image '{id}' has a name that leads out of '{folder}'; give its maps as an array {MapLayout.Array}.npy.");
            return [];
        }
        var ofClasses = _ofClasses.Value[alone].ToList();
        // With a map of its own, an image leaves the others to the images that are called so.
        if (File.Exists(alone))
            ofClasses.RemoveAll(f => ids.Contains(WithClass(id, f.Class)));
        else if (ofClasses.FirstOrDefault(f => ids.Contains(WithClass(id, f.Class))) is { File: { } either } doubt)
        {
            mistakes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"'{either}' may be the map of the image '{WithClass(id, doubt.Class)}', or that of class {doubt.Class} of the image ")
                + $"'{id}'. Give the map of '{id}' as '{alone}', or all maps as an array {MapLayout.Array}{MapLayout.Extension}.");
            return [];
        }
        if (File.Exists(alone) && ofClasses.Count > 0)
            mistakes.Add($"'{alone}' and '{ofClasses[0].File}' are both of image '{id}'; leave one out.");
        if (File.Exists(alone) && targets < classes)
            mistakes.Add($"'{alone}' does not say which class it explains: image '{id}' has {classes}, of which the run explains {targets} "
                + $"(--targets-per-image). Name it {Path.GetFileName(id)}{BeforeClass}CLASS{MapLayout.Extension}.");
        return File.Exists(alone)
            ? InOne(alone, targets, size, mistakes)
            : [.. ofClasses.Where(f => Shape(f.File, 1, size, mistakes) is not null)
                .Select(f => new PlacedMap(new MapPlace(f.File, Item(f.File)), f.Class))];
    }

    private static string WithClass(string id, int ofClass) => string.Create(CultureInfo.InvariantCulture, $"{id}{BeforeClass}{ofClass}");

    private static List<PlacedMap> InOne(string file, int targets, ImageSize size, Mistakes mistakes) =>
        Shape(file, targets, size, mistakes) is null ? []
        : targets == 1 ? [new PlacedMap(new MapPlace(file, Item(file)), null)]
        : [.. Enumerable.Range(0, targets).Select(i => new PlacedMap(new MapPlace(file, i), null))];

    // 1×C×h×w is a batch of one.
    private static int? Item(string file) => NpyFile.ReadShape(file).Length == 4 ? 0 : null;

    private static int[]? Shape(string file, int targets, ImageSize size, Mistakes mistakes)
    {
        if (mistakes.Try(() => NpyFile.ReadShape(file)) is not { } shape)
            return null;
        var isMany = targets > 1 || shape.Length == 4;
        var wrong = targets > 1 && targets == size.Channels && shape.Length == 3 && shape[0] == targets
            ? $"its image has {Counted.Of(targets, "class")}, and the input as many channels: write {targets}×1×H×W, or a file for each "
                + $"class, ID{BeforeClass}CLASS{MapLayout.Extension}."
            : isMany && (shape.Length is not (3 or 4) || shape[0] != targets)
            ? $"its image has {Counted.Of(targets, "class")}: {targets}×H×W or {targets}×{size.Channels}×H×W is needed, or a file "
                + $"for each, ID{BeforeClass}CLASS{MapLayout.Extension}."
            : MapShape.Mistake(isMany ? shape[1..] : shape, size);
        if (wrong is null)
            return shape;
        mistakes.Add($"'{file}' has the shape ({string.Join(", ", shape)}); {wrong}");
        return null;
    }

    // By the file that one map alone would have.
    private static ILookup<string, (string File, int Class)> OfClasses(string folder) =>
        Directory.EnumerateFiles(folder, $"*{BeforeClass}*{MapLayout.Extension}", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => (File: file, Name: Path.GetFileNameWithoutExtension(file)))
            .Select(f => (f.File, Cut: f.Name.LastIndexOf(BeforeClass), f.Name))
            .Where(f => int.TryParse(f.Name.AsSpan(f.Cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .ToLookup(
                f => Path.Combine(Path.GetDirectoryName(f.File)!, f.Name[..f.Cut] + MapLayout.Extension),
                f => (f.File, int.Parse(f.Name.AsSpan(f.Cut + 1), NumberStyles.None, CultureInfo.InvariantCulture)));
}
