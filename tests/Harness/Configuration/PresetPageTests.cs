using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Configuration;

/// <summary>docs/presets.md lists the options that presets and the embedded dataset set.</summary>
public sealed class PresetPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "presets.md"));

    [Test]
    public void The_table_has_every_option_of_the_presets_and_no_other()
    {
        var (quick, standard) = (Presets.All[0], Presets.All[1]);
        Assert.That(Presets.All[2].Options, Is.Empty);
        var expected = quick.Options.Keys.Concat(standard.Options.Keys).Distinct()
            .Select(unit => $"| `{unit}` | {Text(quick, unit)} | {Text(standard, unit)} |");
        var section = Page.Split("## ").Single(s => s.StartsWith("Options that a preset sets", StringComparison.Ordinal));
        Assert.That(section.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)), Is.EqualTo(expected));
    }

    [Test]
    public void The_options_of_the_embedded_dataset_are_named()
    {
        var manifest = DatasetReader.Read(Path.Combine(Repository.Root, "datasets", "scenes", "dataset.json")).Manifest;
        Assert.That(manifest.Options, Is.Not.Empty);
        foreach (var (unit, options) in manifest.Options!)
            Assert.That(Page, Does.Contain($"`{unit}:{string.Join(',', options.Select(o => $"{o.Key}={o.Value}"))}`"));
    }

    [Test]
    public void The_table_of_the_presets_has_their_limits()
    {
        foreach (var preset in Presets.All.Where(p => p.Limit is not null))
            Assert.That(Page, Does.Contain($"the first {preset.Limit}"));
        Assert.That(Page, Does.Contain($"at most {Presets.All[0].MostPasses} passes"));
        Assert.That(Page, Does.Contain($"the first {Presets.All[0].ReexplainedImages} images"));
    }

    [Test]
    public void The_table_of_pictures_and_layers_has_what_every_preset_shows_and_looks_for()
    {
        foreach (var (option, units) in new (string, Func<Preset, IReadOnlyList<string>>)[]
                 {
                     ("--visualizer", p => p.Visualizers), ("--visualization-metric", p => p.VisualizationMetrics),
                     ("--analysis", p => p.Analyses),
                 })
            Assert.That(Page, Does.Contain(
                $"| `{option}` | {string.Join(" | ", Presets.All.Select(p => string.Join(' ', units(p).Select(u => $"`{u}`"))))} |"));
    }

    private static string Text(Preset preset, string unit) => preset.Options.TryGetValue(unit, out var options)
        ? $"`{string.Join(',', options.Select(o => $"{o.Key}={o.Value}"))}`"
        : "–";
}
