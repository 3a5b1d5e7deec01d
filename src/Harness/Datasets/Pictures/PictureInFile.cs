namespace VisEval.Harness.Datasets.Pictures;

/// <summary>A picture in a file of its own.</summary>
/// <param name="File">The file, relative to the dataset's folder, or to the current one where the folder is empty.</param>
internal sealed record PictureInFile(string File) : IPictureSource
{
    /// <inheritdoc/>
    public byte[] Read(string folder) => PictureFile.Read(PathIn(folder));

    /// <inheritdoc/>
    public (int Width, int Height) Size(string folder) => PictureHead.Size(PathIn(folder));

    /// <inheritdoc/>
    public Picture Decode(byte[] stored, string folder) => PictureFile.Decode(stored, PathIn(folder));

    private string PathIn(string folder) => folder.Length == 0 ? File : Path.GetFullPath(File, folder);
}
