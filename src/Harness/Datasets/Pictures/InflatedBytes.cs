using VisEval.Core;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>The bytes behind a compression, which can only be read from the beginning: they are unpacked once, and kept.</summary>
internal sealed class InflatedBytes : IStoredBytes
{
    private readonly string _path;
    private readonly Lazy<byte[]> _bytes;

    /// <summary>The unpacked bytes of a file.</summary>
    /// <param name="path">Its full path, for messages.</param>
    /// <param name="open">Opens the stream of unpacked bytes.</param>
    /// <param name="length">How many there are said to be; a stream with more or fewer is refused before they fill the memory.</param>
    public InflatedBytes(string path, Func<Stream> open, long length)
    {
        _path = path;
        _bytes = new Lazy<byte[]>(() => Unpack(path, open, length), LazyThreadSafetyMode.ExecutionAndPublication);
    }

    /// <inheritdoc/>
    public byte[] Read(long offset, int count)
    {
        if (offset + count > _bytes.Value.Length)
            throw new InputException($"{_path}: {offset + count} bytes are needed, {_bytes.Value.Length} are there.");
        return _bytes.Value.AsSpan((int)offset, count).ToArray();
    }

    private static byte[] Unpack(string path, Func<Stream> open, long length)
    {
        if (length > Array.MaxLength)
            throw new InputException($"{path}: {length} bytes unpacked are more than the {Array.MaxLength} that can be held; unpack it.");
        try
        {
            using var stream = open();
            // The buffer grows with what is there, not with what a head claims.
            using var memory = new MemoryStream();
            var chunk = new byte[1 << 20];
            while (memory.Length <= length && stream.Read(chunk) is > 0 and var read)
                memory.Write(chunk, 0, read);
            return memory.Length == length
                ? memory.ToArray()
                : throw new InputException(
                    $"{path}: the file unpacks to other than the {length} bytes that its head states; it is damaged.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException($"{path}: the file cannot be unpacked: {FaultText.Of(exception)}.", exception);
        }
    }
}
