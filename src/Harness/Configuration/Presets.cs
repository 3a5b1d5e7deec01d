namespace VisEval.Harness.Configuration;

/// <summary>The presets of <c>--preset</c>, as data.</summary>
/// <remarks>Precedence of an option: the unit's default, then the preset, then the dataset's manifest, then what the user wrote.
/// An entry for a unit or an option that a catalogue does not have is without effect.</remarks>
public static class Presets
{
    /// <summary>All presets, the cheapest first.</summary>
    public static IReadOnlyList<Preset> All { get; } =
    [
        new Preset("quick", 12, Units(
            ("lime", "samples", "150"),
            ("kernel-shap", "samples", "256"),
            ("xrai", "steps", "8"),
            ("ss-cam", "samples", "2"),
            ("is-cam", "steps", "2"),
            ("blur-ig", "steps", "16"),
            ("guided-ig", "steps", "16"),
            ("expected-gradients", "samples", "16"),
            ("prediction-difference", "stride", "8"),
            ("prediction-difference", "samples", "3"),
            ("sobol", "designs", "4"),
            ("hsic", "masks", "150"),
            ("meaningful-perturbation", "iterations", "40"),
            ("extremal-perturbation", "iterations", "60"),
            ("rise", "masks", "500"),
            ("smoothgrad", "samples", "16"),
            ("integrated-gradients", "steps", "16"),
            ("squaregrad", "samples", "16"),
            ("vargrad", "samples", "16"),
            ("cascading-randomization", "stages", "1")),
            MetricImages()),
        new Preset("standard", 100, Units(
            ("rise", "masks", "2000"),
            ("smoothgrad", "samples", "25"),
            ("integrated-gradients", "steps", "32"),
            ("lime", "samples", "600"),
            ("kernel-shap", "samples", "1024"),
            ("xrai", "steps", "32"),
            ("ss-cam", "samples", "10"),
            ("is-cam", "steps", "5"),
            ("squaregrad", "samples", "25"),
            ("vargrad", "samples", "25"),
            ("expected-gradients", "samples", "64"),
            ("blur-ig", "steps", "50"),
            ("guided-ig", "steps", "100"),
            ("sobol", "designs", "16"),
            ("hsic", "masks", "800"),
            ("extremal-perturbation", "iterations", "400"),
            ("cascading-randomization", "stages", "4")),
            MetricImages()),
        new Preset("full", null, Units(), MetricImages()),
    ];

    private static Dictionary<string, int> MetricImages(params (string Metric, int Images)[] metrics) =>
        metrics.ToDictionary(m => m.Metric, m => m.Images);

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Units(
        params (string Unit, string Option, string Value)[] options) =>
        options.GroupBy(o => o.Unit).ToDictionary(
            g => g.Key, g => (IReadOnlyDictionary<string, string>)g.ToDictionary(o => o.Option, o => o.Value));
}
