using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Methods.Representation;

/// <summary>How much each channel prefers one class: (μ_max − μ_rest)/(μ_max + μ_rest) (Morcos et al., 2018).</summary>
/// <remarks>μ_c: the mean of the channel over its places and the images labelled c; μ_max the largest of them, μ_rest the mean of the
/// others. 0 for a channel that is the same for all classes, 1 for one that answers to one class alone; only for channels whose means are
/// not negative. The largest of several noisy means is too large: the same number with labels dealt out anew says by how much. The area
/// under the ROC curve is that of the class chosen on one half of the images, on the other half. An image with several labels counts for
/// each. Intervals are of the grouped jackknife over images.</remarks>
/// <param name="Draws">How often labels are dealt out anew.</param>
[Named("class-selectivity")]
[Paper("Morcos, Barrett, Rabinowitz, Botvinick, On the Importance of Single Directions for Generalization, ICLR", 2018)]
public sealed record ClassSelectivity(
    [InRange(1, 1000)]
    [About("How often labels are dealt out anew to see what selectivity noise has.")]
    int Draws = 20) : IRepresentationAnalysis
{
    private const int Groups = 20;
    private const int LeastImages = 4;

    /// <inheritdoc/>
    public IEnumerable<string> Objections(Study study)
    {
        if (study.Images.Count < LeastImages)
            yield return $"class-selectivity needs at least {LeastImages} images; there are {study.Images.Count}.";
        if (study.Images.SelectMany(i => i.Labels).Distinct().Count() < 2)
            yield return "class-selectivity compares classes, and the images have labels of fewer than two. Take more images, or a dataset "
                + "with labels.";
        foreach (var layer in study.Layers)
            if (LayerRows.Objection(layer, LayerFeatures.Means, study.Images.Count) is { } objection)
                yield return $"class-selectivity: {objection}";
    }

    /// <inheritdoc/>
    public Findings Analyse(Study study)
    {
        var seed = study.Seed.For("class-selectivity");
        int[] images = [.. Enumerable.Range(0, study.Images.Count)];
        var labels = new ClassMembers([.. study.Images.Select(i => i.Labels)]);
        List<ClassMembers> dealt = [.. Enumerable.Range(0, Draws).Select(d => labels.Dealt(seed.For("labels").For(d)))];
        var groups = JackknifeGroups.Of(images.Length, Groups, seed);
        var halves = JackknifeGroups.Of(images.Length, 2, seed.For("halves"));
        var (rows, bars) = (new List<FindingRow>(), new List<Bar>());
        foreach (var layer in study.Layers)
        {
            var values = LayerRows.Of(study, layer, images, LayerFeatures.Means);
            var channels = new FindingRow[values[0].Length];
            var found = new (double? Own, double? Noise)[channels.Length];
            Parallel.For(0, channels.Length, study.Parallel, k =>
            {
                double[] channel = [.. values.Select(v => (double)v[k])];
                var all = labels.MeansOf(channel, images);
                var own = ClassMembers.Selectivity(all);
                List<double> noise =
                    [.. dealt.Select(d => ClassMembers.Selectivity(d.MeansOf(channel, images))).OfType<double>()];
                var without = groups.Select(g => ClassMembers.Selectivity(labels.MeansOf(channel, g))).OfType<double>().ToList();
                found[k] = (own, noise.Count > 0 ? noise.Average() : null);
                var best = ClassMembers.Preferred(all);
                channels[k] = new FindingRow(
                [
                    layer.Network.Name, layer.Tensor, k, study.Classes[best], all[best]!.Value,
                    own is { } value ? new Finding.LeftOut(value, without, 0, 1) : Finding.None,
                    new Finding.Number(found[k].Noise), new Finding.Number(labels.HeldOutArea(channel, halves)),
                ], own is not null ? CellState.Ok : CellState.Undefined(all.Any(m => m < 0) ? "negative-mean" : "silent-channel"));
            });
            rows.AddRange(channels);
            List<(double? Own, double? Noise)> told = [.. found.Where(f => f.Own is not null)];
            if (told.Count > 0)
                bars.Add(new Bar(
                    study.Networks.Count > 1 ? $"{layer.Network.Name} {layer.Tensor}" : layer.Tensor,
                    new Finding.Mean([.. told.Select(t => t.Own!.Value)]), told.Average(t => t.Noise)));
        }
        return new Findings(
            [
                new FindingTable("channels", "A channel of a layer; of a layer without places a value.",
                [
                    new("network", "The network."), new("layer", "The layer."), new("channel", "The channel, from 0."),
                    new("class", "The class with the largest mean."),
                    new("class_mean", "The mean of the channel over its places and that class's images, the layer's unit."),
                    new("selectivity", "(max − rest)/(max + rest) of the class means, 0 to 1.", ColumnKind.Interval),
                    new("selectivity_noise", "The same with labels dealt out anew, mean over the draws."),
                    new("area", "Area under the ROC curve of the class preferred on one half of the images, on the other half; 0.5 by "
                        + "chance."),
                ], rows),
            ],
            bars.Count > 0 ? [new FindingPicture.Bars("selectivity", "Class selectivity, mean over channels", "selectivity", bars)] : []);
    }
}
