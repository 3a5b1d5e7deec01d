using VisEval.Core;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Results;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Analysis.Gate;

/// <summary>What a policy says, from the file to the cells.</summary>
public sealed class GatePolicyTests
{
    [Test]
    public void Everything_in_a_file_is_read()
    {
        var policy = Read("""
            {
              // why this margin
              "margin": 0.02, "alpha": 0.1, "strict": true, "missing": "ignore", "level": "advisory",
              "metrics": { "deletion": { "level": "critical", "margin": 0.05 } },
              "methods": { "lime": { "level": "advisory" } },
              "cells": [
                { "model": "net", "method": "lime", "metric": "deletion", "score": "auc", "level": "ignore", "margin": 0 },
                { "method": ["rise", "sobel"], "metric": ["road", "irof"], "level": "critical" },
              ],
            }
            """);
        Assert.Multiple(() =>
        {
            Assert.That((policy.Margin, policy.Alpha, policy.Strict, policy.MissingIsLost), Is.EqualTo((0.02, 0.1, true, false)));
            Assert.That(policy.Level, Is.EqualTo(CellLevel.Advisory));
            Assert.That(policy.LevelOf(Cell("net", "grad-cam", "deletion")), Is.EqualTo(CellLevel.Critical));
            Assert.That(policy.LevelOf(Cell("net2", "lime", "deletion")), Is.EqualTo(CellLevel.Advisory), "the milder of two");
            Assert.That(policy.LevelOf(Cell("net", "lime", "deletion")), Is.EqualTo(CellLevel.Ignore), "a cell before names");
            Assert.That(policy.LevelOf(Cell("net", "grad-cam", "road")), Is.EqualTo(CellLevel.Advisory), "nobody says anything");
            Assert.That(
                new[] { ("rise", "road"), ("sobel", "irof"), ("rise", "lerf"), ("lime", "road") }
                    .Select(c => policy.LevelOf(Cell("net", c.Item1, c.Item2))),
                Is.EqualTo(new[] { CellLevel.Critical, CellLevel.Critical, CellLevel.Advisory, CellLevel.Advisory }));
            Assert.That(policy.MarginOf(Cell("net", "lime", "deletion")), Is.Zero);
            Assert.That(policy.MarginOf(Cell("net", "grad-cam", "deletion")), Is.EqualTo(0.05));
            Assert.That(policy.MarginOf(Cell("net", "grad-cam", "road")), Is.EqualTo(0.02));
        });
    }

    [Test]
    public void Every_mistake_of_a_file_is_reported_at_once()
    {
        var error = Assert.Throws<InputException>(() => Read("""
            { "margin": 2, "alpha": 0, "strct": true, "missing": "gone", "metrics": { "deletion": { "levl": "critical" } },
              "methods": { "lime": { "level": "urgent" } }, "cells": [ { "method": 3, "margin": 0 }, { "method": ["lime"] } ] }
            """))!;
        Assert.That(error.Errors, Has.Count.EqualTo(8));
        foreach (var part in new[]
                 {
                     "margin: 2 is not allowed", "alpha: 0 is not allowed", "strct: there is no such field. Did you mean 'strict'",
                     "missing: \"gone\" is not \"lost\" or \"ignore\"", "metrics.deletion.levl", "methods.lime.level",
                     "cells[0].method: 3 is not a text", "cells[1].level: a cell needs a level, a margin or both",
                 })
            Assert.That(error.Message, Does.Contain(part));
    }

    [Test]
    public void A_name_that_no_run_has_is_refused_with_the_nearest()
    {
        var run = GateSamples.Deletions(("grad-cam", GateSamples.Around(0.2, 6)));
        var policy = GatePolicy.Default with
        {
            Named = [new CellRule(null, null, "gradcam", null, null, CellLevel.Critical, null)],
            Cells = [new CellRule(null, "netz", null, "deletoin", "auk", null, 0.1)],
        };
        var error = Assert.Throws<InputException>(() => GateSamples.Compare(run, run, policy))!;
        Assert.That(error.Errors, Is.EqualTo(new[]
        {
            "The policy names the network 'netz', which neither run has. Did you mean 'net'?",
            "The policy names the method 'gradcam', which neither run has. Did you mean 'grad-cam'?",
            "The policy names the metric 'deletoin', which neither run has. Did you mean 'deletion'?",
            "The policy names the score 'auk', which neither run has. Did you mean 'auc'?",
        }));
    }

