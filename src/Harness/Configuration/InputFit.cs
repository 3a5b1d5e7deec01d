using System.Globalization;
using VisEval.Harness.Datasets;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Configuration;

/// <summary>How pictures become the input of a network that normalizes it itself.</summary>
internal static class InputFit
{
    // Rounded statistics of a data set end a little outside 0…1.
    private const double Slack = 0.05;

    /// <summary>Pictures as they are, 0…1; null for a number of channels that no picture has.</summary>
    /// <param name="channels">The channels of the network's input.</param>
    public static Preprocessing? Plain(int channels) =>
        Preprocessing.ChannelOrders.FirstOrDefault(o => o.Value == channels).Key is { } order
            ? new Preprocessing(order, 1 / 255.0, [.. Enumerable.Repeat(0.0, channels)], [.. Enumerable.Repeat(1.0, channels)])
            : null;

    /// <summary>The preprocessing with the range of values that the network's own normalization begins with, and its order of colours: no
    /// second one.</summary>
    /// <param name="network">What is known of the network.</param>
    /// <param name="pictures">Channels, and how pictures are resized; their own scale, mean and deviation are replaced.</param>
    /// <returns>null where the network normalizes nothing, or does not show the range.</returns>
    public static Preprocessing? Own(INetworkFacts network, Preprocessing pictures) => network.Normalization is { Range: { } range } own
        ? pictures with
        {
            Channels = ColourOrder.Of(own) is { } order && ColourOrder.IsOne(pictures.Channels) ? order : pictures.Channels,
            Scale = (range.White - range.Black) / 255,
            Mean = [.. Enumerable.Repeat(0 - range.Black, pictures.ChannelCount)],
            Std = [.. Enumerable.Repeat(1.0, pictures.ChannelCount)],
        }
        : null;

    /// <summary>What of a network and of the input it is given changes the numbers, sentences.</summary>
    /// <param name="network">What is known of the network.</param>
    /// <param name="preprocessing">How pictures become its input; null where that is not known.</param>
    public static IEnumerable<string> Warnings(INetworkFacts network, Preprocessing? preprocessing)
    {
        if (network.Normalization is not { Range: { } range } own || preprocessing is null)
            return network.Warnings;
        var doubts = Doubts(network, preprocessing).ToList();
        return [.. network.Warnings, .. doubts.Count > 0 ? doubts : [$"{own.Sentence} {Given(preprocessing, range)}"]];
    }

    /// <summary>What its own normalization says beside the range, sentences.</summary>
    public static IEnumerable<string> Remarks(INetworkFacts network) =>
        network.Normalization is { } own && ColourOrder.Of(own) is { } order ? [ColourOrder.Sentence(order)] : [];

    /// <summary>What it is given, a sentence.</summary>
    public static string Given(Preprocessing preprocessing, PixelRange range) => $"It is given {preprocessing.Channels}, {range.Text}.";

    /// <summary>What speaks against a stated preprocessing, sentences: another range than the network begins with, or other
    /// colours.</summary>
    public static IEnumerable<string> Doubts(INetworkFacts network, Preprocessing? preprocessing)
    {
        if (preprocessing is null || network.Normalization is not { } own)
            yield break;
        if (SecondNormalization(network, preprocessing) is { } second)
            yield return second;
        if (ColourOrder.Of(own) is { } order && ColourOrder.IsOne(preprocessing.Channels) && order != preprocessing.Channels)
            yield return $"WARNING: {own.Sentence} {ColourOrder.Sentence(order)} The stated preprocessing gives {preprocessing.Channels}; "
                + $"state \"channels\": \"{order}\" if that is not meant.";
    }

    /// <summary>That a stated preprocessing gives another range than the network begins with, as where pictures are normalized twice, a
    /// sentence; null where it does not.</summary>
    public static string? SecondNormalization(INetworkFacts network, Preprocessing? preprocessing)
    {
        if (network.Normalization is not { Range: { } range } own || preprocessing is null)
            return null;
        var channels = Enumerable.Range(0, preprocessing.ChannelCount).ToList();
        double low = channels.Min(c => preprocessing.Normalized(0, c)), high = channels.Max(c => preprocessing.Normalized(255, c));
        var size = range.White - range.Black;
        if (Math.Abs(low - range.Black) <= Slack * size && Math.Abs(high - range.White) <= Slack * size)
            return null;
        var twice = low < range.Black || high - low < size / 2 ? "pictures are normalized twice" : "that is another range";
        return string.Create(CultureInfo.InvariantCulture,
            $"WARNING: {own.Sentence} The stated preprocessing gives {low:0.##}…{high:0.##}: {twice}. State ")
            + string.Create(CultureInfo.InvariantCulture,
                $"\"scale\": {size / 255:0.#########}, \"mean\": {0 - range.Black:0.###} and \"std\": 1 instead.");
    }
}
