using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis;

internal sealed class MergedResultsTests
{
    private static RunResults Run(string method, params double?[] values) =>
        Empty([Method(method)], [Deletion], "net").With(method, Deletion, values).Timed(method, 1, 5, 6);

    [Test]
    public void One_run_stays_as_it_is()
    {
        var run = Small();
        Assert.That(MergedResults.Merge([run]), Is.SameAs(run));
    }

    [Test]
    public void Methods_of_different_runs_stand_in_one_table()
    {
        var board = Leaderboard.From(MergedResults.Merge([Run("a", 0.4, 0.5), Run("b", 0.1, 0.2)]));
        Assert.That(board.Tables.Single().Rows.Select(r => r.Method.Key), Is.EqualTo(new[] { "b", "a" }));
    }

    [Test]
    public void What_both_runs_have_is_kept_once_and_costs_are_those_of_the_first()
    {
        var merged = MergedResults.Merge([Run("a", 0.4, 0.5), Run("a", 0.4, 0.5, 0.6).Timed("a", 1, 70)]);
        Assert.That(merged.Scores.Select(s => s.Value), Is.EqualTo(new[] { 0.4, 0.5, 0.6 }));
        Assert.That(merged.Timings.Select(t => t.Milliseconds), Is.EqualTo(new[] { 5.0, 6 }));
        Assert.That(merged.Info.Methods, Has.Count.EqualTo(1));
    }

    [Test]
    public void What_metrics_took_adds_up_by_model_and_metric()
    {
        RunResults Paid(string method, string metric, MetricCost cost) =>
            Run(method, 0.4) with { MetricCosts = [new MetricCostRow("toy", "net", metric, 2, cost)] };
        var merged = MergedResults.Merge(
        [
            Paid("a", "deletion", new MetricCost(10, 50, 40)), Paid("b", "deletion", new MetricCost(1, 2, 3)),
            Paid("c", "insertion", new MetricCost(7, 8, 9)),
        ]);
        Assert.That(merged.MetricCosts, Is.EqualTo(new[]
        {
            new MetricCostRow("toy", "net", "deletion", 4, new MetricCost(11, 52, 43)),
            new MetricCostRow("toy", "net", "insertion", 2, new MetricCost(7, 8, 9)),
        }));
    }

    [Test]
    public void Rounding_apart_is_no_conflict() =>
        Assert.That(MergedResults.Merge([Run("a", 0.4), Run("a", 0.400001)]).Scores.Single().Value, Is.EqualTo(0.4));

    [Test]
    public void Every_conflicting_cell_is_named()
    {
        var error = Assert.Throws<InputException>(() => MergedResults.Merge([Run("a", 0.4, 0.5, 0.6), Run("a", 0.4, 0.51, null)]))!;
        Assert.That(error.Errors, Has.Count.EqualTo(2));
        Assert.That(error.Errors[0], Does.Contain("deletion auc of a for net, image i1 of toy, target 0"));
        Assert.That(error.Errors[1], Does.Contain("image i2"));
    }

    [Test]
    public void Many_conflicts_are_counted()
    {
        double?[] zeros = [.. Enumerable.Repeat<double?>(0, 30)];
        double?[] ones = [.. Enumerable.Repeat<double?>(1, 30)];
        var error = Assert.Throws<InputException>(() => MergedResults.Merge([Run("a", zeros), Run("a", ones)]))!;
        Assert.That(error.Errors, Has.Count.EqualTo(21));
        Assert.That(error.Errors[^1], Is.EqualTo("… and 10 more conflicts."));
    }

    [Test]
    public void Another_seed_model_or_dataset_under_the_same_name_is_a_conflict()
    {
        var first = Run("a", 0.4);
        var second = Run("b", 0.4);
        var other = second with
        {
            Info = second.Info with
            {
                Seed = 8,
                Models = [second.Info.Models[0] with { Sha256 = "other" }],
                Datasets = [second.Info.Datasets[0] with { Images = 9 }],
            },
        };
        var error = Assert.Throws<InputException>(() => MergedResults.Merge([first, other]))!;
        Assert.That(error.Errors, Has.Count.EqualTo(3));
        Assert.That(error.Message, Does.Contain("7, 8").And.Contain("model 'net'").And.Contain("dataset 'toy'"));
    }

    [Test]
    public void What_the_runs_were_run_with_is_joined()
    {
        var second = Run("b", 0.4);
        var merged = MergedResults.Merge(
        [
            Run("a", 0.4),
            second with
            {
                Info = second.Info with { Preset = "full", Limit = null, Machine = new Dictionary<string, string> { ["cpu"] = "16-bit" } },
            },
        ]);
        Assert.That(
            (merged.Info.Preset, merged.Info.Limit, merged.Info.Machine["cpu"]),
            Is.EqualTo(("quick + full", (int?)null, "8-bit + 16-bit")));
    }

