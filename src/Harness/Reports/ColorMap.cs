namespace VisEval.Harness.Reports;

/// <summary>Colours for values in [0, 1], from published polynomial fits.</summary>
public sealed class ColorMap
{
    private readonly double[] _red;
    private readonly double[] _green;
    private readonly double[] _blue;

    private ColorMap(double[] red, double[] green, double[] blue) => (_red, _green, _blue) = (red, green, blue);

    /// <summary>Turbo, blue over green to red: as telling as jet without its false edges (Mikhailov, Google AI, 2019; degree 5).</summary>
    public static ColorMap Turbo { get; } = new(
        [0.13572138, 4.61539260, -42.66032258, 132.13108234, -152.94239396, 59.28637943],
        [0.09140261, 2.19418839, 4.84296658, -14.18503333, 4.27729857, 2.82956604],
        [0.10667330, 12.64194608, -60.58204836, 110.36276771, -89.90310912, 27.34824973]);

    /// <summary>Inferno, black over purple and orange to pale yellow; evenly brightening (van der Walt and Smith, 2015; fit of degree 6 by Zucker, 2019).</summary>
    public static ColorMap Inferno { get; } = new(
        [0.0002189403691192265, 0.1065134194856116, 11.60249308247187, -41.70399613139459, 77.162935699427, -71.31942824499214, 25.13112622477341],
        [0.001651004631001012, 0.5639564367884091, -3.972853965665698, 17.43639888205313, -33.40235894210092, 32.62606426397723, -12.24266895238567],
        [-0.01948089843709184, 3.932712388889277, -15.9423941062914, 44.35414519872813, -81.80730925738993, 73.20951985803202, -23.07032500287172]);

    /// <summary>The colour of a value; values outside [0, 1] have the colour of the nearer end.</summary>
    public (byte Red, byte Green, byte Blue) this[double value]
    {
        get
        {
            var x = Math.Clamp(value, 0, 1);
            return (Channel(_red, x), Channel(_green, x), Channel(_blue, x));
        }
    }

    private static byte Channel(double[] coefficients, double x)
    {
        var sum = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            sum = sum * x + coefficients[i];
        return (byte)Math.Round(255 * Math.Clamp(sum, 0, 1));
    }
}
