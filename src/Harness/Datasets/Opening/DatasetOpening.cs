using VisEval.Core;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Plugins;

namespace VisEval.Harness.Datasets.Opening;

/// <summary>Opens a dataset: by its dataset.json, or as a folder or file of a known layout.</summary>
internal static class DatasetOpening
{
    private const string Manifest = "dataset.json";

    /// <summary>Opens a dataset.</summary>
    /// <param name="path">Full path of a folder or file.</param>
    /// <param name="options">What the user says of it; with a format, a dataset.json in the folder is not looked at.</param>
    /// <exception cref="InputException">Every mistake of a dataset.json; of another layout that it cannot be read at all.</exception>
    public static Dataset Open(string path, DatasetOptions? options = null)
    {
        options ??= DatasetOptions.None;
        try
        {
            return options.Format is null && ManifestOf(path, options.Formats) is { } manifest
                ? DatasetReader.Read(manifest)
                : Of(Read(path, options), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the dataset cannot be read: {FaultText.Of(exception)}.", exception);
        }
        // Whatever else the code of a stranger's format throws, also a cancellation of its own, is what is wrong with it.
        catch (Exception exception) when (
            exception is not (InputException or OutOfMemoryException) && PluginFault.FileOf(exception) is { } plugin)
        {
            throw new InputException(
                $"{path}: the dataset cannot be read: plug-in {plugin}: {FaultText.CauseOf(exception).GetType().Name}: "
                + $"{FaultText.Of(exception)}.", exception);
        }
    }

    /// <summary>What a folder or file of a known layout holds; that of a dataset.json too.</summary>
    /// <param name="dataset">The dataset.</param>
    public static DatasetContent ContentOf(Dataset dataset) => new(
        dataset.Folder,
        [.. dataset.Manifest.Classes.Select((name, i) => new DatasetClass(name, dataset.Manifest.ClassIds?[i]))],
        dataset.Manifest.Images, dataset.Problems);

    // A folder of pictures looks like another layout where the table lies elsewhere.
    private static DatasetContent Read(string path, DatasetOptions options)
    {
        var tables = options.Formats.All.Single(f => f.Value is CsvFormat);
        var format = options.Format is null && options.Table is not null ? tables.Value : options.Formats.For(path, options.Format);
        if (options.Images is { } images && (!format.TakesPicturesElsewhere || !Directory.Exists(images)))
            throw new InputException(format.TakesPicturesElsewhere
                ? $"--images {images}: there is no such folder."
                : $"--images {images}: the pictures of {path} are found without it; it is for a dataset of the format "
                    + $"{string.Join(", ", options.Formats.All.Where(f => f.Value.TakesPicturesElsewhere).Select(f => f.Key))}.");
        return options.Table is null || format == tables.Value
            ? ListedTwice.Once(WithinLimits(format.Read(
                new DatasetSource(path.TrimEnd('/'), options.Table, options.Boxes) { Images = options.Images })))
            : throw new InputException(
                $"--table {options.Table}: a dataset of the format {options.Format} has no table; leave one of --table and "
                + $"--dataset-format out, or say --dataset-format {tables.Key}.");
    }

    // Masks are read at the size that an annotation states: a few digits could ask for any amount of memory.
    private static DatasetContent WithinLimits(DatasetContent content)
    {
        var large = content.Images
            .Where(i => i.AnnotationSize is [var width, var height] && !PictureLimits.Allow(width, height)).ToHashSet();
        return large.Count == 0 ? content : content with
        {
            Images = [.. content.Images.Where(i => !large.Contains(i))],
            Problems =
            [
                .. content.Problems,
                .. large.Select(i => $"image {i.Id}: by its annotation, "
                    + $"{PictureLimits.Refusal(i.AnnotationSize![0], i.AnnotationSize[1])} The image is left out."),
            ],
        };
    }

    // A .json file is a manifest unless it is the annotation file of a layout.
    private static string? ManifestOf(string path, DatasetFormats formats)
    {
        if (Directory.Exists(path))
            return Path.Combine(path, Manifest) is var inside && File.Exists(inside) ? inside : null;
        return Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase)
            && !formats.All.Values.Any(f => f.Recognizes(path))
                ? path
                : null;
    }

    private static Dataset Of(DatasetContent content, string path)
    {
        if (content.Images.Count == 0)
            throw new InputException([$"{path}: the dataset holds no image.", .. content.Problems]);
        var manifest = new DatasetManifest(
            DatasetName.Of(path), "", "", [.. content.Classes.Select(c => c.Name)], TargetChoice.Top1, null, content.Images)
        {
            ClassIds = content.Classes.Any(c => c.Id is not null) ? [.. content.Classes.Select(c => c.Id)] : null,
        };
        return new Dataset(manifest, path, ContentHash.Of(content)) { Folder = content.Folder, Problems = content.Problems };
    }
}
