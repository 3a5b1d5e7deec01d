using VisEval.Core;
using VisEval.Methods.Representation.Contracts;

namespace MyUnits.Layers;

/// <summary>The share of a layer's values that are greater than 0, mean over the images.</summary>
[Named("active-share")]
[Paper("A sample of docs/plugins.md", 2026)]
public sealed record ActiveShare : IRepresentationAnalysis
{
    /// <inheritdoc/>
    public IEnumerable<string> Objections(Study study)
    {
        if (study.Images.Count < 2)
            yield return "active-share gives an interval over images; take at least 2.";
    }

    /// <inheritdoc/>
    public Findings Analyse(Study study)
    {
        List<(StudiedLayer Layer, Finding Share)> found =
        [
            .. study.Layers.Select(l => (l, (Finding)new Finding.Mean([.. study.Images.Select((_, i) => Share(l, i))]))),
        ];
        return new Findings(
            [
                new FindingTable("layers", "A layer.",
                [
                    new("network", "The network."), new("layer", "The layer."),
                    new("active", "The share of its values that are greater than 0, mean over images, 0 to 1.", ColumnKind.Interval),
                ], [.. found.Select(f => FindingRow.Of(f.Layer.Network.Name, f.Layer.Tensor, f.Share))]),
            ],
            [
                new FindingPicture.Bars(
                    "active", "Active share", "share of values > 0",
                    [.. found.Select(f => new Bar($"{f.Layer.Network.Name} {f.Layer.Tensor}", f.Share))]),
            ]);
    }

    private static double Share(StudiedLayer layer, int image)
    {
        var values = layer.Network.Model.Activations(layer.Network.Load(image), [layer.Tensor])[0].Values;
        return (double)values.Count(v => v > 0) / values.Length;
    }
}
