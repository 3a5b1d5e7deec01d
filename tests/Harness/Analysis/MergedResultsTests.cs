using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis;

public sealed class MergedResultsTests
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
        RunResults Paid(string method, string metric, MetricCost cost) => Run(method, 0.4) with { MetricCosts = [new MetricCostRow("toy", "net", metric, 2, cost)] };
        var merged = MergedResults.Merge(
        [
            Paid("a", "deletion", new MetricCost(10, 50, 40)), Paid("b", "deletion", new MetricCost(1, 2, 3)), Paid("c", "insertion", new MetricCost(7, 8, 9)),
        ]);
        Assert.That(merged.MetricCosts, Is.EqualTo(new[]
        {
            new MetricCostRow("toy", "net", "deletion", 4, new MetricCost(11, 52, 43)), new MetricCostRow("toy", "net", "insertion", 2, new MetricCost(7, 8, 9)),
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
            second with { Info = second.Info with { Preset = "full", Limit = null, Machine = new Dictionary<string, string> { ["cpu"] = "16-bit" } } },
        ]);
        Assert.That((merged.Info.Preset, merged.Info.Limit, merged.Info.Machine["cpu"]), Is.EqualTo(("quick + full", (int?)null, "8-bit + 16-bit")));
    }

    [Test]
    public void No_run_is_an_error() => Assert.That(() => MergedResults.Merge([]), Throws.TypeOf<InputException>());
}
