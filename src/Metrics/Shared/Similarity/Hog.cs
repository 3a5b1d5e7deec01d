using VisEval.Core;

namespace VisEval.Metrics.Shared.Similarity;

/// <summary>Histograms of oriented gradients (Dalal and Triggs, CVPR 2005), as Adebayo et al. (NeurIPS 2018) compare
/// maps by them.</summary>
/// <remarks>
/// Gradients are the differences of the two neighbours, without the factor ½, and 0 in the first and last row (column); each pixel adds
/// its magnitude to the one of 9 bins of 20° its direction modulo 180° falls in, of its cell of 16×16 pixels; what is left over at the
/// right and below belongs to no cell. Blocks of 3×3 cells, one cell apart, are scaled to length 1, cut at 0.2 and scaled again (L2-Hys,
/// ε = 10⁻⁵). These are the defaults of scikit-image, whose order of the vector this has: blocks by row and column, cells by row and
/// column, directions; and whose single precision: on maps of few levels, entries that are equal but for the rounding of the levels get
/// ranks of their own, which may move a rank correlation by 10⁻⁴ against double precision. Neither is more right, since the levels
/// themselves are rounded.
/// </remarks>
internal static class Hog
{
    /// <summary>The shortest side that holds a block: smaller maps have no features.</summary>
    public const int SmallestSide = Cell * Block;

    private const int Cell = 16;
    private const int Block = 3;
    private const int Bins = 9;
    private const double Epsilon = 1e-5;

    /// <summary>The features of a picture with finite values; of several channels each pixel takes the one with the largest gradient, the
    /// first where several have it.</summary>
    /// <exception cref="ArgumentException">A side is shorter than <see cref="SmallestSide"/>.</exception>
    public static float[] Features(params IReadOnlyList<SaliencyMap> channels)
    {
        var map = channels[0];
        if (Math.Min(map.Height, map.Width) < SmallestSide)
            throw new ArgumentException(
                $"{map.Height}×{map.Width} is smaller than a block of {SmallestSide}×{SmallestSide}.", nameof(map));
        var (rows, columns) = (map.Height / Cell, map.Width / Cell);
        var cells = Histograms(channels, rows, columns);
        var features = new List<float>((rows - Block + 1) * (columns - Block + 1) * Block * Block * Bins);
        var block = new float[Block * Block * Bins];
        for (var top = 0; top <= rows - Block; top++)
            for (var left = 0; left <= columns - Block; left++)
            {
                for (var row = 0; row < Block; row++)
                    Array.Copy(cells, ((top + row) * columns + left) * Bins, block, row * Block * Bins, Block * Bins);
                Scale(block);
                for (var i = 0; i < block.Length; i++)
                    block[i] = Math.Min(block[i], 0.2f);
                Scale(block);
                features.AddRange(block);
            }
        return [.. features];
    }

    private static float[] Histograms(IReadOnlyList<SaliencyMap> channels, int rows, int columns)
    {
        var cells = new float[rows * columns * Bins];
        for (var y = 0; y < rows * Cell; y++)
            for (var x = 0; x < columns * Cell; x++)
            {
                var (down, right) = Steepest(channels, y, x);
                if (down == 0 && right == 0)
                    continue;
                var degrees = (float)((float)Math.Atan2(down, right) * (180 / Math.PI));
                // A direction just below 0° is one just below 180°; rounding may make it 180° itself.
                var turned = degrees < 0 ? degrees + 180 : degrees >= 180 ? degrees - 180 : degrees;
                var bin = Math.Min((int)(turned / (180f / Bins)), Bins - 1);
                cells[(y / Cell * columns + x / Cell) * Bins + bin] += (float)Math.Sqrt(Squared(down, right));
            }
        for (var i = 0; i < cells.Length; i++)
            cells[i] /= Cell * Cell;
        return cells;
    }

    private static (float Down, float Right) Steepest(IReadOnlyList<SaliencyMap> channels, int y, int x)
    {
        var steepest = Gradient(channels[0], y, x);
        for (var c = 1; c < channels.Count; c++)
            if (Gradient(channels[c], y, x) is var other
                && Squared(other.Down, other.Right) > Squared(steepest.Down, steepest.Right))
                steepest = other;
        return steepest;
    }

    private static (float Down, float Right) Gradient(SaliencyMap map, int y, int x) => (
        y == 0 || y == map.Height - 1 ? 0 : map[y + 1, x] - map[y - 1, x],
        x == 0 || x == map.Width - 1 ? 0 : map[y, x + 1] - map[y, x - 1]);

    private static double Squared(float down, float right) => (double)down * down + (double)right * right;

    private static double SquaredLength(float[] block)
    {
        var sum = 0.0;
        foreach (var value in block)
            sum += (double)value * value;
        return sum;
    }

    private static void Scale(float[] block)
    {
        var length = (float)Math.Sqrt(SquaredLength(block) + Epsilon * Epsilon);
        for (var i = 0; i < block.Length; i++)
            block[i] /= length;
    }
}
