using VisEval.Core;

namespace VisEval.Harness.Configuration.Representing;

/// <summary>The eleven basic colour terms (Berlin and Kay, 1969).</summary>
internal enum BasicColour
{
    Black,
    White,
    Grey,
    Red,
    Orange,
    Brown,
    Yellow,
    Green,
    Blue,
    Purple,
    Pink,
}

/// <summary>The colour names of pixels, by hue, saturation and value.</summary>
/// <remarks>A rule of thumb in the place of the learned names that Bau et al. take: black below a value of 0.2; without saturation (below
/// 0.2) grey, or white above a value of 0.8; else by hue in degrees: red below 20 and from 345, orange to 45, yellow to 70, green to 165,
/// blue to 260, purple to 320, pink to 345. Dark orange (value below 0.6) is brown, pale red and pale purple (saturation below 0.5, value
/// above 0.6) are pink.</remarks>
internal static class BasicColours
{
    private static readonly (double End, BasicColour Colour)[] Hues =
    [
        (20, BasicColour.Red), (45, BasicColour.Orange), (70, BasicColour.Yellow), (165, BasicColour.Green), (260, BasicColour.Blue),
        (320, BasicColour.Purple), (345, BasicColour.Pink), (360, BasicColour.Red),
    ];

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<BasicColour>().Select(c => Kebab.From(c.ToString()))];

    /// <summary>The colour of a name.</summary>
    public static BasicColour Named(string name) => Enum.GetValues<BasicColour>().First(c => Kebab.From(c.ToString()) == name);

    /// <summary>The name of a colour.</summary>
    /// <param name="red">0 to 1.</param>
    /// <param name="green">0 to 1.</param>
    /// <param name="blue">0 to 1.</param>
    public static BasicColour Of(double red, double green, double blue)
    {
        var value = Math.Max(red, Math.Max(green, blue));
        var chroma = value - Math.Min(red, Math.Min(green, blue));
        if (value < 0.2)
            return BasicColour.Black;
        var saturation = chroma / value;
        if (saturation < 0.2)
            return value > 0.8 ? BasicColour.White : BasicColour.Grey;
        var sector = value == red ? (green - blue) / chroma : value == green ? 2 + (blue - red) / chroma : 4 + (red - green) / chroma;
        var hue = (60 * sector + 360) % 360;
        var colour = Array.Find(Hues, h => hue < h.End).Colour;
        return colour switch
        {
            BasicColour.Orange when value < 0.6 => BasicColour.Brown,
            BasicColour.Red or BasicColour.Purple when saturation < 0.5 && value > 0.6 => BasicColour.Pink,
            _ => colour,
        };
    }
}
