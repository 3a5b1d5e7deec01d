using VisEval.Core;
using VisEval.Methods.Shared.Resampling;

namespace VisEval.Methods.Perturbation;

/// <summary>Blends an image with its filling by a mask of g×g cells: m·x + (1 − m)·fill.</summary>
/// <remarks>Pixel (y, x) lies in the cell (⌊y·g/H⌋, ⌊x·g/W⌋). Not for several threads at once.</remarks>
internal sealed class CellMasks(int grid, ImageSize size, MaskUpsampling upsampling)
{
    private readonly float[] _mask = new float[size.Pixels];
    private readonly Upsampler _upsampler = new(grid, grid, size.Height, size.Width);

    /// <summary>Writes the blend, C·H·W values.</summary>
    /// <param name="cells">g·g values in [0, 1]; 1 keeps the image.</param>
    /// <param name="image">The image.</param>
    /// <param name="fill">Its filling.</param>
    /// <param name="destination">The blend.</param>
    public void Apply(ReadOnlySpan<float> cells, ReadOnlySpan<float> image, ReadOnlySpan<float> fill, Span<float> destination)
    {
        if (upsampling == MaskUpsampling.Bilinear)
            _upsampler.Resize(cells, _mask);
        else
            for (var y = 0; y < size.Height; y++)
                for (var x = 0; x < size.Width; x++)
                    _mask[y * size.Width + x] = cells[y * grid / size.Height * grid + x * grid / size.Width];
        for (var start = 0; start < image.Length; start += size.Pixels)
            SpanMath.Blend(
                fill.Slice(start, size.Pixels), image.Slice(start, size.Pixels), _mask, destination.Slice(start, size.Pixels));
    }
}
