using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Parametrizations;

namespace VisEval.Methods.ActivationMaximization.Controls;

/// <summary>Pictures with other phases and the same spectrum of magnitudes.</summary>
internal static class PhaseScrambling
{
    /// <summary>x′ = irfft2(rfft2(x)·e^{iθ}), θ the phases of a plane of white noise, the same for all channels, and 0 for the
    /// mean.</summary>
    /// <remarks>|rfft2|, the mean of every channel and how the phases of the channels differ stay as they are. The phases of a real plane
    /// are such that the result is real.</remarks>
    /// <param name="picture">C×H×W; the result is not cut to [0, 1].</param>
    /// <param name="seed">Draws the noise.</param>
    public static Tensor Of(Tensor picture, Seed seed)
    {
        var (channels, height, width) = (picture.Shape[0], picture.Shape[1], picture.Shape[2]);
        var (noise, random) = (new float[height * width], seed.Random());
        foreach (ref var value in noise.AsSpan())
            value = (float)random.NextGaussian();
        var (cosine, sine) = Spectrum(noise, 1, height, width);
        for (var i = 0; i < cosine.Length; i++)
        {
            var length = MathF.Sqrt(cosine[i] * cosine[i] + sine[i] * sine[i]);
            (cosine[i], sine[i]) = i == 0 || length == 0 ? (1, 0) : (cosine[i] / length, sine[i] / length);
        }
        var (real, imaginary) = Spectrum(picture.Values, channels, height, width);
        for (var i = 0; i < real.Length; i++)
        {
            var (c, s) = (cosine[i % cosine.Length], sine[i % cosine.Length]);
            (real[i], imaginary[i]) = (real[i] * c - imaginary[i] * s, real[i] * s + imaginary[i] * c);
        }
        var scrambled = Tensor.Zeros(picture.Shape);
        new RealPlanes(channels, height, width).Inverse(real, imaginary, scrambled.Values);
        return scrambled;
    }

    private static (float[] Real, float[] Imaginary) Spectrum(float[] values, int channels, int height, int width)
    {
        var planes = new RealPlanes(channels, height, width);
        var (real, imaginary) = (new float[planes.SpectrumLength], new float[planes.SpectrumLength]);
        planes.Forward(values, real, imaginary);
        return (real, imaginary);
    }
}
