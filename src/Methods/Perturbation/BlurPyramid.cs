using VisEval.Core;

namespace VisEval.Methods.Perturbation;

/// <summary>An image at L levels of blur, σ_l = σ_max·(1 − l/(L − 1)), the last as it is: a mask picks the level at every pixel, m = 1 the
/// image, m = 0 the strongest blur, linear between levels (Fong, Patrick and Vedaldi, 2019).</summary>
internal sealed class BlurPyramid
{
    private readonly ImageSize _size;
    private readonly int _levels;

    // The levels of a value lie side by side.
    private readonly float[] _values;

    public BlurPyramid(float[] image, ImageSize size, int levels, double sigma)
    {
        (_size, _levels, _values) = (size, levels, new float[image.Length * levels]);
        for (var l = 0; l < levels; l++)
        {
            var level = l == levels - 1 ? image : GaussianBlur.Apply(image, size, sigma * (1 - l / (levels - 1.0)));
            for (var i = 0; i < level.Length; i++)
                _values[i * levels + l] = level[i];
        }
    }

    /// <summary>Writes the image that a mask of H·W values in [0, 1] makes.</summary>
    public void Apply(ReadOnlySpan<float> mask, Span<float> destination)
    {
        for (var start = 0; start < destination.Length; start += _size.Pixels)
            for (var pixel = 0; pixel < _size.Pixels; pixel++)
            {
                var (level, fraction) = Position(mask[pixel]);
                var at = (start + pixel) * _levels + level;
                destination[start + pixel] = _values[at] + fraction * (_values[at + 1] - _values[at]);
            }
    }

    /// <summary>Writes the derivative by the mask, summed over channels; where m lies on a level, that towards more of the image, and at 1
    /// that from below.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="imageGradient">The derivative by the image made.</param>
    /// <param name="gradient">H·W values.</param>
    public void Transpose(ReadOnlySpan<float> mask, ReadOnlySpan<float> imageGradient, Span<float> gradient)
    {
        gradient.Clear();
        for (var start = 0; start < imageGradient.Length; start += _size.Pixels)
            for (var pixel = 0; pixel < _size.Pixels; pixel++)
            {
                var at = (start + pixel) * _levels + Position(mask[pixel]).Level;
                gradient[pixel] += imageGradient[start + pixel] * (_levels - 1) * (_values[at + 1] - _values[at]);
            }
    }

    private (int Level, float Fraction) Position(float mask)
    {
        var height = mask * (_levels - 1);
        var level = Math.Min((int)height, _levels - 2);
        return (level, height - level);
    }
}
