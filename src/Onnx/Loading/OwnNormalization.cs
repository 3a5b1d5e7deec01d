using System.Globalization;

namespace VisEval.Onnx.Loading;

/// <summary>What the first operators of a network do to the values of pixels: (value − mean) / deviation, per channel.</summary>
/// <param name="Node">The first of them, for messages; null where the input's own type tells the range.</param>
/// <param name="Range">The values of black and white that fit; null where the numbers do not tell.</param>
/// <param name="Mean">The value of each channel that becomes 0; empty where the input's own type tells the range.</param>
/// <param name="Deviation">What each channel is divided by, with its sign.</param>
public sealed record OwnNormalization(string? Node, PixelRange? Range, IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    /// <summary>What fits, as a sentence.</summary>
    public string Sentence => (Node is null ? "It takes 8-bit pixels."
            : $"It normalizes its input itself, beginning with {Node}: minus {Text(Mean)}, divided by {Text(Deviation)}.")
        + (Range is { } range ? $" That fits pixel values of {range.Text}."
            : " That does not tell which values it takes"
                + (Mean.Any(m => m < 0) ? " (a mean below 0 is none of pixels of 0…1 or 0…255)" : "")
                + "; state them (\"preprocessing\").");

    private static string Text(IReadOnlyList<double> channels) =>
        string.Join(", ", channels.Select(c => c.ToString("0.####", CultureInfo.InvariantCulture)).Distinct());

    /// <summary>What a network does itself; null where it does nothing of the kind.</summary>
    internal static OwnNormalization? Of(LoadedNetwork network)
    {
        var ofType = PixelRange.OfType(network.GivenType);
        var measured = LinearFront.Of(network) is { } front ? MeasuredFront.Of(network, front) : null;
        if (measured is null || (measured.Mean.All(m => m == 0) && measured.Deviation.All(d => d == 1) && measured.Cut is null))
            return ofType is null ? null : new OwnNormalization(null, ofType, [], []);
        return new OwnNormalization(
            measured.Node, ofType ?? measured.Cut ?? PixelRange.OfStatistics(measured.Mean, measured.Deviation), measured.Mean,
            measured.Deviation);
    }
}
