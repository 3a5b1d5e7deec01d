namespace VisEval.Methods.Wrappers;

/// <summary>A mirrored, enlarged or reduced view of an image about its centre, and its inverse.</summary>
/// <param name="Scale">Above 1 the image appears larger and its border is out of sight.</param>
/// <param name="Mirrored">Whether left and right are exchanged.</param>
internal sealed record View(double Scale, bool Mirrored)
{
    /// <summary>Resamples planes of height × width bilinearly; beyond the border the edge continues.</summary>
    public void Show(ReadOnlySpan<float> image, int height, int width, Span<float> view)
    {
        for (var start = 0; start < image.Length; start += height * width)
            for (var y = 0; y < height; y++)
                for (var x = 0; x < width; x++)
                {
                    var (row, column) = (FromCentre(y, height, 1 / Scale), FromCentre(Mirror(x, width), width, 1 / Scale));
                    view[start + y * width + x] = (float)Sample(image.Slice(start, height * width), height, width, row, column);
                }
    }

    /// <summary>Adds the planes of a view, transformed back, to a sum, and counts the pixels that the view shows.</summary>
    public void AddBack(ReadOnlySpan<float> view, int height, int width, Span<double> sum, Span<int> count)
    {
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (row, column) = (FromCentre(y, height, Scale), Mirror(FromCentre(x, width, Scale), width));
                if (row < -0.5 || row > height - 0.5 || column < -0.5 || column > width - 0.5)
                    continue;
                count[y * width + x]++;
                for (var start = 0; start < view.Length; start += height * width)
                    sum[start + y * width + x] += Sample(view.Slice(start, height * width), height, width, row, column);
            }
    }

    private double Mirror(double x, int width) => Mirrored ? width - 1 - x : x;

    private static double FromCentre(double position, int length, double factor) =>
        (length - 1) / 2.0 + (position - (length - 1) / 2.0) * factor;

    // In double precision and at any position, where an Upsampler maps one whole grid onto another in single precision.
    private static double Sample(ReadOnlySpan<float> plane, int height, int width, double y, double x)
    {
        (y, x) = (Math.Clamp(y, 0, height - 1), Math.Clamp(x, 0, width - 1));
        var (top, left) = ((int)y, (int)x);
        var (bottom, right) = (Math.Min(top + 1, height - 1), Math.Min(left + 1, width - 1));
        var upper = plane[top * width + left] + (x - left) * (plane[top * width + right] - (double)plane[top * width + left]);
        var lower = plane[bottom * width + left] + (x - left) * (plane[bottom * width + right] - (double)plane[bottom * width + left]);
        return upper + (y - top) * (lower - upper);
    }
}
