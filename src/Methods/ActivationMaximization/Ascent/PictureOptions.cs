using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Parametrizations;

namespace VisEval.Methods.ActivationMaximization.Ascent;

/// <summary>What is optimised, and how the picture comes from it.</summary>
/// <param name="Parametrization">What is optimised.</param>
/// <param name="Power">The exponent of the spectrum, for fourier.</param>
/// <param name="Colours">Whether colours are mixed of decorrelated ones.</param>
/// <param name="Start">The standard deviation of the start; without meaning for phase.</param>
/// <param name="StandardPhases">Whether phases are standardised, for phase.</param>
[OptionGroup]
internal sealed record PictureOptions(
    Parametrization Parametrization = Parametrization.Fourier,
    [InRange(0, 4), About("fourier: the exponent p of 1/f^p.")] double Power = 1,
    [About("Whether red, green and blue are mixed of decorrelated colours; never where the channels are no colours, nor for raw.")]
    bool Colours = true,
    [InRange(0, 10), About("Standard deviation of the random start; phases start evenly over the circle.")] double Start = 0.01,
    [About("phase: whether the phases are standardised at every step, as in the authors' code.")] bool StandardPhases = false)
{
    // A mean of more spectra does not change any more.
    private const int MostImages = 1000;

    /// <summary>The map from parameters to the picture.</summary>
    internal IPictureMap MapFor(VisualizationTask task)
    {
        var size = task.Model.Input;
        var mixes = Colours && task.Space.IsColour;
        return Parametrization switch
        {
            Parametrization.Raw => new RawPicture(RawPicture.OriginOf(task.Space, size), Start),
            Parametrization.Pixels => new PictureMap(new Pixels(size, Start), size, mixes),
            Parametrization.Phase => new PictureMap(
                new PhasePlanes(size, Spectrum(task.Images!, size, mixes), StandardPhases), size, mixes),
            _ => new PictureMap(new FourierPlanes(size, Power, Start), size, mixes),
        };
    }

    /// <summary>The mean of |rfft2| over pictures, of decorrelated colours where they are mixed; C×H×(⌊W/2⌋+1).</summary>
    internal static float[] Spectrum(NaturalImages images, ImageSize size, bool mixes)
    {
        var planes = new RealPlanes(size.Channels, size.Height, size.Width);
        var (real, imaginary, sum) =
            (new float[planes.SpectrumLength], new float[planes.SpectrumLength], new double[planes.SpectrumLength]);
        var count = Math.Min(images.Count, MostImages);
        for (var n = 0; n < count; n++)
        {
            var picture = images.Picture(n).Values.ToArray();
            if (mixes)
                ColourMix.Unmix(picture, size.Pixels);
            planes.Forward(picture, real, imaginary);
            for (var i = 0; i < sum.Length; i++)
                sum[i] += Math.Sqrt((double)real[i] * real[i] + (double)imaginary[i] * imaginary[i]);
        }
        return Array.ConvertAll(sum, value => (float)(value / count));
    }
}

/// <summary>What is optimised.</summary>
[About("What is optimised: fourier (the spectrum, scaled by 1/f), pixels (through a sigmoid), raw (the picture itself, unbounded, cut to "
    + "0…1 at the end), phase (the phases of the mean spectrum of natural images).")]
internal enum Parametrization
{
    /// <summary>The spectrum, scaled by 1/f (Olah et al., 2017).</summary>
    Fourier,

    /// <summary>Pixels through a sigmoid.</summary>
    Pixels,

    /// <summary>The picture itself.</summary>
    Raw,

    /// <summary>The phases of a fixed magnitude spectrum (Fel et al., 2023).</summary>
    Phase,
}
