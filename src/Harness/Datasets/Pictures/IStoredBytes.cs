using VisEval.Core;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Bytes of a file that holds many pictures.</summary>
internal interface IStoredBytes
{
    /// <summary>Some of the bytes.</summary>
    /// <param name="offset">The first one.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="InputException">They cannot be read; names the file.</exception>
    byte[] Read(long offset, int count);
}
