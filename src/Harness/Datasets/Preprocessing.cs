using VisEval.Core;

namespace VisEval.Harness.Datasets;

/// <summary>How a picture becomes the network's input: resize, crop, order channels, then (value·Scale − Mean)/Std with
/// value 0..255.</summary>
/// <param name="Channels"><c>RGB</c>, <c>BGR</c> or <c>gray</c>.</param>
/// <param name="Scale">Factor on 0..255 values before the mean is taken off; 1/255 for unit range.</param>
/// <param name="Mean">Per channel, in the network's channel order.</param>
/// <param name="Std">Per channel, in the network's channel order.</param>
/// <param name="Resize"><c>squash</c> (both sides to the input size) or <c>crop</c> (shorter side to <paramref name="ShorterSide"/>,
/// then the centre).</param>
/// <param name="ShorterSide">For <c>crop</c>; null for the input size itself (its longer side).</param>
public sealed record Preprocessing(
    string Channels,
    double Scale,
    IReadOnlyList<double> Mean,
    IReadOnlyList<double> Std,
    string Resize = Preprocessing.Squash,
    int? ShorterSide = null)
{
    /// <summary>Both sides to the input size.</summary>
    public const string Squash = "squash";

    /// <summary>The shorter side to a size, then the centre.</summary>
    public const string Crop = "crop";

    /// <summary>The number of channels of each value of <see cref="Channels"/>.</summary>
    public static IReadOnlyDictionary<string, int> ChannelOrders { get; } =
        new Dictionary<string, int> { ["RGB"] = 3, ["BGR"] = 3, ["gray"] = 1 };

    /// <summary>The number of channels of the input.</summary>
    public int ChannelCount => ChannelOrders[Channels];

    /// <summary>A stored value, 0..255, as the network sees it: (value·Scale − Mean)/Std.</summary>
    /// <param name="value">The stored value.</param>
    /// <param name="channel">The channel of the input.</param>
    public float Normalized(double value, int channel) => (float)((value * Scale - Mean[channel]) / Std[channel]);

    /// <summary>What black and white are to the network.</summary>
    public Surroundings Surroundings() => new() { Black = Colour(0), White = Colour(255) };

    /// <summary>Which channel of an R, G, B (or gray) picture is channel <paramref name="index"/> of the input.</summary>
    public int StoredChannel(int index) => Channels == "BGR" ? 2 - index : index;

    private float[] Colour(byte value) => [.. Enumerable.Range(0, ChannelCount).Select(c => Normalized(value, c))];
}
