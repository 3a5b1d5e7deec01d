using VisEval.Harness.Datasets;
using VisEval.Onnx.Loading;

namespace VisEval.Harness.Configuration;

/// <summary>In which order a network reads colours, by the means that it takes off itself.</summary>
/// <remarks>The mean of red is above that of blue in every collection of photographs in use; only the known means of one, turned round,
/// prove an order.</remarks>
internal static class ColourOrder
{
    private const string Forward = "RGB";
    private const string Backward = "BGR";

    // Of a range of 1: rounded, and rounded otherwise.
    private const double Agreement = 0.005;

    /// <summary>Whether channels are colours in an order that could be turned round.</summary>
    public static bool IsOne(string channels) => channels is Forward or Backward;

    /// <summary>The order that the means show; null where they show none.</summary>
    public static string? Of(OwnNormalization own)
    {
        if (own is not { Range: { } range, Mean.Count: 3 })
            return null;
        var means = own.Mean.Select(m => (m - range.Black) / (range.White - range.Black)).ToList();
        var known = PreprocessingPresets.All.Values.Where(p => IsOne(p.Channels) && p.Mean[0] != p.Mean[2])
            .Select(p => Turned(p.Channels == Forward, [.. p.Mean.Select(m => m / (255 * p.Scale))])).ToList();
        bool Are(bool forward) =>
            known.Any(k => Turned(forward, k).Zip(means).All(c => Math.Abs(c.First - c.Second) <= Agreement));
        return Are(true) == Are(false) ? null : Are(true) ? Forward : Backward;
    }

    /// <summary>What shows an order, a sentence.</summary>
    public static string Sentence(string order) => $"Its means are those of {order}: it reads the colours in that order.";

    private static IReadOnlyList<double> Turned(bool forward, IReadOnlyList<double> values) => forward ? values : [.. values.Reverse()];
}
