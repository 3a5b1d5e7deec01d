using System.Text.Json.Serialization;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>A picture among others in one file: its pixels without a head of their own.</summary>
/// <param name="File">The file, relative to the dataset's folder.</param>
/// <param name="Part">The part of the file, such as an array's name; empty where there is one.</param>
/// <param name="Offset">Its first byte in that part.</param>
/// <param name="Layout">How the pixels lie.</param>
/// <param name="Bytes">Where they lie.</param>
internal sealed record PackedPicture(
    string File, string Part, long Offset, PixelLayout Layout, [property: JsonIgnore] IStoredBytes Bytes) : IPictureSource
{
    /// <inheritdoc/>
    public byte[] Read(string folder) => Bytes.Read(Offset, checked((int)Layout.Length));

    /// <inheritdoc/>
    public (int Width, int Height) Size(string folder) => (Layout.Width, Layout.Height);

    /// <inheritdoc/>
    public Picture Decode(byte[] stored, string folder) => Layout.Decode(stored, $"{Path.GetFullPath(File, folder)} {Part}".TrimEnd());
}
