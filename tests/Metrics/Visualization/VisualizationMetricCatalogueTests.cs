using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Visualization;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Visualization;

public sealed class VisualizationMetricCatalogueTests
{
    private static readonly Catalogue<IVisualizationMetric> Catalogue = new(typeof(IVisualizationMetric).Assembly);

    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "visualizer-metrics.md"));

    private static readonly string[] Promised =
    [
        "activation", "cost", "diversity", "frechet-distance", "kid", "mis", "path-similarity", "sanity", "seed-consistency",
        "transferability",
    ];

    private static IEnumerable<CatalogueEntry> Entries => Catalogue.Entries;

    [Test]
    public void The_promised_metrics_exist() => Assert.That(Entries.Select(e => e.Name), Is.EqualTo(Promised));

    [TestCaseSource(nameof(Entries))]
    public void Every_metric_states_its_paper_its_numbers_its_states_and_its_options(CatalogueEntry entry)
    {
        var scores = Catalogue.Create(entry.Name).Value.Scores;
        var states = entry.Type.GetCustomAttributes(typeof(NoNumberAttribute), false).Cast<NoNumberAttribute>().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(entry.Family, Is.EqualTo("visualization"));
            Assert.That(entry.Paper, Is.Not.Empty);
            Assert.That(entry.Year, Is.InRange(1900, 2100));
            Assert.That(scores.Select(s => s.Name), Is.Unique.And.Not.Empty.And.All.Match("^[a-z0-9]+(-[a-z0-9]+)*$"));
            Assert.That(scores, Has.All.Matches<ScoreInfo>(s => s!.Minimum < s.Maximum));
            Assert.That(states.Select(s => s.State), Is.Unique.And.All.Match("^(degenerate|undefined):[a-z0-9]+(-[a-z0-9]+)*$"));
            foreach (var option in entry.Options)
            {
                Assert.That(option.About, Does.EndWith("."), option.Name);
                Assert.That(option.Range is not null, Is.EqualTo(option.Type == typeof(int) || option.Type == typeof(double)), option.Name);
            }
            foreach (var known in entry.Type.GetCustomAttributes(typeof(KnownScoreAttribute), false).Cast<KnownScoreAttribute>())
                Assert.That(scores.Select(s => s.Name), Does.Contain(known.Score));
        });
    }

    [TestCaseSource(nameof(Entries))]
    public void It_says_whether_it_asks_other_networks(CatalogueEntry entry)
    {
        float[][] pixels = [.. Enumerable.Range(0, 24).Select(i => (float[])[i % 5, i % 3, i % 7, i])];
        var context = new Asked(new FakeVisualizationContext(
            FakeVisualizationContext.Unit("class:0", 0, pixels[..3]), FakeVisualizationContext.Unit("class:1", 1, pixels[3..6]))
        {
            Network = FakePictureNetwork.Itself(4),
            Others = [FakePictureNetwork.Itself(4, "other")],
            Natural = FakeVisualizationContext.Photos([.. pixels.Select((p, i) => (i % 2, p))]),
            Again = _ => [.. pixels[6..9].Select(p => FakeVisualizationContext.Row(p))],
        });
        // What cannot be computed here by default has a dialect that can.
        var metric = Catalogue.Create(entry.Name == "mis" ? "mis@own-features" : entry.Name).Value;
        metric.Evaluate(context);
        Assert.That(metric.AsksOthers, Is.EqualTo(context.IsAskedOthers));
    }

    [TestCaseSource(nameof(Entries))]
    public void The_page_has_a_row_for_it_with_its_numbers_and_dialects(CatalogueEntry entry)
    {
        var row = Page.FirstOrDefault(l => l.StartsWith($"| `{entry.Name}` |", StringComparison.Ordinal));
        Assert.That(row, Is.Not.Null);
        foreach (var name in Catalogue.Create(entry.Name).Value.Scores.Select(s => $"`{s.Name}`")
            .Concat(entry.Dialects.Keys.Select(d => $"`@{d}`")))
            Assert.That(row, Does.Contain(name));
    }

    /// <summary>Notices whether other networks are asked for.</summary>
    private sealed class Asked(FakeVisualizationContext context) : IVisualizationContext
    {
        public bool IsAskedOthers { get; private set; }

        public IReadOnlyList<UnitPictures> Units => context.Units;

        public NaturalPictures Natural => context.Natural;

        public IPictureNetwork Network => context.Network;

        public IReadOnlyList<IPictureNetwork> Others
        {
            get
            {
                IsAskedOthers = true;
                return context.Others;
            }
        }

        public Seed Seed => context.Seed;

        public double[] Respond(string unit, Tensor pictures) => context.Respond(unit, pictures);

        public IReadOnlyList<Tensor> Redrawn(string unit) => context.Redrawn(unit);

        public T Share<T>(object key, Func<T> compute) => context.Share(key, compute);
    }
}
