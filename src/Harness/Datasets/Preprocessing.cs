using System.Text.Json;
using System.Text.Json.Serialization;
using VisEval.Core;

namespace VisEval.Harness.Datasets;

/// <summary>How a picture becomes the network's input: transparency dropped or blended, resize, crop or pad, order channels, then
/// (value·Scale − Mean)/Std with value 0..255.</summary>
/// <param name="Channels"><c>RGB</c>, <c>BGR</c>, <c>gray</c> or <c>RGBA</c>.</param>
/// <param name="Scale">Factor on 0..255 values before the mean is taken off; 1/255 for unit range.</param>
/// <param name="Mean">Per channel, in the network's channel order.</param>
/// <param name="Std">Per channel, in the network's channel order.</param>
/// <param name="Resize"><c>squash</c> (both sides to the input size), <c>crop</c> (shorter side to <paramref name="ShorterSide"/>, then the
/// centre) or <c>letterbox</c> (all of the picture in its own proportions, the rest <paramref name="Fill"/>).</param>
/// <param name="ShorterSide">For <c>crop</c>; null for the input size itself (its longer side).</param>
/// <param name="CropPct">For <c>crop</c>, instead of <paramref name="ShorterSide"/>: it is ⌊input size / CropPct⌋ (timm); 0 &lt; CropPct ≤
/// 1.</param>
/// <param name="Interpolation"><c>bilinear</c>, <c>bicubic</c> or <c>nearest</c>, as Pillow has them.</param>
/// <param name="Fill">For <c>letterbox</c>: R, G, B of the padding, 0..255; null for black.</param>
/// <param name="Background">R, G, B behind transparent pixels, 0..255; null where the colours count as stored.</param>
public sealed record Preprocessing(
    string Channels,
    double Scale,
    IReadOnlyList<double> Mean,
    IReadOnlyList<double> Std,
    string Resize = Preprocessing.Squash,
    int? ShorterSide = null,
    double? CropPct = null,
    string Interpolation = Pictures.Interpolation.Default,
    IReadOnlyList<int>? Fill = null,
    IReadOnlyList<int>? Background = null)
{
    /// <summary>Both sides to the input size.</summary>
    public const string Squash = "squash";

    /// <summary>The shorter side to a size, then the centre.</summary>
    public const string Crop = "crop";

    /// <summary>The whole picture in its own proportions, padded.</summary>
    public const string Letterbox = "letterbox";

    /// <summary>The number of channels of each value of <see cref="Channels"/>.</summary>
    public static IReadOnlyDictionary<string, int> ChannelOrders { get; } =
        new Dictionary<string, int> { ["RGB"] = 3, ["BGR"] = 3, ["gray"] = 1, [WithAlpha] = 4 };

    private const string WithAlpha = "RGBA";

    /// <summary>The number of channels of the input.</summary>
    [JsonIgnore]
    public int ChannelCount => ChannelOrders[Channels];

    /// <summary>Whether the opacity of a pixel is a channel of the input.</summary>
    [JsonIgnore]
    public bool HasAlpha => Channels == WithAlpha;

    /// <summary>The length of the shorter side before the centre is cut out.</summary>
    public int ShorterSideFor(ImageSize input)
    {
        var side = Math.Max(input.Width, input.Height);
        return ShorterSide ?? (CropPct is { } part ? (int)Math.Floor(side / part) : side);
    }

    /// <summary>Whether the number of channels is the network's, all treated as the first is.</summary>
    public bool AnyChannels { get; init; }

    /// <summary>The same for a network with a number of channels, where <see cref="AnyChannels"/> leaves it open: one is gray, four are
    /// RGBA.</summary>
    public Preprocessing For(int channels) => channels == ChannelCount || !AnyChannels || !ChannelOrders.Values.Contains(channels)
        ? this
        : this with
        {
            Channels = ChannelOrders.First(order => order.Value == channels).Key,
            Mean = [.. Enumerable.Repeat(Mean[0], channels)],
            Std = [.. Enumerable.Repeat(Std[0], channels)],
        };

    /// <summary>A stored value, 0..255, as the network sees it: (value·Scale − Mean)/Std.</summary>
    /// <param name="value">The stored value.</param>
    /// <param name="channel">The channel of the input.</param>
    public float Normalized(double value, int channel) => (float)((value * Scale - Mean[channel]) / Std[channel]);

    /// <summary>The stored value, 0..255, that the network sees so: (input·Std + Mean)/Scale, not rounded.</summary>
    /// <param name="input">The value of the input.</param>
    /// <param name="channel">The channel of the input.</param>
    public double Stored(double input, int channel) => (input * Std[channel] + Mean[channel]) / Scale;

    /// <summary>What black and white are to the network.</summary>
    public Surroundings Surroundings() => new() { Black = Colour(0), White = Colour(255) };

    /// <summary>The parts with their values, whatever lists hold them; two of the same text treat pictures alike.</summary>
    public override string ToString() => JsonSerializer.Serialize(this);

    /// <summary>Which channel of an R, G, B (or gray) picture is channel <paramref name="index"/> of the input.</summary>
    public int StoredChannel(int index) => Channels == "BGR" ? 2 - index : index;

    private float[] Colour(byte value) =>
        [.. Enumerable.Range(0, ChannelCount).Select(c => Normalized(HasAlpha && c == 3 ? byte.MaxValue : value, c))];
}
