using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Analysis.Gate;

/// <summary>What a comparison says besides the verdicts: images, maps, times.</summary>
public sealed class GateChangesTests
{
    [Test]
    public void Hits_that_became_misses_are_named()
    {
        RunResults Run(params double?[] hits) => ReportSamples.Empty([ReportSamples.Method("m")], [ReportSamples.PointingGame], "net")
            .With("m", ReportSamples.PointingGame, hits);
        var changes = GateSamples.Row(Run(1, 1, 0, 0, 1, 1), Run(1, 0, 0, 1, 0, 1)).Changes;
        Assert.Multiple(() =>
        {
            Assert.That(changes.IsHit);
            Assert.That(changes.Flipped.Select(f => (f.Image, f.Gain)), Is.EqualTo(new[] { ("i1", -1.0), ("i3", 1.0), ("i4", -1.0) }));
            Assert.That((changes.Better, changes.Worse, changes.Same), Is.EqualTo((1, 2, 3)));
        });
    }

    [Test]
    public void The_largest_losses_are_named_first()
    {
        var (old, current) = GateSamples.WithGains(0.1, -0.2, -0.4, -0.01, 0, -0.3);
        var changes = GateSamples.Row(old, current).Changes;
        Assert.That(changes.Losses.Select(l => l.Image), Is.EqualTo(new[] { "i2", "i5", "i1" }));
    }

    [Test]
    public void Maps_are_compared_pixel_by_pixel()
    {
        RunResults Run(params byte[][] maps) => GateSamples.Deletions(("m", GateSamples.Around(0.2, 6))) with
        {
            Maps = [.. maps.Select((pixels, i) => new MapRow("toy", "net", "m", $"i{i}", 0, 2, 2, pixels))],
        };
        var change = GateSamples.Compare(Run([0, 1, 2, 3], [0, 0, 3, 4]), Run([0, 1, 2, 3], [4, 3, 0, 0])).Maps.Rows.Single();
        Assert.Multiple(() =>
        {
            Assert.That((change.Maps, change.Same, change.Least), Is.EqualTo((2, 1, "i1")));
            // 1 and −8/9: ranks 1.5, 1.5, 3, 4 against 4, 3, 1.5, 1.5.
            Assert.That(change.Spearman, Is.EqualTo((1 - 8 / 9.0) / 2).Within(1e-12));
            Assert.That(change.Cosine, Is.EqualTo(0.5).Within(1e-12));
        });
    }

    [Test]
    public void Times_are_compared_on_the_same_machine_only()
    {
        var run = GateSamples.Deletions(("m", GateSamples.Around(0.2, 6)));
        var (old, current) = (run.Timed("m", 1, 2, 2, 4), run.Timed("m", 1, 5, 6, 7));
        var elsewhere = current with
        {
            Info = current.Info with { Machine = new Dictionary<string, string> { ["cpu"] = "16-bit", ["os"] = "x" } },
        };
        Assert.Multiple(() =>
        {
            Assert.That(GateSamples.Compare(old, current).Runtime.Rows.Single().Ratio, Is.EqualTo(3));
            Assert.That(GateSamples.Compare(old, elsewhere).Runtime.Rows, Is.Empty);
            Assert.That(GateSamples.Compare(old, elsewhere).Runtime.Why, Is.EqualTo("the runs are of different machines (cpu, os)"));
            Assert.That(GateSamples.Compare(run, current).Runtime.Why, Is.EqualTo("the baseline holds no measured times"));
        });
    }
}
