using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Methods.Representation;

/// <summary>How much a channel prefers one class.</summary>
/// <param name="Means">By class the mean of the channel; null of a class without images.</param>
/// <param name="Selectivity">(max − rest)/(max + rest) with that without each group; null where there is none.</param>
/// <param name="Noise">The same with labels dealt out anew, mean over the draws.</param>
/// <param name="Area">The area under the ROC curve on images that the class was not chosen on; null where a half lacks a class.</param>
/// <param name="IsConstant">Whether the channel is the same for all images.</param>
internal sealed record ChannelSelectivity(
    double?[] Means, Finding.LeftOut? Selectivity, double? Noise, Finding.LeftOut? Area, bool IsConstant)
{
    /// <summary>Works it out.</summary>
    /// <param name="channel">The channel, by image.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="dealt">The same with labels dealt out anew.</param>
    /// <param name="groups">For each group of the jackknife the images outside it, ascending.</param>
    /// <param name="splits">By split the half of every image.</param>
    public static ChannelSelectivity Of(
        double[] channel, ClassMembers labels, IReadOnlyList<ClassMembers> dealt, IReadOnlyList<int[]> groups, IReadOnlyList<int[]> splits)
    {
        int[] images = [.. Enumerable.Range(0, channel.Length)];
        int[] ascending = [.. images.OrderBy(i => channel[i])];
        var means = labels.MeansOf(channel, images);
        List<double> noise = [.. dealt.Select(d => ClassMembers.Selectivity(d.MeansOf(channel, images))).OfType<double>()];
        double? AreaOf(int[] kept)
        {
            var isKept = new bool[channel.Length];
            foreach (var image in kept)
                isKept[image] = true;
            return labels.HeldOutArea(channel, splits, [.. ascending.Where(i => isKept[i])]);
        }
        return new ChannelSelectivity(
            means,
            ClassMembers.Selectivity(means) is { } selectivity
                ? Finding.LeftOut.Of(selectivity, [.. groups.Select(g => ClassMembers.Selectivity(labels.MeansOf(channel, g)))], 0, 1)
                : null,
            noise.Count > 0 ? noise.Average() : null,
            AreaOf(images) is { } area ? Finding.LeftOut.Of(area, [.. groups.Select(AreaOf)], 0, 1) : null,
            channel[ascending[0]] == channel[ascending[^1]]);
    }

    /// <summary>Its row.</summary>
    public FindingRow Row(Study study, StudiedLayer layer, int channel)
    {
        var best = ClassMembers.Preferred(Means);
        return new FindingRow(
        [
            layer.Network.Name, layer.Tensor, channel, study.Classes[best], Means[best]!.Value, Selectivity ?? Finding.None,
            new Finding.Number(Noise), Area ?? Finding.None,
        ], State);
    }

    private CellState State => Selectivity is null
        ? CellState.Undefined(Means.Any(m => m < 0) ? "negative-mean" : "silent-channel")
        : IsConstant ? CellState.Degenerate("constant-channel") : CellState.Ok;
}
