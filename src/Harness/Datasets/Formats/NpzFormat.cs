using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>Arrays of NumPy: pictures, their labels and masks, as MedMNIST (Yang et al., 2023) and Keras name them.</summary>
[Named("npz")]
internal sealed class NpzFormat : IDatasetFormat
{
    /// <inheritdoc/>
    public string Layout => "A .npz, or .npy files in one folder: images (or x, x_train, train_images) N×H×W or N×H×W×C of 8-bit values, "
        + "labels (y, y_train, train_labels) N, N×1, or N×K of 0 and 1, masks N×H×W of 0 and one other value.";

    /// <inheritdoc/>
    public bool Recognizes(string path) => File.Exists(path) ? IsArray(path) : Directory.Exists(path) && FilesOf(path).Count > 0;

    /// <inheritdoc/>
    public DatasetContent Read(DatasetSource source)
    {
        var isFile = File.Exists(source.Path);
        var root = isFile ? Path.GetDirectoryName(source.Path)! : source.Path;
        var files = isFile ? [source.Path] : FilesOf(root);
        // A .npy file holds one array; its labels lie in another one beside it.
        var groups = files.Where(f => !IsSingle(f)).Select(ArrayEntry.OfArchive)
            .Append([.. (isFile && IsSingle(source.Path) ? FilesOf(root) : files).Where(IsSingle).Select(ArrayEntry.OfFile)])
            .Where(g => g.Count > 0).ToList();
        var problems = new List<string>();
        var pairs = groups.SelectMany(g => ArrayPair.Of(g)).ToList();
        if (pairs.Count == 0)
            throw new InputException($"{source.Path}: no array of pictures is there; there are "
                + $"{string.Join(", ", groups.SelectMany(g => g).Select(a => $"{a.Name} ({string.Join('×', a.Header.Shape)})"))}. "
                + "Pictures are N×H×W or N×H×W×C of 8-bit values, named images, x_train or train_images.");
        var found = pairs.SelectMany(pair => Images(root, pair, problems)).ToList();
        var classes = found.SelectMany(i => i.Labels).DefaultIfEmpty(-1).Max() + 1;
        var names = Enumerable.Range(0, classes).Select(i => i.ToString(CultureInfo.InvariantCulture));
        return new DatasetContent(root, [.. names.Select(n => new DatasetClass(n))], found, problems);
    }

    private static IEnumerable<DatasetImage> Images(string root, ArrayPair pair, List<string> problems)
    {
        var pictures = pair.Pictures;
        var layout = pair.Layout ?? throw new InputException(
            $"{Path.Combine(root, pictures.File)}: {pictures.Name} has the shape ({string.Join(", ", pictures.Header.Shape)}) of "
            + $"{(pictures.Header.Type.IsWhole ? "whole numbers" : "floats")}; pictures are N×H×W or N×H×W×C with C 1, 3 or 4, or N×C×H×W "
            + "with C 1 or 3, and hold whole numbers 0 to 255. Save x.astype('uint8').");
        var labels = pair.ReadLabels(problems);
        if (pair.Masks is { } masks && !masks.Header.Shape.Where((n, axis) => axis < 3 || n != 1)
                .SequenceEqual([pictures[0], layout.Height, layout.Width]))
            throw new InputException(
                $"{Path.Combine(root, masks.File)}: {masks.Name} has the shape ({string.Join(", ", masks.Header.Shape)}); "
                + $"masks of {pictures.Name} are ({pictures[0]}, {layout.Height}, {layout.Width}).");
        for (var i = 0; i < pictures[0]; i++)
        {
            var name = pair.Split.Length > 0 ? $"{pair.Split}_{i}" : $"{i}";
            yield return new DatasetImage($"{pictures.File}#{name}", pictures.File, labels is null ? [] : labels[i], [])
            {
                Packed = new PackedPicture(
                    pictures.File, pictures.Name, pictures.Body + i * layout.Length, layout, pictures.Bytes),
                Regions = Mask(pair, layout, i) is { } mask
                    ? [.. (labels?[i] ?? []).Take(1).Select(label => new ClassRegion(label, mask))]
                    : [],
            };
        }
    }

    private static ArrayRegion? Mask(ArrayPair pair, PixelLayout layout, int image) => pair.Masks is not { } masks
        ? null
        : new ArrayRegion(
            masks.File, masks.Name, masks.Body + (long)image * layout.Height * layout.Width * masks.Header.Type.Size,
            layout.Height, layout.Width, masks.Header.Type.Size, masks.Bytes);

    private static bool IsArray(string path) => Path.GetExtension(path) is ".npz" or ".npy";

    private static bool IsSingle(string path) => Path.GetExtension(path) == ".npy";

    private static IReadOnlyList<string> FilesOf(string folder) => LayoutFiles.Files(folder, ".npz", ".npy");
}
