using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets;

/// <summary>Checks the files a manifest names, before a run.</summary>
public static class DatasetVerifier
{
    /// <summary>Every mistake: missing or altered files of the whole dataset; of the images in use damaged pictures, boxes outside,
    /// unfit masks.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="used">The images of the run; only these are decoded.</param>
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
            used.AsParallel().AsOrdered().WithDegreeOfParallelism(threads).SelectMany(i => ImageMistakes(dataset, i, names)).ToList();
        return [.. broken.Select(f => f.Mistake!), .. pictures];
    }

    private static IEnumerable<string> Files(Dataset dataset) =>
        dataset.Manifest.Images.SelectMany(i => i.Objects.Select(o => o.Mask).OfType<string>().Prepend(i.File));

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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{path}: the file cannot be read: {FaultText.Of(exception)}";
        }
    }

    // A file that is already reported is not looked into.
    private static IEnumerable<string> ImageMistakes(Dataset dataset, DatasetImage image, HashSet<string> broken)
    {
        if (broken.Contains(image.File))
            yield break;
        var (picture, mistake) = Decode(dataset.PathOf(image.File));
        if (picture is null)
        {
            yield return mistake!;
            yield break;
        }
        var (width, height) = image.SizeOr(picture.Width, picture.Height);
        foreach (var item in image.Objects)
        {
            if (item.Box is not null && DatasetImageReader.BoxMistake(item.Box, (width, height)) is { } outside)
                yield return $"{dataset.ManifestPath}: image \"{image.Id}\": {outside}";
            if (item.Mask is null || broken.Contains(item.Mask))
                continue;
            var path = dataset.PathOf(item.Mask);
            var (mask, damaged) = Decode(path);
            if (mask is null)
                yield return damaged!;
            else if ((mask.Width, mask.Height) != (width, height) && (mask.Width, mask.Height) != (picture.Width, picture.Height))
                yield return $"{path}: the mask has {mask.Width}×{mask.Height} pixels, but its image \"{image.Id}\" has "
                    + $"{width}×{height}.";
            else if (mask.Pixels.All(p => p == 0))
                yield return $"{path}: the mask of image \"{image.Id}\" is empty; it must be non-zero where the object is.";
        }
    }

    private static (Picture? Picture, string? Mistake) Decode(string path)
    {
        try
        {
            return (PictureFile.Decode(path), null);
        }
        catch (InputException exception)
        {
            return (null, exception.Message);
        }
    }
}
