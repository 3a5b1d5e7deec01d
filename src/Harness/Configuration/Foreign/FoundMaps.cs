using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Evaluation;

namespace VisEval.Harness.Configuration.Foreign;

/// <summary>A map in a file.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Class">The class that it explains; null where nothing says.</param>
internal sealed record PlacedMap(MapPlace Place, int? Class);

/// <summary>The maps of the images of one network on one dataset.</summary>
/// <param name="ByImage">By image id its maps, in the order of its classes where these are not stated.</param>
/// <param name="Files">Full paths of all files they were found in.</param>
internal sealed record FoundMaps(IReadOnlyDictionary<string, IReadOnlyList<PlacedMap>> ByImage, IReadOnlyList<string> Files)
{
    /// <summary>Whether it is stated which classes the maps explain.</summary>
    public bool StatesClasses => ByImage.Values.All(maps => maps.All(m => m.Class is not null));

    /// <summary>Where the map of a class of an image is.</summary>
    /// <exception cref="NotApplicableException">The maps of the image explain other classes.</exception>
    public MapPlace Of(LoadedSubject subject)
    {
        var maps = ByImage[subject.Image.Image.Id];
        if (maps.Any(m => m.Class is null))
            return maps[subject.Position].Place;
        return maps.FirstOrDefault(m => m.Class == subject.Target)?.Place ?? throw new NotApplicableException(
            "other-class",
            string.Create(CultureInfo.InvariantCulture,
                $"There is no map of class {subject.Target}, which is explained; those of the image are of class ")
                + $"{string.Join(", ", maps.Select(m => m.Class))}.");
    }
}
