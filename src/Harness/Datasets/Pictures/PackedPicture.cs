using System.Text.Json.Serialization;
using VisEval.Core;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>A picture among others in one file: its pixels without a head of their own.</summary>
/// <param name="File">The file, relative to the dataset's folder.</param>
/// <param name="Part">The part of the file, such as an array's name; empty where there is one.</param>
/// <param name="Offset">Its first byte in that part.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
internal sealed record PackedPicture(string File, string Part, long Offset, int Height, int Width) : IPictureSource
{
    /// <summary>How the pixels lie.</summary>
    [JsonIgnore]
    public required PixelLayout Layout { get; init; }

    /// <summary>Where they lie.</summary>
    [JsonIgnore]
    public required IStoredBytes Bytes { get; init; }

    /// <inheritdoc/>
    public byte[] Read(string folder) => Bytes.Read(Offset, checked((int)Layout.Length));

    /// <inheritdoc/>
    public (int Width, int Height) Size(string folder) => (Width, Height);

    /// <inheritdoc/>
    public Picture Decode(byte[] stored, string folder) => Layout.Decode(stored, $"{Path.GetFullPath(File, folder)} {Part}".TrimEnd());
}
