using VisEval.Core;

namespace VisEval.Harness.Datasets;

/// <summary>How an input is cut from a stored picture: resize to a size, then take a window of the input's size.</summary>
/// <param name="Width">Columns after resizing.</param>
/// <param name="Height">Rows after resizing.</param>
/// <param name="Left">First column of the window; negative where the window begins before the picture.</param>
/// <param name="Top">First row of the window; negative likewise.</param>
internal sealed record Cut(int Width, int Height, int Left, int Top)
{
    /// <summary>The ways to bring a picture to the input's size, by the name that <c>resize</c> gives.</summary>
    public static IReadOnlyDictionary<string, Func<int, int, Preprocessing, ImageSize, Cut>> Ways { get; } =
        new Dictionary<string, Func<int, int, Preprocessing, ImageSize, Cut>>
        {
            [Preprocessing.Squash] = (_, _, _, input) => new Cut(input.Width, input.Height, 0, 0),
            [Preprocessing.Crop] = Centre,
            [Preprocessing.Letterbox] = Whole,
        };

    /// <summary>The cut for a picture, as its preprocessing says.</summary>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="preprocessing">How it becomes input.</param>
    /// <param name="input">The network's input size.</param>
    public static Cut Of(int width, int height, Preprocessing preprocessing, ImageSize input) =>
        Ways[preprocessing.Resize](width, height, preprocessing, input);

    /// <summary>The same cut seen from an image of another size that shows the same, for example the one boxes were drawn on.</summary>
    public ImageGeometry Geometry(int width, int height) => new(height, width, (double)Width / width, (double)Height / height, Left, Top);

    // The shorter side to its size, the longer one to ⌊size·longer/shorter⌋, and the centre of it (half pixels to even), as torchvision's
    // Resize and CenterCrop do.
    private static Cut Centre(int width, int height, Preprocessing preprocessing, ImageSize input)
    {
        var side = preprocessing.ShorterSideFor(input);
        var (newWidth, newHeight) = width <= height
            ? (side, (int)((double)side * height / width))
            : ((int)((double)side * width / height), side);
        return new Cut(
            newWidth, newHeight, (int)Math.Round((newWidth - input.Width) / 2.0), (int)Math.Round((newHeight - input.Height) / 2.0));
    }

    // The largest size of the picture's proportions that fits, halves to even, in the middle; an odd pixel goes to the right and below.
    private static Cut Whole(int width, int height, Preprocessing preprocessing, ImageSize input)
    {
        var scale = Math.Min((double)input.Width / width, (double)input.Height / height);
        var (newWidth, newHeight) = (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
        return new Cut(newWidth, newHeight, -((input.Width - newWidth) / 2), -((input.Height - newHeight) / 2));
    }
}
