using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Methods.Representation;

/// <summary>How alike two layers arrange the images: linear centred kernel alignment of every layer with every other, of one network or
/// of several (Kornblith et al., 2019).</summary>
/// <remarks>‖YᵀX‖²_F/(‖XᵀX‖_F ‖YᵀY‖_F) of the centred activations X and Y of the same images, and its debiased form; by scalar products
/// of images, so that the layers may have any number of values. 1 for equal up to rotation and scale. With fewer images than values the
/// first form tends to 1 whatever the layers do; the debiased one does not. Intervals are of the grouped jackknife over images.</remarks>
/// <param name="Features">Which numbers of a layer stand for an image.</param>
[Named("similarity")]
[Paper("Kornblith, Norouzi, Lee, Hinton, Similarity of Neural Network Representations Revisited, ICML", 2019)]
internal sealed record Similarity(
    [About("Which numbers of a layer stand for an image: all values, or the means of each channel over its places.")]
    LayerFeatures Features = LayerFeatures.All) : IRepresentationAnalysis
{
    private const int Groups = 20;

    /// <inheritdoc/>
    public IEnumerable<string> Objections(Study study)
    {
        // A group is left out of the jackknife, and the debiased form needs four images still.
        var least = Cka.LeastImages + 1;
        if (study.Images.Count < least)
            yield return $"similarity needs at least {least} images; {Counted.There(study.Images.Count)}.";
        foreach (var objection in study.Layers.Select(l => LayerRows.Objection(l, Features, study.Images.Count)).OfType<string>())
            yield return $"similarity: {objection}";
    }

    /// <inheritdoc/>
    public Findings Analyse(Study study)
    {
        List<StudiedLayer> layers = [.. study.Layers];
        var images = study.ByContent;
        List<GramMatrix> grams =
            [.. layers.Select(l => GramMatrix.Of(LayerRows.Centred(LayerRows.Of(study, l, images, Features)), study.Parallel))];
        var groups = JackknifeGroups.Of([.. images.Select(i => study.Images[i].Content)], Groups, study.Seed.For("similarity"));
        var (biased, debiased) = (Alignments(grams, groups, false, study), Alignments(grams, groups, true, study));
        var rows = from a in Enumerable.Range(0, layers.Count)
                   from b in Enumerable.Range(a, layers.Count - a)
                   select Row(layers[a], layers[b], images.Count, biased[a, b], debiased[a, b]);
        return new Findings(
            [
                new FindingTable("cka", "A pair of layers, a layer with itself among them.",
                [
                    new("network_a", "The first network."), new("layer_a", "Its layer."),
                    new("network_b", "The second network."), new("layer_b", "Its layer."),
                    new("images", "The number of images."),
                    new("cka", "Linear centred kernel alignment, 0 to 1; biased upwards with few images.", ColumnKind.Interval),
                    new("cka_debiased", "The same without that bias, at most 1, negative by chance.", ColumnKind.Interval),
                ], [.. rows]),
            ],
            [
                Picture("cka", "Linear CKA", layers, biased), Picture("cka-debiased", "Linear CKA, debiased", layers, debiased),
            ]);
    }

    private static FindingRow Row(
        StudiedLayer a, StudiedLayer b, int images, Finding.LeftOut? biased, Finding.LeftOut? debiased) => new(
        [
            a.Network.Name, a.Tensor, b.Network.Name, b.Tensor, images, biased ?? Finding.None, debiased ?? Finding.None,
        ], biased is null || debiased is null ? CellState.Undefined("constant-layer") : CellState.Ok);

    // One preparation for each layer and group: by pair it would be as many more.
    private static Finding.LeftOut?[,] Alignments(
        IReadOnlyList<GramMatrix> grams, IReadOnlyList<int[]> groups, bool debiased, Study study)
    {
        var whole = Pairs(grams, debiased, study);
        List<double?[,]> without = [.. groups.Select(kept => Pairs([.. grams.Select(g => g.Of(kept))], debiased, study))];
        var found = new Finding.LeftOut?[grams.Count, grams.Count];
        for (var a = 0; a < grams.Count; a++)
            for (var b = a; b < grams.Count; b++)
                if (whole[a, b] is { } value)
                    found[a, b] = Finding.LeftOut.Of(value, [.. without.Select(w => w[a, b])], debiased ? -1 : 0, 1);
        return found;
    }

    private static double?[,] Pairs(IReadOnlyList<GramMatrix> grams, bool debiased, Study study)
    {
        var prepared = grams.Select(g => debiased && g.Count < Cka.LeastImages ? null : Cka.Prepared(g, debiased)).ToList();
        var found = new double?[grams.Count, grams.Count];
        Parallel.For(0, grams.Count, study.Parallel, a =>
        {
            for (var b = a; b < grams.Count; b++)
                if (prepared[a] is { } first && prepared[b] is { } second
                    && Cka.Alignment(first, second) is var value && !double.IsNaN(value))
                    found[a, b] = value;
        });
        return found;
    }

    private static FindingPicture.Grid Picture(string name, string title, IReadOnlyList<StudiedLayer> layers, Finding.LeftOut?[,] values)
    {
        var grid = new double[layers.Count, layers.Count];
        for (var a = 0; a < layers.Count; a++)
            for (var b = 0; b < layers.Count; b++)
                grid[a, b] = values[Math.Min(a, b), Math.Max(a, b)]?.Value ?? double.NaN;
        var several = layers.Select(l => l.Network.Name).Distinct().Count() > 1;
        return new FindingPicture.Grid(
            name, title, [.. layers.Select(l => several ? $"{l.Network.Name} {l.Tensor}" : l.Tensor)], grid, 0, 1);
    }
}
