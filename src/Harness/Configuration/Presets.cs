namespace VisEval.Harness.Configuration;

/// <summary>The presets of <c>--preset</c>, as data.</summary>
/// <remarks>Quick ranks on 18 images: with fewer than 17 no pair among 80 methods can differ significantly after Holm's correction
/// (sign-flip test: 2⁻¹⁷ · 80 · 79 / 2 &lt; .05); the comparison of 80 methods with a control takes 11. Precedence of an option:
/// the unit's default, then the preset, then the dataset's manifest, then what the user wrote. An entry for a unit or an option that a
/// catalogue does not have is without effect. The options of a method keep its map: on every network of the embedded dataset it correlates
/// with the map at the method's own defaults (mean over images at least .9).</remarks>
internal static class Presets
{
    /// <summary>All presets, the cheapest first.</summary>
    public static IReadOnlyList<Preset> All { get; } =
    [
        new Preset("quick", 18, Units(
            ("lime", "samples", "150"),
            ("xrai", "steps", "8"),
            ("is-cam", "steps", "3"),
            ("blur-ig", "steps", "16"),
            ("guided-ig", "steps", "16"),
            ("expected-gradients", "samples", "48"),
            ("integrated-gradients", "steps", "16"),
            ("cascading-randomization", "stages", "1"),
            ("independent-randomization", "layers", "1"),
            ("smooth-mprt", "samples", "2"),
            ("smooth-mprt", "stages", "1"),
            ("max-sensitivity", "samples", "2"),
            ("avg-sensitivity", "samples", "2"),
            ("local-lipschitz", "samples", "2"),
            ("relative-input-stability", "samples", "2"),
            ("relative-output-stability", "samples", "2"),
            ("relative-representation-stability", "samples", "2"),
            ("sufficiency", "samples", "2"),
            ("region-perturbation", "draws", "1"),
            ("region-perturbation", "regions", "20"),
            ("selectivity", "side", "16"),
            ("sensitivity-n", "sizes", "4"),
            ("sensitivity-n", "subsets", "30"),
            ("faithfulness-correlation", "subsets", "50"),
            ("mu-fidelity", "samples", "60"),
            ("infidelity", "samples", "50"),
            ("irof", "segments", "25"),
            ("road", "shares", "0.1+0.3+0.5+0.7+0.9"),
            ("pxap", "thresholds", "100"),
            ("activation-maximization", "steps", "64"),
            ("top-patches", "count", "4"),
            ("embedding", "perplexity", "5")),
            TargetsPerImage: 1,
            Metrics:
            [
                "deletion", "insertion", "sensitivity-n", "pointing-game", "energy-pointing-game", "localization-iou",
                "cascading-randomization",
                "sparseness",
            ],
            ReexplainedImages: 11,
            MostPasses: 230)
        {
            Visualizers = ["activation-maximization", "top-patches"],
            VisualizationMetrics = ["activation", "transferability", "cost"],
            Analyses = ["embedding", "network-dissection", "similarity"],
        },
        new Preset("standard", 100, Units(
            ("rise", "masks", "2000"),
            ("integrated-gradients", "steps", "32"),
            ("lime", "samples", "600"),
            ("kernel-shap", "samples", "1024"),
            ("xrai", "steps", "32"),
            ("is-cam", "steps", "5"),
            ("expected-gradients", "samples", "64"),
            ("blur-ig", "steps", "50"),
            ("guided-ig", "steps", "100"),
            ("hsic", "masks", "800"),
            ("cascading-randomization", "stages", "4"),
            ("independent-randomization", "layers", "4"),
            ("smooth-mprt", "samples", "10"),
            ("smooth-mprt", "stages", "3"),
            ("max-sensitivity", "samples", "10"),
            ("avg-sensitivity", "samples", "10"),
            ("local-lipschitz", "samples", "10"),
            ("relative-input-stability", "samples", "10"),
            ("relative-output-stability", "samples", "10"),
            ("relative-representation-stability", "samples", "10"),
            ("region-perturbation", "draws", "3"),
            ("irof", "segments", "50"),
            ("pxap", "thresholds", "100")))
        {
            Visualizers = ["class-model", "activation-maximization", "deep-dream", "top-patches", "deconvnet-patch"],
            VisualizationMetrics =
                ["activation", "transferability", "path-similarity", "mis@own-features", "frechet-distance", "kid", "cost"],
            Analyses = ["embedding", "network-dissection", "similarity", "class-selectivity", "fast-cav"],
        },
        new Preset("full", null, Units())
        {
            Visualizers =
            [
                "class-model", "activation-maximization", "activation-maximization@olah", "activation-maximization@mordvintsev",
                "activation-maximization@maco", "deep-dream", "top-patches", "deconvnet-patch",
            ],
            VisualizationMetrics =
            [
                "activation", "transferability", "path-similarity", "mis@own-features", "frechet-distance", "kid", "sanity", "cost",
            ],
            Analyses = ["embedding", "embedding@pca", "network-dissection", "similarity", "class-selectivity", "fast-cav", "tcav"],
        },
    ];

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Units(
        params (string Unit, string Option, string Value)[] options) =>
        options.GroupBy(o => o.Unit).ToDictionary(
            g => g.Key, g => (IReadOnlyDictionary<string, string>)g.ToDictionary(o => o.Option, o => o.Value));
}