    [Test]
    public void Advisory_cells_take_nothing_from_critical_ones_and_never_fail()
    {
        var old = GateSamples.Deletions([("good", GateSamples.Around(0.2, 5)), .. Others(0.2)]);
        var current = GateSamples.Deletions([("good", GateSamples.Around(0.6, 5)), .. Others(0.6)]);
        var policy = GatePolicy.Default with
        {
            Level = CellLevel.Advisory,
            Named = [new CellRule(null, null, "good", null, null, CellLevel.Critical, null)],
        };
        var report = GateSamples.Compare(old, current, policy);
        Assert.Multiple(() =>
        {
            Assert.That(report.Rows[0].Verdict, Is.EqualTo(CellVerdict.Worse), "corrected for one test");
            Assert.That(report.Rows[1].Verdict, Is.EqualTo(CellVerdict.Undecided), "corrected for ten");
            Assert.That(report.Verdict, Is.EqualTo(ComparisonVerdict.Fail));
        });
        var mild = GateSamples.Compare(old, current, policy with { Named = [policy.Named[0] with { Level = CellLevel.Advisory }] });
        Assert.That(mild.Verdict, Is.EqualTo(ComparisonVerdict.Pass));
    }

    [Test]
    public void Controls_are_advisory_unless_a_rule_names_them()
    {
        RunResults Run(double value) => ReportSamples.Empty([ReportSamples.Control("random")], [ReportSamples.Deletion], "net")
            .With("random", ReportSamples.Deletion, GateSamples.Around(value, 6));
        var named = GatePolicy.Default with { Named = [new CellRule(null, null, "random", null, null, CellLevel.Critical, null)] };
        Assert.Multiple(() =>
        {
            Assert.That(GateSamples.Row(Run(0.2), Run(0.6)).Level, Is.EqualTo(CellLevel.Advisory));
            Assert.That(GateSamples.Compare(Run(0.2), Run(0.6)).Verdict, Is.EqualTo(ComparisonVerdict.Pass));
            Assert.That(GateSamples.Compare(Run(0.2), Run(0.6), named).Verdict, Is.EqualTo(ComparisonVerdict.Fail));
        });
    }

    [Test]
    public void An_undecided_cell_fails_where_the_policy_is_strict()
    {
        var (old, current) = GateSamples.WithGains(-0.3, 0.4, -0.2);
        Assert.Multiple(() =>
        {
            Assert.That(GateSamples.Compare(old, current).Verdict, Is.EqualTo(ComparisonVerdict.Undecided));
            Assert.That(
                GateSamples.Compare(old, current, GatePolicy.Default with { Strict = true }).Verdict, Is.EqualTo(ComparisonVerdict.Fail));
        });
    }

    [Test]
    public void A_margin_is_a_share_of_the_range_and_without_one_of_the_baseline()
    {
        double Margin(ScoreInfo score) => ScoreRange.Margin(0.01, score, [-4, 8]);
        Assert.Multiple(() =>
        {
            Assert.That(Margin(new("s", Direction.Lower, 0, 1)), Is.EqualTo(0.01).Within(1e-15));
            Assert.That(Margin(new("s", Direction.Higher, -1, 1)), Is.EqualTo(0.02).Within(1e-15));
            Assert.That(Margin(new("s", Direction.Lower, -1, 1) { Ideal = 0 }), Is.EqualTo(0.01).Within(1e-15));
            Assert.That(Margin(new("s", Direction.Lower, 0, double.PositiveInfinity)), Is.EqualTo(0.06).Within(1e-15));
        });
    }

    private static (string, double?[])[] Others(double value) =>
        [.. Enumerable.Range(0, 9).Select(i => ($"m{i}", GateSamples.Around(value, 5)))];

    private static GateCell Cell(string model, string method, string metric) => new(
        "toy", new(model, model, model), new(method, method, method), new(metric, metric, metric), new("auc", Direction.Lower, 0, 1),
        false);

    private static GatePolicy Read(string json)
    {
        var path = Path.Combine(Path.GetTempPath(), $"policy-{TestContext.CurrentContext.Test.ID}.json");
        try
        {
            File.WriteAllText(path, json);
            return GatePolicyFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
