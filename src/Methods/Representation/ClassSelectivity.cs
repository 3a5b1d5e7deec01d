using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Methods.Representation;

/// <summary>How much each channel prefers one class: (μ_max − μ_rest)/(μ_max + μ_rest) (Morcos et al., 2018).</summary>
/// <remarks>μ_c: the mean of the channel over its places and the images labelled c; μ_max the largest of them, μ_rest the mean of the
/// others. 0 for a channel that is the same for all classes, 1 for one that answers to one class alone; only for channels whose means are
/// not negative. The largest of several noisy means is too large: the same number with labels dealt out anew says by how much. The area
/// under the ROC curve is that of the class chosen on one half of the images, on the other half, mean over five splits with both halves in
/// turn; copies of an image lie in one half. An image with several labels counts for each. Intervals are of the grouped jackknife over
/// images. The order of the images has no say.</remarks>
/// <param name="Draws">How often labels are dealt out anew.</param>
[Named("class-selectivity")]
[Paper("Morcos, Barrett, Rabinowitz, Botvinick, On the Importance of Single Directions for Generalization, ICLR", 2018)]
internal sealed record ClassSelectivity(
    [InRange(1, 1000)]
    [About("How often labels are dealt out anew to see what selectivity noise has.")]
    int Draws = 20) : IRepresentationAnalysis
{
    private const int Groups = 20;
    private const int LeastImages = 4;
    private const int Splits = 5;

    /// <inheritdoc/>
    public IEnumerable<string> Objections(Study study)
    {
        if (study.Images.Count < LeastImages)
            yield return $"class-selectivity needs at least {LeastImages} images; {Counted.There(study.Images.Count)}.";
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
        var order = study.ByContent;
        string[] contents = [.. order.Select(i => study.Images[i].Content)];
        var labels = new ClassMembers([.. order.Select(i => study.Images[i].Labels)]);
        List<ClassMembers> dealt = [.. Enumerable.Range(0, Draws).Select(d => labels.Dealt(seed.For("labels").For(d)))];
        var groups = JackknifeGroups.Of(contents, Groups, seed);
        List<int[]> splits = [.. Enumerable.Range(0, Splits).Select(s => ContentGroups.Of(contents, 2, seed.For("halves").For(s)))];
        var (rows, bars) = (new List<FindingRow>(), new List<Bar>());
        foreach (var layer in study.Layers)
        {
            var values = LayerRows.Of(study, layer, order, LayerFeatures.Means);
            var found = new ChannelSelectivity[values[0].Length];
            Parallel.For(0, found.Length, study.Parallel, k =>
                found[k] = ChannelSelectivity.Of([.. values.Select(v => (double)v[k])], labels, dealt, groups, splits));
            rows.AddRange(found.Select((f, k) => f.Row(study, layer, k)));
            List<ChannelSelectivity> told = [.. found.Where(f => f.Selectivity is not null)];
            if (told.Count > 0)
                bars.Add(new Bar(
                    study.Networks.Count > 1 ? $"{layer.Network.Name} {layer.Tensor}" : layer.Tensor,
                    new Finding.Mean([.. told.Select(t => t.Selectivity!.Value)]), told.Average(t => t.Noise)));
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
                    new("area", "Area under the ROC curve of the class preferred on one half of the images, on the other half, mean over "
                        + "five splits and both halves; 0.5 by chance.", ColumnKind.Interval),
                ], rows),
            ],
            bars.Count > 0 ? [new FindingPicture.Bars("selectivity", "Class selectivity, mean over channels", "selectivity", bars)] : []);
    }
}
