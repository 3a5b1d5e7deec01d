namespace VisEval.Metrics.Shared.Fills;

/// <summary>An order of the pixels of an image in which equations between neighbours are eliminated with little fill-in.</summary>
/// <remarks>George (1973): a line of pixels across the longer side parts the image in two; both parts come first, each ordered likewise,
/// the line last. A line one pixel wide parts 8-neighbours too. Of n pixels the factor has O(n log n) entries,
/// at a cost of O(n√n).</remarks>
internal static class NestedDissection
{
    private const int Undivided = 3;

    /// <summary>All pixels (row-major indices), the first to be eliminated first.</summary>
    public static int[] Order(int height, int width)
    {
        var order = new List<int>(height * width);
        Add(order, 0, height, 0, width, width);
        return [.. order];
    }

    private static void Add(List<int> order, int top, int bottom, int left, int right, int width)
    {
        var (rows, columns) = (bottom - top, right - left);
        if (Math.Max(rows, columns) <= Undivided)
        {
            for (var y = top; y < bottom; y++)
                for (var x = left; x < right; x++)
                    order.Add(y * width + x);
        }
        else if (rows >= columns)
        {
            var middle = top + rows / 2;
            Add(order, top, middle, left, right, width);
            Add(order, middle + 1, bottom, left, right, width);
            for (var x = left; x < right; x++)
                order.Add(middle * width + x);
        }
        else
        {
            var middle = left + columns / 2;
            Add(order, top, bottom, left, middle, width);
            Add(order, top, bottom, middle + 1, right, width);
            for (var y = top; y < bottom; y++)
                order.Add(y * width + middle);
        }
    }
}
