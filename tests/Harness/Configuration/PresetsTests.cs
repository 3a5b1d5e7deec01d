using VisEval.Harness.Configuration;

namespace VisEval.Tests.Harness.Configuration;

public sealed class PresetsTests
{
    [Test]
    public void There_are_three_and_they_grow() =>
        Assert.That(
            Presets.All.Select(p => (p.Name, p.Limit)), Is.EqualTo(new[] { ("quick", (int?)12), ("standard", 100), ("full", null) }));

    [Test]
    public void Every_metric_that_is_asked_of_some_images_only_exists() =>
        Assert.That(
            Presets.All.SelectMany(p => p.MetricImages.Keys).Except(Catalogues.BuiltIn().Metrics.Entries.Select(e => e.Name)), Is.Empty);

    [Test]
    public void Every_option_of_a_preset_exists_and_its_value_is_allowed()
    {
        var catalogues = Catalogues.BuiltIn();
        var entries = catalogues.Methods.Entries.Concat(catalogues.Metrics.Entries).ToList();
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
