using VisEval.Core;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Where the picture of an image is stored: a file of its own, or a part of one.</summary>
public interface IPictureSource
{
    /// <summary>The file, relative to the dataset's folder.</summary>
    string File { get; }

    /// <summary>The stored bytes of this picture alone: what is hashed, and what random draws start from.</summary>
    /// <param name="folder">The dataset's folder.</param>
    /// <exception cref="InputException">They cannot be read; names the file.</exception>
    byte[] Read(string folder);

    /// <summary>The size of the upright picture, told by the head of the file; the pixels are not decoded.</summary>
    /// <param name="folder">The dataset's folder.</param>
    /// <exception cref="InputException">It cannot be read, or is no picture; names the file.</exception>
    (int Width, int Height) Size(string folder);

    /// <summary>The picture in R, G, B bytes, upright.</summary>
    /// <param name="stored">What <see cref="Read"/> gave.</param>
    /// <param name="folder">The dataset's folder, for messages.</param>
    /// <exception cref="InputException">It is no picture, or damaged; names the file.</exception>
    Picture Decode(byte[] stored, string folder);
}
