using VisEval.Core;

namespace VisEval.Harness.Evaluation;

/// <summary>Shrinks images to part of another: every pixel is the mean of the area it comes from, so that the mean of the image stays.</summary>
internal static class AreaAverage
{
    /// <summary>Puts an image, shrunk, into a rectangle of another.</summary>
    /// <param name="source">1×C×h×w.</param>
    /// <param name="target">1×C×H×W.</param>
    /// <param name="top">The rectangle's first row.</param>
    /// <param name="left">Its first column.</param>
    /// <param name="height">Its rows, at most h.</param>
    /// <param name="width">Its columns, at most w.</param>
    public static void Put(Tensor source, Tensor target, int top, int left, int height, int width)
    {
        var (sourceHeight, sourceWidth) = (source.Shape[2], source.Shape[3]);
        var (rows, columns) = (Shares(sourceHeight, height), Shares(sourceWidth, width));
        for (var c = 0; c < source.Shape[1]; c++)
            for (var y = 0; y < height; y++)
                for (var x = 0; x < width; x++)
                {
                    var sum = 0.0;
                    foreach (var (v, share) in rows[y])
                        foreach (var (u, part) in columns[x])
                            sum += share * part * source.Values[(c * sourceHeight + v) * sourceWidth + u];
                    target.Values[(c * target.Shape[2] + top + y) * target.Shape[3] + left + x] = (float)sum;
                }
    }

    // The pixels each of the new ones comes from, and their shares of it, which sum to 1.
    private static (int Index, double Share)[][] Shares(int from, int to)
    {
        var scale = (double)from / to;
        return
        [
            .. Enumerable.Range(0, to).Select(i =>
            {
                var (start, end) = (i * scale, (i + 1) * scale);
                return Enumerable.Range((int)start, Math.Min(from, (int)Math.Ceiling(end - 1e-9)) - (int)start)
                    .Select(k => (k, (Math.Min(end, k + 1) - Math.Max(start, k)) / scale)).ToArray();
            }),
        ];
    }
}
