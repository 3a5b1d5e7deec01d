namespace VisEval.Core;

/// <summary>Quickshift (Vedaldi and Soatto, 2008): every pixel is linked to the nearest one of higher density; links that are too long are
/// cut, and what still hangs together is a superpixel.</summary>
/// <remarks>A pixel is the point of its row, its column and ratio times its colour (<see cref="Colours"/> of range 100). Its density is
/// Σ exp(−d²/2σ²) over the pixels up to ⌈3σ⌉ rows and columns away, and links reach no further, so that a pixel with no higher
/// one in that window starts a superpixel however long links may be. Densities are rounded to 32 bits, so that no rounding error decides
/// between equal ones; of two equally dense pixels the earlier, row by row, counts as higher, and of two equally near ones it is the
/// parent. A superpixel need not be connected: a link can jump over pixels of another colour.</remarks>
internal static class Quickshift
{
    /// <summary>The superpixels.</summary>
    /// <param name="image">The image, C·H·W.</param>
    /// <param name="size">Its size.</param>
    /// <param name="kernel">σ in pixels.</param>
    /// <param name="longest">The longest link.</param>
    /// <param name="ratio">The weight of colour against place.</param>
    public static Segments Segment(ReadOnlySpan<float> image, ImageSize size, double kernel, double longest, double ratio)
    {
        var colours = Colours.Of(image, size, 100 * ratio);
        var reach = (int)Math.Ceiling(3 * kernel);
        var densities = Densities(colours, size, kernel, reach);
        var parents = new int[size.Pixels];
        for (var pixel = 0; pixel < parents.Length; pixel++)
            parents[pixel] = Parent(colours, size, densities, pixel, reach, longest);
        for (var pixel = 0; pixel < parents.Length; pixel++)
            while (parents[pixel] != parents[parents[pixel]])
                parents[pixel] = parents[parents[pixel]];
        return Segments.Of(parents);
    }

    // Every pair of pixels is met once and counts for both.
    private static float[] Densities(float[] colours, ImageSize size, double kernel, int reach)
    {
        var densities = new double[size.Pixels];
        Array.Fill(densities, 1);
        var factor = -0.5 / (kernel * kernel);
        for (var down = 0; down <= reach; down++)
            for (var right = down == 0 ? 1 : -reach; right <= reach; right++)
            {
                var place = down * down + right * right;
                for (var y = 0; y < size.Height - down; y++)
                    for (var x = Math.Max(0, -right); x < size.Width - Math.Max(0, right); x++)
                    {
                        var first = y * size.Width + x;
                        var second = first + down * size.Width + right;
                        var density = Math.Exp((place + Colours.Distance(colours, size.Pixels, first, second)) * factor);
                        densities[first] += density;
                        densities[second] += density;
                    }
            }
        return Array.ConvertAll(densities, d => (float)d);
    }

    // Square rings around the pixel, from the inside: none further out can be nearer than its own radius.
    private static int Parent(float[] colours, ImageSize size, float[] densities, int pixel, int reach, double longest)
    {
        var (y, x) = (pixel / size.Width, pixel % size.Width);
        var (parent, nearest) = (pixel, longest * longest);
        for (var radius = 1; radius <= reach && radius * radius <= nearest; radius++)
            for (var row = Math.Max(y - radius, 0); row <= Math.Min(y + radius, size.Height - 1); row++)
            {
                var step = Math.Abs(row - y) == radius ? 1 : 2 * radius;
                for (var column = x - radius; column <= x + radius; column += step)
                {
                    if (column < 0 || column >= size.Width)
                        continue;
                    var other = row * size.Width + column;
                    if (densities[other] < densities[pixel] || densities[other] == densities[pixel] && other > pixel)
                        continue;
                    var (down, right) = (row - y, column - x);
                    var distance = down * down + right * right + Colours.Distance(colours, size.Pixels, pixel, other);
                    if (distance < nearest || distance == nearest && (parent == pixel || other < parent))
                        (parent, nearest) = (other, distance);
                }
            }
        return parent;
    }
}
