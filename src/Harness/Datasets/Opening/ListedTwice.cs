using VisEval.Harness.Datasets.Formats;

namespace VisEval.Harness.Datasets.Opening;

/// <summary>Pictures that a layout names more than once, by lists that overlap or by links: counted twice they would make intervals
/// narrower than the data allow.</summary>
internal static class ListedTwice
{
    private const int Shown = 3;

    /// <summary>The content with each picture once, as it is named first, and a problem that says which were named again.</summary>
    /// <remarks>A picture is a file, whatever links lead to it; pictures inside larger files are told apart by their places.</remarks>
    /// <exception cref="IOException">A folder or link cannot be read.</exception>
    public static DatasetContent Once(DatasetContent content)
    {
        var (places, seen) = (new RealPlaces(), new Dictionary<string, DatasetImage>());
        var (kept, again) = (new List<DatasetImage>(), new List<string>());
        foreach (var image in content.Images)
        {
            var place = image.Packed is null ? places.Of(Path.GetFullPath(image.File, content.Folder)) : null;
            if (place is null || seen.TryAdd(place, image))
                kept.Add(image);
            else
                again.Add($"{image.Id} is {seen[place].Id}"
                    + (seen[place].Labels.SequenceEqual(image.Labels) ? "" : " with other labels"));
        }
        return again.Count == 0 ? content : content with
        {
            Images = kept,
            Problems =
            [
                .. content.Problems,
                $"{again.Count} of {content.Images.Count} images are pictures that stand in the dataset already, by overlapping lists "
                    + $"or by links; each counts once, as it is named first ({string.Join("; ", again.Take(Shown))}"
                    + $"{(again.Count > Shown ? "; …" : "")}).",
            ],
        };
    }

    // A link can be any part of a path; folders are few and asked once.
    private sealed class RealPlaces
    {
        private readonly Dictionary<string, string> _folders = [];

        public string Of(string file)
        {
            var path = Path.Combine(Folder(Path.GetDirectoryName(file)!), Path.GetFileName(file));
            return File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? Of(target.FullName) : path;
        }

        private string Folder(string path)
        {
            if (_folders.TryGetValue(path, out var known))
                return known;
            if (Path.GetDirectoryName(path) is not { } parent)
                return path;
            var real = Path.Combine(Folder(parent), Path.GetFileName(path));
            return _folders[path] = Directory.ResolveLinkTarget(real, returnFinalTarget: true) is { } target
                ? Folder(target.FullName)
                : real;
        }
    }
}
