namespace VisEval.Training.Scenes.Painting;

/// <summary>Sine and cosine of angles given in full turns.</summary>
/// <remarks>
/// Polynomials and not <see cref="Math.Sin"/>: that one comes from the platform's C library and its last bits differ between
/// systems, while a scene has to be the same picture everywhere.
/// </remarks>
internal static class Turns
{
    /// <summary>sin(2π·turns), within 1e-7.</summary>
    public static double Sin(double turns)
    {
        var t = turns - Math.Round(turns);
        if (t > 0.25)
            t = 0.5 - t;
        else if (t < -0.25)
            t = -0.5 - t;
        var u = 2 * Math.PI * t;
        var s = u * u;
        return u * (1 - s / 6 * (1 - s / 20 * (1 - s / 42 * (1 - s / 72 * (1 - s / 110)))));
    }

    /// <summary>cos(2π·turns), within 1e-7.</summary>
    public static double Cos(double turns) => Sin(turns + 0.25);
}
