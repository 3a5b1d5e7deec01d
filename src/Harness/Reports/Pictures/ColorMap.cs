using ScottPlot;
using ScottPlot.Colormaps;

namespace VisEval.Harness.Reports.Pictures;

/// <summary>Colours for values in [0, 1], in 256 steps.</summary>
internal sealed class ColorMap
{
    private readonly (byte Red, byte Green, byte Blue)[] _colors;

    private ColorMap(IColormap map) =>
        _colors = [.. Enumerable.Range(0, 256).Select(i => map.GetColor(i / 255.0)).Select(c => (c.Red, c.Green, c.Blue))];

    /// <summary>Turbo, blue over green to red: as telling as jet without its false edges (Mikhailov, Google AI, 2019).</summary>
    public static ColorMap Turbo { get; } = new(new Turbo());

    /// <summary>Inferno, black over purple and orange to pale yellow; evenly brightening (van der Walt and Smith, 2015).</summary>
    public static ColorMap Inferno { get; } = new(new Inferno());

    /// <summary>The one scale of maps, wherever one is shown: <see cref="Inferno"/>, whose brightness alone tells the order, so that it
    /// reads the same for people of every kind of colour vision, and in grey.</summary>
    public static ColorMap OfMaps => Inferno;

    /// <summary>The colour of a value; values outside [0, 1] have the colour of the nearer end.</summary>
    public (byte Red, byte Green, byte Blue) this[double value] => _colors[(int)Math.Round(255 * Math.Clamp(value, 0, 1))];
}
