using VisEval.Harness.Configuration;

namespace VisEval.Tests.Harness.Configuration;

public sealed class PresetsTests
{
    [Test]
    public void There_are_three_and_they_grow() =>
        Assert.That(
            Presets.All.Select(p => (p.Name, p.Limit)), Is.EqualTo(new[] { ("quick", (int?)18), ("standard", 100), ("full", null) }));

    [Test]
    public void Every_metric_of_a_preset_exists_and_once() =>
        Assert.That(
            Presets.All.SelectMany(p => p.Metrics ?? []), Is.Unique.And.SubsetOf(Catalogues.BuiltIn().Metrics.Entries.Select(e => e.Name)));

    // Holm multiplies the smallest p by the number of comparisons. Of n images a two-sided sign-flip test has none below 2^(1−n), a
    // one-sided one none below 2^(−n).
    [Test]
    public void Every_preset_has_images_enough_for_a_significant_difference_between_two_methods()
    {
        var methods = Catalogues.BuiltIn().Methods.Entries.Count;
        foreach (var preset in Presets.All.Where(p => p.Limit is not null))
        {
            Assert.That(methods * (methods - 1) / 2 * Math.Pow(2, 1 - preset.Limit!.Value), Is.LessThan(0.05), preset.Name);
            Assert.That(methods * Math.Pow(2, -(preset.ReexplainedImages ?? preset.Limit.Value)), Is.LessThan(0.05), preset.Name);
        }
    }

    [Test]
    public void Every_option_of_a_preset_exists_and_its_value_is_allowed()
    {
        var catalogues = Catalogues.BuiltIn();
        var entries = catalogues.Methods.Entries.Concat(catalogues.Metrics.Entries).Concat(catalogues.Visualizers.Entries)
            .Concat(catalogues.VisualizationMetrics.Entries).Concat(catalogues.Analyses.Entries).ToList();
        Assert.Multiple(() =>
        {
            foreach (var preset in Presets.All)
                foreach (var (unit, options) in preset.Options)
                    foreach (var (name, value) in options)
                    {
                        var option = entries.FirstOrDefault(e => e.Name == unit)?.Options.FirstOrDefault(o => o.Name == name);
                        Assert.That(option, Is.Not.Null, $"{preset.Name}: {unit}:{name}");
                        Assert.That(option?.TryParse(value, out _), Is.True, $"{preset.Name}: {unit}:{name}={value}");
                    }
        });
    }
}
