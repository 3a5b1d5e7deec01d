using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Methods.Representation;

/// <summary>Which values the threshold of a channel is a quantile of.</summary>
internal enum ThresholdSource
{
    /// <summary>The layer's own.</summary>
    Layer,

    /// <summary>Those of the map that was enlarged to the input's size.</summary>
    Enlarged,
}

/// <summary>Which channels detect which concepts: the overlap of where a channel is strongest with where a concept is (Bau et al.,
/// 2017).</summary>
/// <remarks>
/// T_k: the value that at most the share <c>quantile</c> of the channel's values exceed. M: pixels where the enlarged map exceeds T_k.
/// IoU = Σ|M ∩ L_c|/Σ|M ∪ L_c| over the images that show any concept of c's category. A channel detects the concept of its largest IoU
/// if that exceeds <c>overlap</c>. IoU ≤ |M|/|L_c|, and |M| is at most the share quantile of the pixels of <em>all</em> images (of a
/// threshold of the layer's values a few times as many, for enlarging spreads them): a concept with more than 1/overlap times as many
/// pixels cannot pass; <c>attainable</c> is that bound. The
/// largest IoU of many concepts is large by chance: the same with the masks of another image says by how much. Two forward passes an
/// image; holds the largest values of each channel, and a count for each channel, image and concept shown.
/// </remarks>
/// <param name="Quantile">The share of values above the threshold.</param>
/// <param name="Source">Which values these are.</param>
/// <param name="Overlap">The IoU that a detector exceeds.</param>
/// <param name="Corners">How maps are enlarged.</param>
[Named("network-dissection")]
[Paper("Bau, Zhou, Khosla, Oliva, Torralba, Network Dissection: Quantifying Interpretability of Deep Visual Representations, CVPR", 2017)]
[Dialect("lite", "quantile=0.005,source=layer,overlap=0.04,corners=false")]
[Dialect("dissect", "quantile=0.01,source=enlarged,overlap=0.04,corners=false")]
internal sealed record NetworkDissection(
    [InRange(1e-6, 0.5)][About("The share of a channel's values above its threshold.")] double Quantile = 0.005,
    [About("Which values the threshold is a quantile of: those of the layer, or of the enlarged maps.")]
    ThresholdSource Source = ThresholdSource.Layer,
    [InRange(0, 1)][About("A channel detects a concept where their intersection over union exceeds this.")] double Overlap = 0.04,
    [About("Whether maps are enlarged corner to corner; else between the centres of their places.")] bool Corners = false)
    : IRepresentationAnalysis
{
    /// <inheritdoc/>
    public IEnumerable<string> Objections(Study study)
    {
        if (!study.Concepts.Any(c => c.HasPixels))
            yield return "network-dissection compares channels with where concepts are, and the dataset says of none where it is. Use one "
                + "with masks or boxes.";
        foreach (var layer in study.Layers.Where(l => LayerRows.PlacesOf(l) is null))
            yield return $"network-dissection: layer '{layer.Tensor}' of {layer.Network.Name} has no places (its shape is "
                + $"[{string.Join(", ", layer.Network.Model.Network.ShapeOf(layer.Tensor))}]); name the output of a convolution, or of a "
                + "block of tokens.";
    }

    /// <inheritdoc/>
    public bool Uses(Concept concept) => concept.HasPixels;

    /// <inheritdoc/>
    public (double Forwards, double Backwards) Passes(Study study) => (2.0 * study.Images.Count * study.Layers.Count(), 0);

    /// <inheritdoc/>
    public Findings Analyse(Study study)
    {
        var layers = study.Layers.Select(l => DissectedLayer.Of(study, l, this)).ToList();
        return new Findings(
            [
                new FindingTable("units", "A channel of a layer.", DissectedLayer.UnitColumns, [.. layers.SelectMany(l => l.Units(study))]),
                new FindingTable("concepts", "A concept, for a layer.", DissectedLayer.ConceptColumns,
                    [.. layers.SelectMany(l => l.Concepts(study))]),
                new FindingTable("layers", "A layer.", DissectedLayer.LayerColumns, [.. layers.Select(l => l.Summary(study))]),
            ],
            [.. layers.SelectMany(l => l.Pictures(study)).Where(p => p.Lines.Count > 0)]);
    }
}
