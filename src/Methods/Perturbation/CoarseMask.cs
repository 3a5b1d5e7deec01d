using VisEval.Core;
using VisEval.Methods.Shared.Resampling;

namespace VisEval.Methods.Perturbation;

/// <summary>A mask of few cells, enlarged bilinearly to the image and blurred; and the way back for derivatives.</summary>
/// <remarks>Unlike <see cref="CellMasks"/>, which blends images by masks that are drawn, the mask is optimised, so that its derivative is
/// needed. Not for several threads at once.</remarks>
/// <param name="cells">Rows and columns of the mask.</param>
/// <param name="size">The image.</param>
/// <param name="sigma">The standard deviation of the blur in pixels; 0 for none.</param>
internal sealed class CoarseMask((int Rows, int Columns) cells, ImageSize size, double sigma)
{
    private readonly ImageSize _plane = size with { Channels = 1 };
    private readonly Upsampler _upsampler = new(cells.Rows, cells.Columns, size.Height, size.Width);
    private readonly float[] _enlarged = new float[size.Pixels];

    /// <summary>Cells in a row.</summary>
    public int Columns => cells.Columns;

    /// <summary>The number of cells.</summary>
    public int Count => cells.Rows * cells.Columns;

    /// <summary>The mask of the image, H·W values.</summary>
    public float[] Enlarge(ReadOnlySpan<float> mask)
    {
        _upsampler.Resize(mask, _enlarged);
        return sigma > 0 ? GaussianBlur.Apply(_enlarged, _plane, sigma) : (float[])_enlarged.Clone();
    }

    /// <summary>Takes a derivative by the mask of the image back to the cells.</summary>
    public void Transpose(ReadOnlySpan<float> gradient, Span<float> cellGradient) =>
        _upsampler.Transpose(sigma > 0 ? GaussianBlur.Transpose(gradient, _plane, sigma) : gradient, cellGradient);

    /// <summary>A plane of the image at the centres of the cells.</summary>
    public float[] Sample(ReadOnlySpan<float> plane)
    {
        var mask = new float[Count];
        for (var i = 0; i < mask.Length; i++)
        {
            var y = (2 * (i / cells.Columns) + 1) * size.Height / (2 * cells.Rows);
            var x = (2 * (i % cells.Columns) + 1) * size.Width / (2 * cells.Columns);
            mask[i] = plane[y * size.Width + x];
        }
        return mask;
    }
}
