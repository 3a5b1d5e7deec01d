using VisEval.Core;
using VisEval.Methods.Shared.Resampling;

namespace VisEval.Methods.ActivationMaximization.Transformations;

/// <summary>A square part of a picture enlarged to its size, as MACO shows it to the network (Fel et al., 2023).</summary>
/// <remarks>The part is a whole number of pixels; bilinear between half-pixel centres, exact adjoint.</remarks>
/// <param name="Top">Its first row.</param>
/// <param name="Left">Its first column.</param>
/// <param name="Rows">Its height.</param>
/// <param name="Columns">Its width.</param>
internal sealed record Crop(int Top, int Left, int Rows, int Columns) : IPictureView
{
    /// <summary>Draws a part: its side about a share of the picture's, its centre N(0.5, 0.15²) of it, kept inside.</summary>
    /// <param name="random">Where the draws come from.</param>
    /// <param name="size">The picture's size.</param>
    /// <param name="share">The mean side, a share of the picture's.</param>
    /// <param name="deviation">Its standard deviation.</param>
    public static Crop Draw(RandomSource random, ImageSize size, double share, double deviation)
    {
        var side = Math.Clamp(share + deviation * random.NextGaussian(), 0.05, 1);
        var (rows, columns) = (Math.Max(2, (int)Math.Round(side * size.Height)), Math.Max(2, (int)Math.Round(side * size.Width)));
        int Start(int whole, int part) =>
            Math.Clamp((int)Math.Round((0.5 + 0.15 * random.NextGaussian()) * whole - part / 2.0), 0, whole - part);
        return new Crop(Start(size.Height, rows), Start(size.Width, columns), rows, columns);
    }

    public void Show(ReadOnlySpan<float> picture, int height, int width, Span<float> view)
    {
        var (enlarge, part, plane) = (new Upsampler(Rows, Columns, height, width), new float[Rows * Columns], height * width);
        for (var start = 0; start < picture.Length; start += plane)
        {
            for (var y = 0; y < Rows; y++)
                picture.Slice(start + (Top + y) * width + Left, Columns).CopyTo(part.AsSpan(y * Columns));
            enlarge.Resize(part, view.Slice(start, plane));
        }
    }

    public void Transpose(ReadOnlySpan<float> gradient, int height, int width, Span<float> result)
    {
        var (enlarge, part, plane) = (new Upsampler(Rows, Columns, height, width), new float[Rows * Columns], height * width);
        result.Clear();
        for (var start = 0; start < gradient.Length; start += plane)
        {
            enlarge.Transpose(gradient.Slice(start, plane), part);
            for (var y = 0; y < Rows; y++)
                part.AsSpan(y * Columns, Columns).CopyTo(result[(start + (Top + y) * width + Left)..]);
        }
    }
}
