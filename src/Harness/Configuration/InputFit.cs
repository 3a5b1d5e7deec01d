using System.Globalization;
using VisEval.Harness.Datasets;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Configuration;

/// <summary>How pictures become the input of a network that normalizes it itself.</summary>
public static class InputFit
{
    // Rounded statistics of a data set end a little outside 0…1.
    private const double Slack = 0.05;

    /// <summary>Pictures as they are, 0…1; null for a number of channels that no picture has.</summary>
    /// <param name="channels">The channels of the network's input.</param>
    public static Preprocessing? Plain(int channels) =>
        Preprocessing.ChannelOrders.FirstOrDefault(o => o.Value == channels).Key is { } order
            ? new Preprocessing(order, 1 / 255.0, [.. Enumerable.Repeat(0.0, channels)], [.. Enumerable.Repeat(1.0, channels)])
            : null;

    /// <summary>The preprocessing with the range of values that the network's own normalization begins with: no second one.</summary>
    /// <param name="network">What is known of the network.</param>
    /// <param name="pictures">Channels, and how pictures are resized; their own scale, mean and deviation are replaced.</param>
    /// <returns>null where the network normalizes nothing, or does not show the range.</returns>
    public static Preprocessing? Own(INetworkFacts network, Preprocessing pictures) => network.Normalization is { White: { } white }
        ? pictures with
        {
            Scale = white / 255,
            Mean = [.. Enumerable.Repeat(0.0, pictures.ChannelCount)],
            Std = [.. Enumerable.Repeat(1.0, pictures.ChannelCount)],
        }
        : null;

    /// <summary>What of a network and of the input it is given changes the numbers, sentences.</summary>
    /// <param name="network">What is known of the network.</param>
    /// <param name="preprocessing">How pictures become its input; null where that is not known.</param>
    public static IEnumerable<string> Warnings(INetworkFacts network, Preprocessing? preprocessing)
    {
        if (network.Normalization is not { White: { } white } own || preprocessing is null)
            return network.Warnings;
        return [.. network.Warnings, SecondNormalization(network, preprocessing) ?? $"{own.Sentence} It is given 0…{white}."];
    }

    /// <summary>That a stated preprocessing normalizes what the network normalizes again, a sentence; null where it does not.</summary>
    public static string? SecondNormalization(INetworkFacts network, Preprocessing? preprocessing)
    {
        if (network.Normalization is not { White: { } white } own || preprocessing is null)
            return null;
        var channels = Enumerable.Range(0, preprocessing.ChannelCount).ToList();
        double low = channels.Min(c => preprocessing.Normalized(0, c)), high = channels.Max(c => preprocessing.Normalized(255, c));
        return Math.Abs(low) <= Slack * white && Math.Abs(high - white) <= Slack * white
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"WARNING: {own.Sentence} The stated preprocessing gives {low:0.##}…{high:0.##}: pictures are normalized twice. State ")
                + string.Create(CultureInfo.InvariantCulture, $"\"scale\": {white / 255:0.#########}, \"mean\": 0 and \"std\": 1 instead.");
    }
}
