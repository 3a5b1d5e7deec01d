using VisEval.Core;

namespace VisEval.Methods.ActivationMaximization.Transformations;

/// <summary>How far a picture is moved about while it is optimised, so that only what stays when it moves is kept.</summary>
/// <param name="Shift">The longest shift, in pixels, of each of two moves.</param>
/// <param name="Second">The longest shift of the second.</param>
/// <param name="Scale">The picture is scaled by a factor from 1 − Scale to 1 + Scale.</param>
/// <param name="Angle">The picture is turned by −Angle to Angle degrees.</param>
internal sealed record Jitter(int Shift, int Second, double Scale, double Angle)
{
    // The side that the amounts of Olah et al. (2017) are for, and the smallest that all of it is cut down for.
    private const double FullSide = 128;
    private const double SmallSide = 32;

    /// <summary>The amounts for a picture by its shorter side: shifts of 8 and 4 pixels of 128 in proportion to it, scale and angle 10 %
    /// and 10° from 128 pixels on, falling to half of it at 32.</summary>
    public static Jitter For(ImageSize size, double strength)
    {
        var side = Math.Min(size.Height, size.Width);
        var part = Math.Clamp(0.5 + (side - SmallSide) / (FullSide - SmallSide) / 2, 0.5, 1) * strength;
        return new Jitter(
            (int)Math.Round(8 * side / FullSide * strength), (int)Math.Round(4 * side / FullSide * strength), 0.1 * part, 10 * part);
    }

    /// <summary>Draws a view.</summary>
    public AffineView Draw(RandomSource random)
    {
        int Move(int most) => random.NextInt(2 * most + 1) - most;
        var (down, right) = (Move(Shift) + Move(Second), Move(Shift) + Move(Second));
        return new AffineView(
            random.NextDouble(-Angle, Angle) * Math.PI / 180, 1 + random.NextDouble(-Scale, Scale), down, right);
    }
}
