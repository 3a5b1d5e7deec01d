using VisEval.Harness.Results;
using VisEval.Metrics;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Results;

public sealed class RankingRuleMistakesTests
{
    private static readonly MetricInfo Pooled = PointingGame with { Key = "pxap", Name = "pxap" };

    private static readonly MetricInfo Cost =
        new("runtime", "runtime", "cost", "", [new("ms", Direction.Lower, 0, double.PositiveInfinity)]);

    private static RunInfo Info { get; } =
        Empty([Method("a"), Control("random"), Control("sobel")], [Deletion, PointingGame, Similarity, Pooled, Cost], "net").Info;

    [Test]
    public void The_default_rule_has_none() => Assert.That(Of(RankingRule.Default), Is.Empty);

    [Test]
    public void Every_mistake_is_told_at_once_with_the_nearest_names()
    {
        var rule = new RankingRule
        {
            Constructs = new Dictionary<string, IReadOnlyList<string>>
            {
                ["removals"] = ["deletion"],
                ["effects"] = [],
                ["localization"] = ["pointing-gane", "pxap", "runtime"],
            },
            Weights = new Dictionary<string, double> { ["removal"] = 2, ["effects"] = 0 },
            Alpha = 0,
            LeastShare = 1.5,
            SkillNull = "sobl",
            Sanity = ["deletion"],
            Faithfulness = [],
        };
        Assert.That(Of(rule), Is.EqualTo(new[]
        {
            "ranking constructs: there is no construct 'removals'. Did you mean 'removal'?",
            "ranking construct 'effects': the list of metrics is empty; name at least one, or leave the field out.",
            "ranking construct 'localization': the run has no metric 'pointing-gane'. Did you mean 'pointing-game'?",
            "ranking construct 'localization': 'pxap' has no value an image, only one over all of them together; take it out of the list.",
            "ranking construct 'localization': 'runtime' measures the cost of an explanation; take it out of the list.",
            "ranking weights: there is no construct 'removal'. Did you mean 'removals'?",
            "ranking weights: 0 of 'effects' is not allowed; a weight is a number from 1E-06 to 1000000. "
                + "A construct without a vote is left out of constructs.",
            "ranking alpha: 0 is not allowed; alpha is an error rate above 0, at most 0.5.",
            "ranking sanity: 'deletion' does not have the control 'random' at an end of its range, so that it cannot show dependence on "
                + "the weights; take it out of the list.",
            "ranking faithfulness: the list of metrics is empty; name at least one, or leave the field out.",
            "ranking leastShare: 1.5 is not allowed; it is a share of a method's cells, 0 to 1.",
            "ranking skillNull: the run has no control 'sobl'. Did you mean 'sobel'?",
        }));
    }

    [Test]
    public void A_metric_has_one_vote_and_a_rule_at_least_one_construct()
    {
        Assert.That(
            Of(new RankingRule
            {
                Constructs = new Dictionary<string, IReadOnlyList<string>> { ["removal"] = ["deletion"], ["effects"] = ["deletion"] },
            }),
            Is.EqualTo(new[] { "ranking constructs: deletion stands in 'removal' and 'effects'; a metric has one vote." }));
        Assert.That(
            Of(new RankingRule { Constructs = new Dictionary<string, IReadOnlyList<string>>() }),
            Is.EqualTo(new[] { "ranking constructs: no construct votes; name at least one, or leave the field out." }));
    }

    [Test]
    public void A_control_is_a_null_and_a_method_is_not()
    {
        Assert.That(Of(new RankingRule { SkillNull = "random" }), Is.Empty);
        Assert.That(Of(new RankingRule { SkillNull = "a" }).Single(), Does.Contain("no control 'a'"));
    }

    [Test]
    public void The_rule_survives_run_json()
    {
        var rule = new RankingRule
        {
            Constructs = new Dictionary<string, IReadOnlyList<string>> { ["removal"] = ["deletion"] },
            Weights = new Dictionary<string, double> { ["removal"] = 2 },
            Alpha = 0.01,
            Admission = false,
            LeastShare = 0.5,
            SkillNull = "random",
            Sanity = ["cascading-randomization"],
            Faithfulness = ["deletion"],
        };
        var info = Info with { Ranking = rule };
        var read = RunInfoJson.FromText(RunInfoJson.ToText(info), "run.json");
        Assert.That(RunInfoJson.TextOf(read.Rule), Is.EqualTo(RunInfoJson.TextOf(rule)));
        Assert.That(RunIdentity.Differences(info, Info), Is.Empty, "Another rule changes no number.");
    }

    private static IReadOnlyList<string> Of(RankingRule rule) =>
        RankingRuleMistakes.Of(rule, Info, m => m.Name == "pxap", m => m.Name == "runtime");
}
