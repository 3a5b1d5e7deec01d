using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>The binary files of CIFAR-10 and CIFAR-100 (Krizhevsky, 2009).</summary>
[Named("cifar")]
internal sealed class CifarFormat : IDatasetFormat
{
    private const int Side = 32;

    /// <inheritdoc/>
    public string Layout => "data_batch_*.bin and test_batch.bin (a byte of the class, 3072 of pixels) with batches.meta.txt; or "
        + "train.bin and test.bin (coarse and fine class, pixels; the fine one counts) with fine_label_names.txt.";

    /// <inheritdoc/>
    public bool Recognizes(string path) => Directory.Exists(path) && FilesOf(path).Count > 0;

    /// <inheritdoc/>
    public DatasetContent Read(DatasetSource source)
    {
        var root = source.Path;
        var files = Directory.Exists(root) ? FilesOf(root) : [];
        if (files.Count == 0)
            throw new InputException($"{root}: there is neither test_batch.bin (CIFAR-10) nor test.bin with fine_label_names.txt "
                + "(CIFAR-100); the version for Python (pickle) cannot be read.");
        var isFine = IsHundred(root);
        var names = Path.Combine(root, isFine ? "fine_label_names.txt" : "batches.meta.txt");
        List<string> classes = File.Exists(names)
            ? [.. LayoutFiles.Words(names, 1).Select(w => w[0])]
            : [.. Enumerable.Range(0, isFine ? 100 : 10).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        var problems = new List<string>();
        return new DatasetContent(
            root, [.. classes.Select(c => new DatasetClass(c))],
            [.. files.SelectMany(f => Images(root, f, isFine ? 2 : 1, classes.Count, problems))], problems);
    }

    private static IEnumerable<DatasetImage> Images(string root, string path, int labels, int classes, List<string> problems)
    {
        var layout = new PixelLayout(Side, Side, 3, Planes: true);
        var (name, size, length) = (Path.GetFileName(path), labels + layout.Length, new FileInfo(path).Length);
        if (length % size != 0)
            problems.Add($"{name}: {length} bytes are no whole number of records of {size} bytes; the {length % size} at the end are left "
                + "out.");
        var bytes = new FileBytes(path);
        for (var i = 0L; i < length / size; i++)
        {
            var label = bytes.Read(i * size + labels - 1, 1)[0];
            if (label >= classes)
                problems.Add($"{name}: record {i} has the class {label}; there are {classes}. The image is left out.");
            else
                yield return new DatasetImage(string.Create(CultureInfo.InvariantCulture, $"{name}#{i}"), name, [label], [])
                {
                    Packed = new PackedPicture(name, "", i * size + labels, layout, bytes),
                };
        }
    }

    private static IReadOnlyList<string> FilesOf(string root) => IsHundred(root)
        ? [.. LayoutFiles.Files(root, ".bin").Where(f => Path.GetFileName(f) is "train.bin" or "test.bin")]
        : [.. LayoutFiles.Files(root, ".bin").Where(f => Path.GetFileName(f) is "test_batch.bin" || IsTraining(Path.GetFileName(f)))];

    private static bool IsHundred(string root) =>
        File.Exists(Path.Combine(root, "fine_label_names.txt")) && !File.Exists(Path.Combine(root, "test_batch.bin"));

    private static bool IsTraining(string name) => name.StartsWith("data_batch_", StringComparison.Ordinal);
}
