using VisEval.Core;

namespace VisEval.Metrics.Shared.Fills;

/// <summary>Removed pixels made up from the others: each is the weighted mean of its neighbours, removed ones among them.</summary>
/// <remarks>
/// x_i·Σ_j w_ij = Σ_j w_ij x_j over the 8 neighbours j inside the image, w = 1/6 across an edge and 1/12 across a corner (Rong et al.,
/// ICML 2022): one sparse linear system for all removed pixels, symmetric and positive definite as soon as one pixel is kept. Solved
/// directly in double precision, so that nothing depends on where an iteration stops. Affine changes of colour commute with it: it is the
/// same in normalised and in raw pixels.
/// </remarks>
public static class LinearImputation
{
    private static readonly (int Y, int X, double Weight)[] Neighbours =
    [
        (-1, -1, 1 / 12.0), (-1, 0, 1 / 6.0), (-1, 1, 1 / 12.0), (0, -1, 1 / 6.0),
        (0, 1, 1 / 6.0), (1, -1, 1 / 12.0), (1, 0, 1 / 6.0), (1, 1, 1 / 12.0),
    ];

    /// <summary>The image with its removed pixels made up.</summary>
    /// <param name="image">1×C×H×W.</param>
    /// <param name="kept">For every pixel whether it is kept.</param>
    /// <exception cref="ArgumentException">No pixel is kept.</exception>
    public static Tensor Fill(Tensor image, ReadOnlySpan<bool> kept)
    {
        if (!kept.Contains(true))
            throw new ArgumentException("Where no pixel is kept there is nothing to make up the others from.", nameof(kept));
        var (height, width, plane) = (image.Shape[^2], image.Shape[^1], kept.Length);
        var (pixels, unknowns) = Number(kept, height, width);
        var filled = image.Clone();
        if (pixels.Count == 0)
            return filled;

        var (starts, columns, values) = (new int[pixels.Count + 1], new List<int>(4 * pixels.Count), new List<double>(4 * pixels.Count));
        var diagonal = new double[pixels.Count];
        var given = new List<(int Row, int Pixel, double Weight)>();
        for (var row = 0; row < pixels.Count; row++)
        {
            var (y, x) = Math.DivRem(pixels[row], width);
            foreach (var (dy, dx, weight) in Neighbours)
            {
                if (y + dy < 0 || y + dy >= height || x + dx < 0 || x + dx >= width)
                    continue;
                var neighbour = (y + dy) * width + x + dx;
                diagonal[row] += weight;
                if (kept[neighbour])
                    given.Add((row, neighbour, weight));
                else if (unknowns[neighbour] < row)
                {
                    columns.Add(unknowns[neighbour]);
                    values.Add(-weight);
                }
            }
            starts[row + 1] = columns.Count;
        }

        var system = new SparseCholesky(starts, [.. columns], [.. values], diagonal);
        var solution = new double[pixels.Count];
        for (var channel = 0; channel < image.Length; channel += plane)
        {
            Array.Clear(solution);
            foreach (var (row, pixel, weight) in given)
                solution[row] += weight * image.Values[channel + pixel];
            system.Solve(solution);
            for (var row = 0; row < solution.Length; row++)
                filled.Values[channel + pixels[row]] = (float)solution[row];
        }
        return filled;
    }

    private static (List<int> Pixels, int[] Unknowns) Number(ReadOnlySpan<bool> kept, int height, int width)
    {
        var (pixels, unknowns) = (new List<int>(kept.Length), new int[kept.Length]);
        foreach (var pixel in NestedDissection.Order(height, width))
            if (!kept[pixel])
            {
                unknowns[pixel] = pixels.Count;
                pixels.Add(pixel);
            }
        return (pixels, unknowns);
    }
}
