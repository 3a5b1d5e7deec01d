using VisEval.Core;
using VisEval.Methods.Shared.Resampling;

namespace VisEval.Methods.Perturbation;

/// <summary>The random masks of RISE: s×s cells kept with probability p, upsampled bilinearly to (s+1)·⌈H/s⌉ × (s+1)·⌈W/s⌉, of which a
/// random H×W window is cut, its offset uniform in [0, ⌈H/s⌉) × [0, ⌈W/s⌉) (Petsiuk et al., 2018).</summary>
/// <remarks>Values in [0, 1]; every pixel has the mean p. Not for several threads at once.</remarks>
internal sealed class RiseMasks(int grid, double probability, int height, int width)
{
    private readonly float[] _cells = new float[grid * grid];
    private readonly int _cellHeight = (height + grid - 1) / grid;
    private readonly int _cellWidth = (width + grid - 1) / grid;
    private readonly Upsampler _upsampler =
        new(grid, grid, (grid + 1) * ((height + grid - 1) / grid), (grid + 1) * ((width + grid - 1) / grid));

    /// <summary>Draws one mask: first the cells row by row, then the vertical and the horizontal offset.</summary>
    public void Draw(RandomSource random, Span<float> mask)
    {
        foreach (ref var cell in _cells.AsSpan())
            cell = random.NextDouble() < probability ? 1 : 0;
        var top = random.NextInt(_cellHeight);
        var left = random.NextInt(_cellWidth);
        _upsampler.Crop(_cells, top, left, height, width, mask);
    }
}
