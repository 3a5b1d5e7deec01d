using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>The bytes of a file as they lie on the disk; nothing is kept in memory.</summary>
/// <param name="path">Full path.</param>
/// <param name="start">Where byte 0 lies in the file.</param>
internal sealed class FileBytes(string path, long start = 0) : IStoredBytes
{
    /// <inheritdoc/>
    public byte[] Read(long offset, int count)
    {
        try
        {
            using var file = InputFile.Open(path);
            // Never a buffer for bytes that are not there.
            if (file.Length < start + offset + count)
                throw new InputException(
                    $"{path}: the file is cut off: {start + offset + count} bytes are needed, {file.Length} are there.");
            file.Position = start + offset;
            var bytes = new byte[count];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the file cannot be read: {FaultText.Of(exception)}.", exception);
        }
    }
}
