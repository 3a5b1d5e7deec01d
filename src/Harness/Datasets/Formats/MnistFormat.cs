using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>The idx files of MNIST (LeCun, Cortes, Burges, 1998), Fashion-MNIST and others.</summary>
[Named("mnist")]
internal sealed class MnistFormat : IDatasetFormat
{
    private const int PictureHead = 16;
    private const int LabelHead = 8;
    private const int Digits = 10;

    /// <inheritdoc/>
    public string Layout => "train-images and t10k-images idx3-ubyte with labels idx1-ubyte beside, gzip or not: big-endian sizes, then a "
        + "byte a pixel, row by row.";

    /// <inheritdoc/>
    public bool Recognizes(string path) => Directory.Exists(path) && FilesOf(path).Count > 0;

    /// <inheritdoc/>
    public DatasetContent Read(DatasetSource source)
    {
        var root = source.Path;
        var files = Directory.Exists(root) ? FilesOf(root) : [];
        if (files.Count == 0)
            throw new InputException($"{root}: there is no file of pictures with idx3-ubyte in its name.");
        var problems = new List<string>();
        List<(DatasetImage Image, int Label)> found = [.. files.SelectMany(f => Images(root, f, problems))];
        var labels = new LabelList(
            found.Select(f => f.Label).Distinct().Select(l => l.ToString(CultureInfo.InvariantCulture)), LabelList.Numbered(Digits));
        return new DatasetContent(root, labels.Classes, [.. found.Select(f => f.Image)], problems);
    }

    private static IEnumerable<(DatasetImage Image, int Label)> Images(string root, string path, List<string> problems)
    {
        var (file, folder) = (LayoutFiles.Relative(root, path), Path.GetDirectoryName(path)!);
        var name = Path.GetFileName(path);
        if (LabelsOf(folder, name) is not { } labelFile)
        {
            problems.Add($"{file}: the file of labels, {LabelNameOf(name)}, is missing; its pictures are left out.");
            yield break;
        }
        var sizes = Head(path, PictureHead, 3);
        var count = Head(labelFile, LabelHead, 1)[0];
        var labels = Bytes(labelFile, LabelHead + count).Read(LabelHead, (int)count);
        if (count != sizes[0])
            problems.Add($"{file}: there are {sizes[0]} pictures, but {count} labels; what has no partner is left out.");
        var layout = new PixelLayout((int)sizes[1], (int)sizes[2], 1);
        var bytes = Bytes(path, PictureHead + sizes[0] * layout.Length);
        var split = name.StartsWith("t10k", StringComparison.OrdinalIgnoreCase) ? "test" : name.Split('-')[0];
        for (var i = 0; i < Math.Min(sizes[0], count); i++)
            yield return (new DatasetImage(
                string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(folder)}-{split}#{i}"), file, [labels[i]], [])
            {
                Packed = new PackedPicture(file, "", PictureHead + i * layout.Length, layout, bytes),
            }, labels[i]);
    }

    private static IReadOnlyList<long> Head(string path, int length, int sizes)
    {
        var head = new byte[length];
        try
        {
            using var stream = Open(path);
            stream.ReadExactly(head);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException($"{path}: the head of the file cannot be read: {FaultText.Of(exception)}.", exception);
        }
        if (!head.AsSpan(0, 4).SequenceEqual(new byte[] { 0, 0, 8, (byte)sizes }))
            throw new InputException($"{path}: the file does not begin with 00 00 08 0{sizes}: no idx file of bytes with {sizes} sizes.");
        long[] found = [.. Enumerable.Range(0, sizes).Select(i => (long)BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(4 + 4 * i)))];
        if (found.Aggregate(1m, (product, size) => product * size) > Array.MaxLength || found.Skip(1).Any(s => s == 0))
            throw new InputException(
                $"{path}: the head states {string.Join(" × ", found)} values; at most {Array.MaxLength} can be held.");
        return found;
    }

    private static IStoredBytes Bytes(string path, long length)
    {
        if (IsPacked(path))
            return new InflatedBytes(path, () => Open(path), length);
        if (new FileInfo(path).Length != length)
            throw new InputException(
                $"{path}: the head states {length} bytes in all, the file has {new FileInfo(path).Length}; it is damaged.");
        return new FileBytes(path);
    }

    private static Stream Open(string path) =>
        IsPacked(path) ? new GZipStream(InputFile.Open(path), CompressionMode.Decompress) : InputFile.Open(path);

    private static bool IsPacked(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    // In the folder, or else in folders of it, each a dataset of the same kind.
    private static IReadOnlyList<string> FilesOf(string root) =>
        FilesIn(root) is { Count: > 0 } here ? here : [.. LayoutPictures.Folders(root).SelectMany(FilesIn)];

    private static IReadOnlyList<string> FilesIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder)
            .Where(f => Path.GetFileName(f) is var name && name.Contains("images", StringComparison.Ordinal) && IsIdx(name))
            .OrderDescending(StringComparer.Ordinal),
    ];

    private static bool IsIdx(string name) => name.Contains("idx3-ubyte", StringComparison.Ordinal);

    private static string LabelNameOf(string file) =>
        file.Replace("images", "labels", StringComparison.Ordinal).Replace("idx3", "idx1", StringComparison.Ordinal);

    // Archives unpack the files with a dot or a hyphen before idx.
    private static string? LabelsOf(string root, string file)
    {
        var wanted = LabelNameOf(file);
        return LayoutFiles.FirstFile(
        [
            .. new[] { wanted, wanted + ".gz", wanted.Replace(".gz", "", StringComparison.Ordinal) }.Select(n => Path.Combine(root, n)),
        ]);
    }
}
