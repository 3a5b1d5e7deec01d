using VisEval.Core;

namespace VisEval.Harness.Datasets;

/// <summary>How an input is cut from a stored picture: resize to a size, then take a window of the input's size.</summary>
/// <param name="Width">Columns after resizing.</param>
/// <param name="Height">Rows after resizing.</param>
/// <param name="Left">First column of the window.</param>
/// <param name="Top">First row of the window.</param>
internal sealed record Cut(int Width, int Height, int Left, int Top)
{
    /// <summary>The cut for a picture: <c>squash</c> takes all of it; <c>crop</c> brings the shorter side to its size, the longer one to
    /// ⌊size·longer/shorter⌋, and takes the centre (half pixels to even), as torchvision's Resize and CenterCrop do.</summary>
    public static Cut Of(int width, int height, Preprocessing preprocessing, ImageSize input)
    {
        if (preprocessing.Resize == Preprocessing.Squash)
            return new Cut(input.Width, input.Height, 0, 0);
        var side = preprocessing.ShorterSide ?? Math.Max(input.Width, input.Height);
        var (newWidth, newHeight) = width <= height
            ? (side, (int)((double)side * height / width))
            : ((int)((double)side * width / height), side);
        return new Cut(
            newWidth, newHeight, (int)Math.Round((newWidth - input.Width) / 2.0), (int)Math.Round((newHeight - input.Height) / 2.0));
    }

    /// <summary>The same cut seen from an image of another size that shows the same, for example the one boxes were drawn on.</summary>
    public ImageGeometry Geometry(int width, int height) => new(height, width, (double)Width / width, (double)Height / height, Left, Top);
}
