namespace VisEval.Metrics.Shared.Regions;

/// <summary>The partition of an image into a grid of cells whose sides differ by a pixel at most.</summary>
internal static class GridCells
{
    /// <summary>The pixels (row-major) of every cell, the cells row by row; fewer of them where the image has fewer rows or
    /// columns.</summary>
    /// <param name="height">Rows of the image.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="grid">Rows and columns of cells.</param>
    public static int[][] Of(int height, int width, int grid)
    {
        var (rows, columns) = (Math.Min(grid, height), Math.Min(grid, width));
        return
        [
            .. Enumerable.Range(0, height * width)
                .GroupBy(i => (long)(i / width) * rows / height * columns + (long)(i % width) * columns / width).OrderBy(g => g.Key)
                .Select(g => g.ToArray()),
        ];
    }

    /// <summary>The sum of a map over a cell.</summary>
    public static double Sum(float[] map, int[] cell)
    {
        var sum = 0.0;
        foreach (var pixel in cell)
            sum += map[pixel];
        return sum;
    }
}
