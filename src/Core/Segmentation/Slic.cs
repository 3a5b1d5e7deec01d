namespace VisEval.Core;

/// <summary>SLIC (Achanta et al., 2012): k-means of colour and place, each centre looking at the pixels around it, with the distance
/// d² = d_colour² + (m·d_place/S)², S = √(H·W/k), m the compactness; then every superpixel is made connected.</summary>
/// <remarks>Colours are <see cref="Colours"/> of range 100. Centres start in the middle of the cells of <see cref="Grid"/>, moved to the
/// pixel of smallest gradient among the nine there: the middle one unless another's is smaller, then the first of the smallest. A centre
/// competes for the pixels at most S rows and columns away; the lower number wins a tie. Ten rounds at most. At last the 4-connected pieces
/// of less than S²/4 pixels are joined to a neighbour (<see cref="ConnectedPieces"/>), so that every superpixel is 4-connected;
/// their number is only about k. Of a constant image the cells of the grid remain.</remarks>
public static class Slic
{
    private const int Rounds = 10;

    /// <summary>About <paramref name="count"/> superpixels.</summary>
    /// <param name="image">The image, C·H·W.</param>
    /// <param name="size">Its size.</param>
    /// <param name="count">k.</param>
    /// <param name="compactness">m: the larger, the squarer.</param>
    public static Segments Segment(ReadOnlySpan<float> image, ImageSize size, int count, double compactness)
    {
        var colours = Colours.Of(image, size, 100);
        var step = Math.Sqrt((double)size.Pixels / count);
        var (rows, columns) = Grid.Shape(size, count);
        var labels = Grid.Segment(size, rows, columns).Labels.ToArray();
        var centres = Starts(colours, size, rows, columns);
        for (var round = 0; round < Rounds && Assign(colours, size, centres, step, compactness / step, labels); round++)
            centres = Means(colours, size, labels, centres);
        return ConnectedPieces.Of(labels, size).Absorb(step * step / 4);
    }

    private static Centre[] Starts(float[] colours, ImageSize size, int rows, int columns)
    {
        var centres = new Centre[rows * columns];
        for (var k = 0; k < centres.Length; k++)
        {
            var (y, x) = (Grid.Middle(k / columns, size.Height, rows), Grid.Middle(k % columns, size.Width, columns));
            var (best, smallest) = (y * size.Width + x, Gradient(colours, size, y, x));
            for (var row = Math.Max(y - 1, 0); row <= Math.Min(y + 1, size.Height - 1); row++)
                for (var column = Math.Max(x - 1, 0); column <= Math.Min(x + 1, size.Width - 1); column++)
                    if (Gradient(colours, size, row, column) is var gradient && gradient < smallest)
                        (best, smallest) = (row * size.Width + column, gradient);
            centres[k] = new Centre(best / size.Width, best % size.Width, Colour(colours, size, best));
        }
        return centres;
    }

    // The squared differences of the neighbours left and right, above and below; at the border the pixel itself stands for the missing one.
    private static double Gradient(float[] colours, ImageSize size, int y, int x)
    {
        int At(int row, int column) => Math.Clamp(row, 0, size.Height - 1) * size.Width + Math.Clamp(column, 0, size.Width - 1);
        return Colours.Distance(colours, size.Pixels, At(y, x - 1), At(y, x + 1))
            + Colours.Distance(colours, size.Pixels, At(y - 1, x), At(y + 1, x));
    }

    // A pixel that no centre reaches keeps its label.
    private static bool Assign(float[] colours, ImageSize size, Centre[] centres, double step, double weight, int[] labels)
    {
        var nearest = new double[size.Pixels];
        Array.Fill(nearest, double.PositiveInfinity);
        var before = (int[])labels.Clone();
        for (var k = 0; k < centres.Length; k++)
        {
            var centre = centres[k];
            var right = Math.Min((int)Math.Floor(centre.X + step), size.Width - 1);
            for (var y =
                Math.Max((int)Math.Ceiling(centre.Y - step), 0); y <= Math.Min((int)Math.Floor(centre.Y + step), size.Height - 1); y++)
                for (var x = Math.Max((int)Math.Ceiling(centre.X - step), 0); x <= right; x++)
                {
                    var pixel = y * size.Width + x;
                    var (down, across) = (weight * (y - centre.Y), weight * (x - centre.X));
                    var distance = down * down + across * across;
                    for (var c = 0; c < size.Channels; c++)
                    {
                        var difference = colours[c * size.Pixels + pixel] - centre.Colour[c];
                        distance += difference * difference;
                    }
                    if (distance < nearest[pixel])
                        (nearest[pixel], labels[pixel]) = (distance, k);
                }
        }
        return !labels.AsSpan().SequenceEqual(before);
    }

    // A centre without pixels stays where it is.
    private static Centre[] Means(float[] colours, ImageSize size, int[] labels, Centre[] centres)
    {
        var (sums, counts) = (new double[centres.Length, size.Channels + 2], new int[centres.Length]);
        for (var pixel = 0; pixel < labels.Length; pixel++)
        {
            var k = labels[pixel];
            counts[k]++;
            for (var c = 0; c < size.Channels; c++)
                sums[k, c] += colours[c * size.Pixels + pixel];
            sums[k, size.Channels] += pixel / size.Width;
            sums[k, size.Channels + 1] += pixel % size.Width;
        }
        double Mean(int k, int column) => sums[k, column] / counts[k];
        return
        [
            .. centres.Select((centre, k) => counts[k] == 0
                ? centre
                : new Centre(
                    Mean(k, size.Channels), Mean(k, size.Channels + 1), [.. Enumerable.Range(0, size.Channels).Select(c => Mean(k, c))])),
        ];
    }

    private static double[] Colour(float[] colours, ImageSize size, int pixel) =>
        [.. Enumerable.Range(0, size.Channels).Select(c => (double)colours[c * size.Pixels + pixel])];

    private sealed record Centre(double Y, double X, double[] Colour);
}
