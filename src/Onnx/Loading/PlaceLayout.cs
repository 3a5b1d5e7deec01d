using VisEval.Core;

namespace VisEval.Onnx.Loading;

/// <summary>How a tensor of one image is laid out in channels and places.</summary>
public enum PlaceOrder
{
    /// <summary>K×h×w, as convolutions give it.</summary>
    ChannelsFirst,

    /// <summary>h×w×K.</summary>
    ChannelsLast,

    /// <summary>T×K: a row for every place in row-major order, after rows that are no place (class tokens, registers).</summary>
    Tokens,
}

/// <summary>Channels and places of a tensor.</summary>
/// <param name="Order">Where the channels are.</param>
/// <param name="Channels">K.</param>
/// <param name="Height">h.</param>
/// <param name="Width">w.</param>
/// <param name="Extra">Rows before the places that are none, of tokens.</param>
public sealed record PlaceLayout(PlaceOrder Order, int Channels, int Height, int Width, int Extra = 0)
{
    // Class and distillation tokens are one or two; registers are four to sixteen.
    private const int MostExtra = 17;

    /// <summary>The layout that a shape suggests: a grid of the image's own proportions, channels first where both ends fit or neither;
    /// null if there is none.</summary>
    /// <param name="shape">The shape of one image's tensor.</param>
    /// <param name="image">The size of the image.</param>
    public static PlaceLayout? Of(IReadOnlyList<int> shape, ImageSize image)
    {
        // Convolutions without padding change the proportions of a picture that is no square.
        return Exact(shape, image)
            ?? (shape is [var channels, > 1, > 1] ? new PlaceLayout(PlaceOrder.ChannelsFirst, channels, shape[1], shape[2]) : null);
    }

    /// <summary>The layout of a shape whose grid has the image's own proportions; null if it has none.</summary>
    /// <param name="shape">The shape of one image's tensor.</param>
    /// <param name="image">The size of the image.</param>
    public static PlaceLayout? Exact(IReadOnlyList<int> shape, ImageSize image)
    {
        if (shape.Count == 3 && Fits(shape[1], shape[2], image))
            return new PlaceLayout(PlaceOrder.ChannelsFirst, shape[0], shape[1], shape[2]);
        // K×1×1 is a pooled vector, and no column of K places.
        if (shape.Count == 3 && Fits(shape[0], shape[1], image) && shape is not [_, 1, 1])
            return new PlaceLayout(PlaceOrder.ChannelsLast, shape[2], shape[0], shape[1]);
        if (shape.Count == 2)
            for (var extra = 0; extra <= MostExtra && extra < shape[0]; extra++)
                if (Grid(shape[0] - extra, image) is var (height, width))
                    return new PlaceLayout(PlaceOrder.Tokens, shape[1], height, width, extra);
        return null;
    }

    private static (int Height, int Width)? Grid(int places, ImageSize image)
    {
        var height = (int)Math.Round(Math.Sqrt((double)places * image.Height / image.Width));
        return height > 0 && places % height == 0 && (long)height * image.Width == (long)places / height * image.Height && places > 1
            ? (height, places / height)
            : null;
    }

    // A grid of strides has the proportions of the image up to the rounding of its shorter side.
    private static bool Fits(int height, int width, ImageSize image) =>
        height * width > 1 && height <= image.Height && width <= image.Width
        && Math.Abs((long)height * image.Width - (long)width * image.Height) < Math.Max(image.Height, image.Width);
}
