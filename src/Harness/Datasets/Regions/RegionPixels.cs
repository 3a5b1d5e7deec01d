namespace VisEval.Harness.Datasets.Regions;

/// <summary>Pixels of the upright picture, row by row: <see cref="Nothing"/>, <see cref="Object"/> or <see cref="Ignored"/>.</summary>
/// <param name="Values">height × width bytes.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public sealed record RegionPixels(byte[] Values, int Height, int Width)
{
    /// <summary>Neither the object nor ignored.</summary>
    public const byte Nothing = 0;

    /// <summary>The object.</summary>
    public const byte Object = 1;

    /// <summary>Not to be scored: void borders, crowds, what annotators could not decide.</summary>
    public const byte Ignored = 255;

    /// <summary>The pixels with one value.</summary>
    public int Count(byte value) => Values.AsSpan().Count(value);

    /// <summary>The same at another size; nearest neighbour: the pixel that a centre falls on.</summary>
    public RegionPixels At(int height, int width)
    {
        if (height == Height && width == Width)
            return this;
        var values = new byte[height * width];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (row, column) = ((2L * y + 1) * Height / (2L * height), (2L * x + 1) * Width / (2L * width));
                values[y * width + x] = Values[row * Width + column];
            }
        return new RegionPixels(values, height, width);
    }
}
