using VisEval.Core;
using VisEval.Harness.Datasets.Regions;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets;

/// <summary>Checks the files a manifest names, before a run.</summary>
internal static class DatasetVerifier
{
    /// <summary>The number of images in use that are decoded with their masks, the first ones: a mistake that all images share is found
    /// before the run, and one in a single image of fifty thousand is a failure of that image.</summary>
    internal const int Decoded = 200;

    /// <summary>Every mistake: missing or altered files of the whole dataset; of the images in use boxes outside, what is no picture, and
    /// of the first <see cref="Decoded"/> damaged pictures and unfit masks.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="used">The images of the run; only these are looked into.</param>
    /// <param name="threads">Files looked at side by side; changes nothing in the result.</param>
    /// <returns>Sentences in the order of the manifest; empty if all is well.</returns>
    public static IReadOnlyList<string> Verify(Dataset dataset, IReadOnlyList<DatasetImage> used, int threads = 1)
    {
        // More threads than processors would only wait for one another.
        threads = Math.Min(threads, Environment.ProcessorCount);
        var hashes = dataset.Manifest.Sha256 ?? new Dictionary<string, string>();
        var broken = Files(dataset).Union(hashes.Keys).AsParallel().AsOrdered().WithDegreeOfParallelism(threads)
            .Select(file => (File: file, Mistake: FileMistake(dataset, file, hashes.GetValueOrDefault(file))))
            .Where(f => f.Mistake is not null).ToList();
        var names = broken.Select(f => f.File).ToHashSet();
        var pictures =
            used.Index().AsParallel().AsOrdered().WithDegreeOfParallelism(threads)
                .SelectMany(i => ImageMistakes(dataset, i.Item, names, i.Index < Decoded)).ToList();
        return [.. broken.Select(f => f.Mistake!), .. pictures];
    }

    private static IEnumerable<string> Files(Dataset dataset) =>
        dataset.Manifest.Images.SelectMany(i => i.AllRegions.SelectMany(r => r.Files).Prepend(i.Source.File));

    private static string? FileMistake(Dataset dataset, string file, string? expected)
    {
        var path = dataset.PathOf(file);
        if (!File.Exists(path))
            return $"{dataset.ManifestPath}: the file \"{file}\" is missing ({path}).";
        try
        {
            return expected is not null && Sha256.OfFile(path) is var actual && actual != expected
                ? $"{path}: the file was altered: its SHA-256 is {actual}, {Path.GetFileName(dataset.ManifestPath)} says {expected}. "
                    + "Restore it, or correct the manifest."
                : null;
        }
        catch (InputException exception)
        {
            return exception.Message;
        }
    }

    // A file that is already reported is not looked into.
    private static IEnumerable<string> ImageMistakes(Dataset dataset, DatasetImage image, HashSet<string> broken, bool decode)
    {
        if (broken.Contains(image.Source.File))
            yield break;
        if (Mistake(() => SizeOf(dataset, image, decode), out var stored) is { } damaged)
        {
            yield return damaged;
            yield break;
        }
        var (width, height) = image.SizeOr(stored!.Width, stored.Height);
        foreach (var box in image.Objects.Select(o => o.Box).OfType<IReadOnlyList<double>>())
            if (DatasetImageReader.BoxMistake(box, (width, height)) is { } outside)
                yield return $"{dataset.ManifestPath}: image \"{image.Id}\": {outside}";
        foreach (var region in image.AllRegions.Where(r => decode && !r.Files.Any(broken.Contains)))
        {
            var name = region.Files is [var file, ..] ? dataset.PathOf(file) : dataset.ManifestPath;
            if (Mistake(() => region.Read(dataset.Folder, height, width), out var pixels) is { } unreadable)
                yield return unreadable;
            else if ((pixels!.Width, pixels.Height) != (width, height) && (pixels.Width, pixels.Height) != (stored.Width, stored.Height))
                yield return $"{name}: the mask has {pixels.Width}×{pixels.Height} pixels, but its image \"{image.Id}\" has "
                    + $"{width}×{height}.";
            else if (IsWrongIfEmpty(image, region) && EmptyMask.Of(region, pixels.Count(RegionPixels.Object), image.Id, name) is { } empty)
                yield return empty;
        }
    }

    // Drawn outlines may be smaller than a pixel, and a mask of several classes need not show each.
    private static bool IsWrongIfEmpty(DatasetImage image, IRegion region) =>
        region is MaskFile || (region is ValueMask && image.Objects.Any(o => !o.Ignore && ReferenceEquals(o.Region, region)));

    private static StoredSize SizeOf(Dataset dataset, DatasetImage image, bool decode)
    {
        if (!decode)
        {
            var (width, height) = image.Source.Size(dataset.Folder);
            return new StoredSize(width, height);
        }
        var picture = image.Source.Decode(image.Source.Read(dataset.Folder), dataset.Folder);
        return new StoredSize(picture.Width, picture.Height);
    }

    private sealed record StoredSize(int Width, int Height);

    private static string? Mistake<T>(Func<T> read, out T? result) where T : class
    {
        try
        {
            result = read();
            return null;
        }
        catch (InputException exception)
        {
            result = null;
            return exception.Message;
        }
    }
}
