namespace VisEval.Core;

/// <summary>The partition of an image into squares from its upper left corner on; those at the right and lower border are cut.</summary>
public static class Squares
{
    /// <summary>The pixels (row-major) of every square, the squares row by row.</summary>
    /// <param name="height">Rows of the image.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="side">The side of a square in pixels.</param>
    public static int[][] Of(int height, int width, int side)
    {
        var (rows, columns) = ((height + side - 1) / side, (width + side - 1) / side);
        var squares = new int[rows * columns][];
        for (var square = 0; square < squares.Length; square++)
        {
            var (top, left) = (square / columns * side, square % columns * side);
            var (bottom, right) = (Math.Min(top + side, height), Math.Min(left + side, width));
            var pixels = new int[(bottom - top) * (right - left)];
            for (var i = 0; i < pixels.Length; i++)
                pixels[i] = (top + i / (right - left)) * width + left + i % (right - left);
            squares[square] = pixels;
        }
        return squares;
    }
}
