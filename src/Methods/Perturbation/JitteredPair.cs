using VisEval.Core;
using VisEval.Methods.Shared.Resampling;

namespace VisEval.Methods.Perturbation;

/// <summary>An image and the one that shows through its mask, moved together by a few pixels: both are enlarged bilinearly by τ pixels, and
/// a window of the old size is cut.</summary>
internal sealed class JitteredPair
{
    private readonly ImageSize _size;
    private readonly int _jitter;
    private readonly float[] _wideImage;
    private readonly float[] _wideNull;

    public JitteredPair(float[] image, float[] nullImage, ImageSize size, int jitter)
    {
        (_size, _jitter) = (size, jitter);
        (_wideImage, _wideNull) = (Enlarge(image), Enlarge(nullImage));
    }

    /// <summary>Cuts both with one offset in 0…τ−1 on each axis.</summary>
    public void Draw(RandomSource random, Span<float> image, Span<float> nullImage)
    {
        var (top, left) = _jitter > 0 ? (random.NextInt(_jitter), random.NextInt(_jitter)) : (0, 0);
        for (var row = 0; row < _size.Channels * _size.Height; row++)
        {
            var from = (row / _size.Height * (_size.Height + _jitter) + row % _size.Height + top) * (_size.Width + _jitter) + left;
            _wideImage.AsSpan(from, _size.Width).CopyTo(image[(row * _size.Width)..]);
            _wideNull.AsSpan(from, _size.Width).CopyTo(nullImage[(row * _size.Width)..]);
        }
    }

    private float[] Enlarge(float[] image)
    {
        if (_jitter == 0)
            return image;
        var (height, width) = (_size.Height + _jitter, _size.Width + _jitter);
        var (upsampler, wide) = (new Upsampler(_size.Height, _size.Width, height, width), new float[_size.Channels * height * width]);
        for (var c = 0; c < _size.Channels; c++)
            upsampler.Resize(image.AsSpan(c * _size.Pixels, _size.Pixels), wide.AsSpan(c * height * width, height * width));
        return wide;
    }
}