    private static IEnumerable<TestCaseData> Incomparable()
    {
        TestCaseData Case(string name, Func<RunInfo, RunInfo> change, string reason) =>
            new TestCaseData(change, reason).SetArgDisplayNames(name);
        yield return Case("seed", i => i with { Seed = 8 }, "different seeds (7, 8)");
        yield return Case("device", i => i with { Device = "cuda" }, "different devices (cpu, cuda)");
        yield return Case("targets", i => i with { TargetsPerImage = 1 }, "different numbers of classes of an image (all, 1)");
        yield return Case("reference", i => i with { Reference = new("16", "ab") }, "different reference images (none, 16)");
        yield return Case("network", i => i with { Models = [i.Models[0] with { Sha256 = "x" }] }, "model 'net'");
        yield return Case("preprocessing", i => i with { Models = [i.Models[0] with { DescriptionSha256 = "x" }] }, "(the preprocessing)");
        yield return Case("random labels", i => i with { Models = [i.Models[0] with { RandomLabelsSha256 = "x" }] }, "labels differs");
        yield return Case("manifest", i => i with { Datasets = [i.Datasets[0] with { Sha256 = "x" }] }, "dataset 'toy'");
        yield return Case("images of a metric", i => i with { Metrics = [i.Metrics[0] with { Images = 2 }] }, "it was asked of");
        yield return Case("numbers of a metric", i => i with { Metrics = [i.Metrics[0] with { Scores = [] }] }, "its numbers");
    }

    [TestCaseSource(nameof(Incomparable))]
    public void What_cannot_be_compared_is_refused_with_the_reason(Func<RunInfo, RunInfo> change, string reason)
    {
        var other = Run("b", 0.4);
        var error = Assert.Throws<InputException>(() => MergedResults.Merge([Run("a", 0.4), other with { Info = change(other.Info) }]))!;
        Assert.That(error.Errors.Single(), Does.Contain(reason));
    }

    [Test]
    public void What_limits_a_comparison_is_said()
    {
        var other = Run("b", 0.4);
        other = other with
        {
            Info = other.Info with
            {
                Version = "0.2.0",
                Metrics = [Deletion, PointingGame],
                Threads = 9,
                Models = [.. other.Info.Models, new ModelInfo("second", "second.onnx", "s")],
            },
            Warnings = ["This run is not finished."],
        };
        var warnings = MergedResults.Merge([Run("a", 0.4), other]).Warnings;
        Assert.That(warnings, Has.Count.EqualTo(5));
        Assert.That(warnings[0], Is.EqualTo("Run 2 of 2: This run is not finished."));
        Assert.That(warnings[1], Does.Contain("VisEval 0.1.0 and 0.2.0"));
        Assert.That(warnings[2], Does.Contain("different machines"));
        Assert.That(warnings[3], Does.Contain("pointing-game"));
        Assert.That(warnings[4], Does.Contain("second"));
        Assert.That(MergedResults.Merge([Run("a", 0.4), Run("b", 0.4)]).Warnings, Is.Empty);
    }

    [Test]
    public void A_unit_that_ran_on_some_datasets_has_those_of_all_runs()
    {
        RunResults Of(string dataset, params string[]? datasets) => Run("a", 0.4) is var run ? run with
        {
            Info = run.Info with
            {
                Datasets = [run.Info.Datasets[0] with { Name = dataset }, run.Info.Datasets[0] with { Name = "shared" }],
                Methods = [run.Info.Methods[0] with { Datasets = datasets }],
            },
        } : run;
        Assert.That(MergedResults.Merge([Of("x", "x"), Of("y", "y")]).Info.Methods.Single().Datasets, Is.EqualTo(new[] { "x", "y" }));
        Assert.That(MergedResults.Merge([Of("x", null), Of("y", "y")]).Info.Methods.Single().Datasets, Is.Null);
    }

    [Test]
    public void A_method_that_one_run_left_out_and_another_has_is_not_left_out()
    {
        var first = Run("a", 0.4);
        first = first with { Info = first.Info with { LeftOut = [new("b", 9, 1), new("c", 9, 1)] } };
        Assert.That(MergedResults.Merge([first, Run("b", 0.4)]).Info.LeftOut!.Single().Method, Is.EqualTo("c"));
    }

    [Test]
    public void No_run_is_an_error() => Assert.That(() => MergedResults.Merge([]), Throws.TypeOf<InputException>());
}
