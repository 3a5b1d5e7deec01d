using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Transformations;

namespace VisEval.Methods.ActivationMaximization.Ascent;

/// <summary>How the picture is shown to the network while it is optimised.</summary>
/// <param name="Motion">How much it is moved about, a factor of the amounts by its side.</param>
/// <param name="Views">Views a step.</param>
/// <param name="Crop">The mean side of the part that is shown, at the first step; 0 for all of it, moved about.</param>
/// <param name="LastCrop">The same at the last step.</param>
/// <param name="Noise">The noise of what is shown.</param>
[OptionGroup]
internal sealed record MotionOptions(
    [InRange(0, 4), About(
        "How much the picture is shifted, scaled and turned between steps, a factor of 12 of 128 pixels, 10 % and 10°; 0 for not at all.")]
    double Motion = 1,
    [InRange(1, 1000), About("Views of the picture that every step takes the mean of; each costs one gradient.")] int Views = 1,
    [InRange(0, 1), About("Mean side of the part of the picture that is shown, enlarged, at the first step; 0 for all of it.")]
    double Crop = 0,
    [InRange(0, 1), About("Mean side of that part at the last step.")] double LastCrop = 0.2,
    [InRange(0, 1), About("Standard deviation of normal noise in what is shown; uniform noise of half of it is added.")]
    double Noise = 0)
{
    private const double CropDeviation = 0.05;

    /// <summary>Draws a view for a step.</summary>
    /// <param name="random">Where the draws come from.</param>
    /// <param name="size">The picture's size.</param>
    /// <param name="progress">The share of the steps that are done.</param>
    internal IPictureView Draw(RandomSource random, ImageSize size, double progress)
    {
        if (Crop > 0)
            return Transformations.Crop.Draw(random, size, Crop + progress * (LastCrop - Crop), CropDeviation);
        return Motion > 0 ? Jitter.For(size, Motion).Draw(random) : AffineView.Identity;
    }

    /// <summary>Adds noise to what is shown.</summary>
    internal void AddNoise(RandomSource random, Span<float> view)
    {
        if (Noise > 0)
            foreach (ref var value in view)
                value += (float)(Noise * random.NextGaussian() + random.NextDouble(-Noise / 2, Noise / 2));
    }
}
