namespace VisEval.Harness.Configuration;

/// <summary>The presets of <c>--preset</c>, as data.</summary>
/// <remarks>Precedence of an option: the unit's default, then the preset, then the dataset's manifest, then what the user wrote.
/// An entry for a unit or an option that a catalogue does not have is without effect.</remarks>
public static class Presets
{
    /// <summary>All presets, the cheapest first.</summary>
    public static IReadOnlyList<Preset> All { get; } =
    [
        new Preset("quick", 24, Units(
            ("rise", "masks", "500"),
            ("smoothgrad", "samples", "16"),
            ("integrated-gradients", "steps", "16"),
            ("cascading-randomization", "stages", "2"))),
        new Preset("standard", 100, Units(
            ("rise", "masks", "2000"),
            ("smoothgrad", "samples", "25"),
            ("integrated-gradients", "steps", "32"),
            ("cascading-randomization", "stages", "4"))),
        new Preset("full", null, Units()),
    ];

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Units(
        params (string Unit, string Option, string Value)[] options) =>
        options.GroupBy(o => o.Unit).ToDictionary(
            g => g.Key, g => (IReadOnlyDictionary<string, string>)g.ToDictionary(o => o.Option, o => o.Value));
}
