using System.Text;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets;

/// <summary>Tells by a hash whether an image is still what it was.</summary>
internal static class UsedFiles
{
    /// <summary>The hash of an image: of its picture as stored and of its mask files.</summary>
    /// <param name="image">The image.</param>
    /// <param name="folder">The dataset's folder.</param>
    /// <param name="content">SHA-256 of its picture as stored, where it is known.</param>
    /// <exception cref="InputException">A file cannot be read; names it.</exception>
    public static string HashOf(DatasetImage image, string folder, string? content = null)
    {
        content ??= Sha256.Of(image.Source.Read(folder));
        // The masks of an array lie in the file of its pictures, all in one: to hash it for each image would take forever.
        var masks = image.AllRegions.SelectMany(r => r.Files).Where(f => f != image.Source.File).Distinct().ToList();
        return masks.Count == 0
            ? content
            : Sha256.Of(Encoding.ASCII.GetBytes(string.Concat(masks.Select(f => HashOf(Path.GetFullPath(f, folder))).Prepend(content))));
    }

    private static string HashOf(string path)
    {
        try
        {
            return Sha256.OfFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the mask cannot be read: {FaultText.Of(exception)}.", exception);
        }
    }
}
