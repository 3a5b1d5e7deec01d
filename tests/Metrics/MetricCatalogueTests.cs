using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Tests.Metrics;

public class MetricCatalogueTests
{
    private static readonly Catalogue<IMetric> Catalogue = new(typeof(IMetric).Assembly);

    private static IEnumerable<CatalogueEntry> Entries => Catalogue.Entries;

    private static IEnumerable<string> Units =>
        Entries.SelectMany(e => e.Dialects.Keys.Select(d => $"{e.Name}@{d}").Prepend(e.Name));

    [Test]
    public void Every_metric_of_the_assembly_is_named() =>
        Assert.That(
            typeof(IMetric).Assembly.GetTypes().Where(t => !t.IsAbstract && typeof(IMetric).IsAssignableFrom(t)),
            Is.Not.Empty.And.All.Matches<Type>(t => t!.IsDefined(typeof(NamedAttribute), false) && t!.IsSealed));

    [TestCaseSource(nameof(Entries))]
    public void Every_metric_states_its_paper_and_explains_every_option(CatalogueEntry entry) =>
        Assert.Multiple(() =>
        {
            Assert.That(entry.Name, Does.Match("^[a-z0-9]+(-[a-z0-9]+)*$"));
            Assert.That(entry.Paper, Is.Not.Empty, "paper");
            Assert.That(entry.Year, Is.InRange(1900, 2100), "year");
            Assert.That(entry.Family, Is.Not.EqualTo("shared").And.Not.EqualTo("metrics"), "family");
            foreach (var option in entry.Options)
            {
                Assert.That(option.About, Does.EndWith("."), $"[About] of {option.Name}");
                if (option.Type == typeof(int) || option.Type == typeof(double))
                    Assert.That(option.Range, Is.Not.Null, $"[InRange] of {option.Name}");
                Assert.That(
                    option.TryParse(OptionInfo.Format(option.Default), out var value) && Equals(value, option.Default),
                    $"the default of {option.Name} is one of its own allowed values");
            }
        });

    [TestCaseSource(nameof(Entries))]
    public void The_page_of_the_metrics_has_a_row_for_it_with_its_numbers_and_dialects(CatalogueEntry entry)
    {
        var row = File.ReadLines(Path.Combine(MetricGoldens.Repository, "docs", "metrics.md"))
            .FirstOrDefault(l => l.StartsWith($"| `{entry.Name}` |", StringComparison.Ordinal));
        Assert.That(row, Is.Not.Null);
        foreach (var name in ((IMetric)Catalogue.Create(entry.Name).Value).Scores.Select(s => $"`{s.Name}`")
            .Concat(entry.Dialects.Keys.Select(d => $"`@{d}`")))
            Assert.That(row, Does.Contain(name));
    }

    [TestCaseSource(nameof(Entries))]
    public void Every_metric_states_its_annotation_its_states_without_a_number_and_what_controls_get(CatalogueEntry entry) =>
        Assert.Multiple(() =>
        {
            Assert.That(entry.Type, Has.Attribute<NeedsAnnotationAttribute>());
            var states = entry.Type.GetCustomAttributes(typeof(NoNumberAttribute), false).Cast<NoNumberAttribute>().ToList();
            Assert.That(states.Select(s => s.State), Is.Unique.And.All.Match("^(degenerate|undefined):[a-z0-9]+(-[a-z0-9]+)*$"));
            Assert.That(
                states.Select(s => s.State), Does.Contain("degenerate:not-finite"), "a map that is not finite has no number anywhere");
            Assert.That(states.Select(s => s.When), Has.None.Empty);
            foreach (var known in entry.Type.GetCustomAttributes(typeof(KnownScoreAttribute), false).Cast<KnownScoreAttribute>())
            {
                Assert.That(known.Control, Is.EqualTo("random").Or.EqualTo("uniform"));
                Assert.That(((IMetric)Catalogue.Create(entry.Name).Value).Scores.Select(s => s.Name), Does.Contain(known.Score));
                Assert.That(known.Value, Is.Not.Empty);
            }
        });

    [TestCaseSource(nameof(Units))]
    public void Every_metric_and_dialect_can_be_created_and_states_direction_and_range_of_every_number(string unit)
    {
        var created = Catalogue.Create(unit);
        Assert.That(created.Key, Is.EqualTo(unit));
        Assert.That(created.Value.Scores, Is.Not.Empty);
        Assert.That(created.Value.Scores.Select(s => s.Name), Is.Unique.And.All.Match("^[a-z0-9]+(-[a-z0-9]+)*$"));
        Assert.That(created.Value.Scores, Has.All.Matches<ScoreInfo>(s => s!.Minimum < s.Maximum && Enum.IsDefined(s.Direction)));
    }

    [TestCaseSource(nameof(Units))]
    public void Equal_options_make_equal_metrics(string unit) =>
        Assert.That(Catalogue.Create(unit).Value, Is.EqualTo(Catalogue.Create(unit).Value));
}
