namespace VisEval.Core;

/// <summary>Rectangles in rows and columns as equal as possible.</summary>
internal static class Grid
{
    /// <summary>Row i begins at ⌊i·H/rows⌋, column j at ⌊j·W/columns⌋: 40 pixels in three parts are 13 + 13 + 14.</summary>
    public static Segments Segment(ImageSize size, int rows, int columns)
    {
        var labels = new int[size.Pixels];
        for (var y = 0; y < size.Height; y++)
            for (var x = 0; x < size.Width; x++)
                labels[y * size.Width + x] = Part(y, size.Height, rows) * columns + Part(x, size.Width, columns);
        return Segments.Of(labels);
    }

    /// <summary>The rows and columns of about <paramref name="count"/> cells that are about squares of side √(H·W/count): along the
    /// shorter side (its height, if the image is a square) as many as fit, along the other as many as are still wanted; both rounded half
    /// up, at least 1, and at most one a pixel.</summary>
    public static (int Rows, int Columns) Shape(ImageSize size, int count)
    {
        var side = Math.Sqrt((double)size.Pixels / count);
        var across = Parts(Math.Min(size.Height, size.Width) / side, Math.Min(size.Height, size.Width));
        var along = Parts((double)count / across, Math.Max(size.Height, size.Width));
        return size.Height <= size.Width ? (across, along) : (along, across);
    }

    /// <summary>The middle pixel of a part, the lower one of two.</summary>
    public static int Middle(int part, int side, int parts) => (part * side / parts + (part + 1) * side / parts - 1) / 2;

    // The part p with ⌊p·side/parts⌋ ≤ position < ⌊(p+1)·side/parts⌋.
    private static int Part(int position, int side, int parts) => (int)((((long)position + 1) * parts - 1) / side);

    private static int Parts(double wanted, int pixels) => Math.Clamp((int)Math.Floor(wanted + 0.5), 1, pixels);
}
