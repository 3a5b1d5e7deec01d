using System.IO.Compression;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>An array of a .npz archive, or in a .npy file.</summary>
/// <param name="Name">Its name, without ending.</param>
/// <param name="File">The name of the file it is in.</param>
/// <param name="Header">Its type and shape.</param>
/// <param name="Body">Where its values begin in its bytes.</param>
/// <param name="Bytes">Its bytes.</param>
internal sealed record ArrayEntry(string Name, string File, NpyHeader Header, int Body, IStoredBytes Bytes)
{
    /// <summary>The arrays of a .npz archive, in its order.</summary>
    /// <exception cref="InputException">It is no archive of arrays.</exception>
    public static IReadOnlyList<ArrayEntry> OfArchive(string path)
    {
        try
        {
            using var archive = Archive(path);
            return
            [
                .. archive.Entries.Where(e => e.FullName.EndsWith(".npy", StringComparison.Ordinal)).Select(entry =>
                {
                    using var stream = entry.Open();
                    return Of(
                        $"{path}, {entry.FullName}", Path.GetFileName(path), entry.FullName[..^4], stream, entry.Length,
                        new InflatedBytes(path, () => OpenEntry(path, entry.FullName), entry.Length));
                }),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException($"{path}: the archive cannot be read: {FaultText.Of(exception)}.", exception);
        }
    }

    /// <summary>The array of a .npy file.</summary>
    /// <exception cref="InputException">It is no such file.</exception>
    public static ArrayEntry OfFile(string path)
    {
        try
        {
            using var stream = InputFile.Open(path);
            return Of(path, Path.GetFileName(path), Path.GetFileNameWithoutExtension(path), stream, stream.Length, new FileBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the file cannot be read: {FaultText.Of(exception)}.", exception);
        }
    }

    /// <summary>The length of an axis.</summary>
    public int this[int axis] => Header.Shape[axis];

    /// <summary>Axes.</summary>
    public int Rank => Header.Shape.Length;

    /// <summary>All values, as 32-bit floats.</summary>
    public float[] Values()
    {
        var bytes = Bytes.Read(Body, checked((int)(Header.Count * Header.Type.Size)));
        return [.. Enumerable.Range(0, (int)Header.Count).Select(i => Header.Type.Read(bytes.AsSpan(i * Header.Type.Size)))];
    }

    private static ArrayEntry Of(string where, string file, string name, Stream stream, long length, IStoredBytes bytes)
    {
        var head = new byte[Math.Min(length, NpyFile.LongestHeader)];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var (header, body) = NpyFile.Header(head.AsSpan(0, read), where);
        NpyFile.CheckLength(header, length - body, where);
        return new ArrayEntry(name, file, header, body, bytes);
    }

    private static ZipArchive Archive(string path) => new(InputFile.Open(path), ZipArchiveMode.Read);

    private static Stream OpenEntry(string path, string name)
    {
        var archive = Archive(path);
        // The stream of an entry ends with its archive, which nobody else holds.
        return archive.GetEntry(name)?.Open() ?? throw new InvalidDataException($"the entry {name} is gone");
    }
}
