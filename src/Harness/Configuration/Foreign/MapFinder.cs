using System.Globalization;
using System.Text;
using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;
using VisEval.Harness.Results;

namespace VisEval.Harness.Configuration.Foreign;

/// <summary>Finds the maps of another tool for every network on every dataset, and refuses what leaves a doubt: maps that are missing, of
/// another size or number of images, transposed, of another class, or not finite.</summary>
/// <param name="root">Full path of what the user named.</param>
/// <param name="jobs">The networks on datasets.</param>
/// <param name="mistakes">Where mistakes go.</param>
internal sealed class MapFinder(string root, IReadOnlyList<ForeignJob> jobs, Mistakes mistakes)
{
    private const int Shown = 5;

    /// <summary>The maps of a job; null after mistakes were noted.</summary>
    public FoundMaps? Find(ForeignJob job)
    {
        var before = mistakes.Count;
        var datasets = jobs.Select(j => j.Dataset).Distinct().Count();
        if (MapLayout.Find(root, job.Dataset, job.Model, datasets, jobs.Count, out var tried) is not { } place)
        {
            mistakes.Add($"there are no maps of network '{job.Model}'{(datasets > 1 ? $" on dataset '{job.Dataset}'" : "")}: looked for "
                + $"{string.Join(", ", tried.Select(t => $"'{t}'"))}{(jobs.Count == 1 ? $" and '{root}'" : "")}. With --model and "
                + "--dataset a run takes only the networks and datasets that there are maps of.");
            return null;
        }
        var array = MapArray.At(place);
        if (array.Exists && Directory.Exists(place) && Others(place) is { } other)
            mistakes.Add($"'{place}' holds {MapLayout.Array}{MapLayout.Extension}, one array of all maps, and '{other}' too; which is "
                + "meant? Leave one out.");
        var found = array.Exists ? array.Find(job.Images, job.Size, mistakes) : new MapPerImage(place).Find(job.Images, job.Size, mistakes);
        if (found is not null && mistakes.Count == before)
            CheckComplete(found, job, place);
        if (found is not null && mistakes.Count == before)
            CheckFinite(found);
        return mistakes.Count > before ? null : found;
    }

    /// <summary>SHA-256, lower-case hex, of the names and hashes of files.</summary>
    public string Sha256Of(IEnumerable<FoundMaps> maps) => Sha256.Of(Encoding.UTF8.GetBytes(string.Join('\n', maps
        .SelectMany(m => m.Files).Distinct().Select(f => (Name: Path.GetRelativePath(root, f).Replace('\\', '/'), File: f))
        .OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{f.Name} {Sha256.OfFile(f.File)}"))));

    // What beside the array would be a map of an image.
    private static string? Others(string folder) => Directory.EnumerateFiles(folder, "*" + MapLayout.Extension, SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).FirstOrDefault(f => Path.GetFileNameWithoutExtension(f) is not (MapLayout.Array or "targets"));

    private void CheckComplete(FoundMaps found, ForeignJob job, string place)
    {
        var (missing, others) = (new List<string>(), new List<string>());
        foreach (var image in job.Images.Images)
        {
            var targets = job.Images.Targets(image, ExplanationKey.NoTarget);
            if (found.ByImage.GetValueOrDefault(image.Id) is not { Count: > 0 } maps)
                missing.Add(image.Id);
            else if (maps.All(m => m.Class is null) && maps.Count != targets.Count)
                others.Add($"{image.Id} ({Counted.Of(maps.Count, "map")}, {Counted.Of(targets.Count, "class")})");
            else if (maps.Any(m => m.Class is null) && maps.Any(m => m.Class is not null))
                others.Add($"{image.Id} (the class of some is not stated)");
            else if (maps.All(m => m.Class is not null))
                others.AddRange(targets.Where(t => t != ExplanationKey.NoTarget && maps.All(m => m.Class != t)).Select(t => string.Create(
                    CultureInfo.InvariantCulture, $"{image.Id} (none of class {t})")));
        }
        var all = job.Images.Images.Count;
        if (missing.Count > 0)
            mistakes.Add($"'{place}' has no map of {missing.Count} of {Counted.Of(all, "image")} of dataset '{job.Dataset}': "
                + $"{Some(missing)}. Allowed are {MapLayout.Array}.npy with one map for each image in the order of the dataset, and a file "
                + $"for each, {missing[0]}.npy.{OfExplain(place)}");
        if (others.Count > 0)
            mistakes.Add($"'{place}': the maps of {others.Count} of {Counted.Of(all, "image")} are not those of the classes that are "
                + $"explained: {Some(others)}. --targets-per-image 1 explains one class of each image.");
    }

    // One file a method, so that a folder of them is no layout.
    private static string OfExplain(string place) => Directory.Exists(place)
        && Directory.EnumerateFiles(place, $"*.{MapList.Name}").Order(StringComparer.Ordinal).FirstOrDefault() is { } list
            ? $" What explain --dataset wrote is named file by file, for example {list[..^MapList.Name.Length]}npy."
            : "";

    private void CheckFinite(FoundMaps found)
    {
        var wrong = found.ByImage.SelectMany(i => i.Value.Select(m => (Image: i.Key, m.Place)))
            .Where(m => !SpanMath.AreFinite(MapFileSource.Read(m.Place).Values)).Select(m => m.Image).Distinct().ToList();
        if (wrong.Count > 0)
            mistakes.Add($"'{root}': the maps of {Counted.Of(wrong.Count, "image")} hold NaN or infinite values: {Some(wrong)}. Write "
                + "numbers (0 where the method says nothing).");
    }

    private static string Some(IReadOnlyCollection<string> texts) =>
        string.Join(", ", texts.Take(Shown)) + (texts.Count > Shown ? ", …" : "");
}
