namespace VisEval.Harness.Datasets.Pictures;

/// <summary>A picture file that was read already.</summary>
/// <param name="File">What messages call it.</param>
/// <param name="Bytes">The file's bytes.</param>
internal sealed record PictureInMemory(string File, byte[] Bytes) : IPictureSource
{
    /// <inheritdoc/>
    public byte[] Read(string folder) => Bytes;

    /// <inheritdoc/>
    public (int Width, int Height) Size(string folder) => Decode(Bytes, folder) is var picture ? (picture.Width, picture.Height) : default;

    /// <inheritdoc/>
    public Picture Decode(byte[] stored, string folder) => PictureFile.Decode(stored, File);
}
