using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Metrics;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis;

/// <summary>What a ranking rule changes, and what it does not.</summary>
public sealed class RankingRuleTests
{
    private const int Images = 12;

    // a wins deletion, b wins the pointing game; of equal votes they are tied.
    private static RunResults Split { get; } = Empty([Method("a"), Method("b"), Control("random"), Control("sobel")],
            [Deletion, PointingGame], "net")
        .With("a", Deletion, Level(0.1)).With("b", Deletion, Level(0.2)).With("random", Deletion, Level(0.9))
        .With("sobel", Deletion, Level(0.5))
        .With("a", PointingGame, Level(0.4)).With("b", PointingGame, Level(0.8)).With("random", PointingGame, Level(0.2))
        .With("sobel", PointingGame, Level(0));

    [Test]
    public void The_rule_written_out_gives_what_no_rule_gives()
    {
        var written = new RankingRule
        {
            Constructs = new Dictionary<string, IReadOnlyList<string>>
            {
                ["removal"] = ["deletion"],
                ["localization"] = ["pointing-game"],
            },
            Weights = new Dictionary<string, double> { ["removal"] = 1, ["localization"] = 1 },
            Faithfulness = ["deletion"],
        };
        Assert.That(Text(Split, written), Is.EqualTo(Text(Split, null)).And.EqualTo(Text(Split, RankingRule.Default)));
    }

    [Test]
    public void Weights_move_ranks_and_skill_as_the_weighted_mean_says()
    {
        var rule = new RankingRule { Weights = new Dictionary<string, double> { ["removal"] = 3 } };
        var rows = Rows(Split, rule);
        // Ranks (1, 2) and (2, 1), weights 3 and 1: 1.25 and 1.75 of two, normalised (r − ½)/2.
        Assert.That(rows["a"].Standing!.MeanRank, Is.EqualTo((1.25 - 0.5) / 2).Within(1e-12));
        Assert.That(rows["b"].Standing!.MeanRank, Is.EqualTo((1.75 - 0.5) / 2).Within(1e-12));
        // Skill of a: deletion (.5 − .1)/.5, pointing (.4 − .2)/.8.
        Assert.That(rows["a"].Skill!.Value, Is.EqualTo((3 * 0.8 + 0.25) / 4).Within(1e-12));
    }

    [Test]
    public void A_construct_that_is_not_named_has_no_vote()
    {
        var rule = new RankingRule { Constructs = new Dictionary<string, IReadOnlyList<string>> { ["localization"] = ["pointing-game"] } };
        var table = Leaderboard.From(By(Split, rule)).Tables.Single();
        Assert.That(table.Criteria.Select(c => c.Metric.Key), Is.EqualTo(new[] { "pointing-game" }));
        Assert.That(table.Rows[0].Method.Key, Is.EqualTo("b"));
        Assert.That(RunText.Under(table)[0], Is.EqualTo("Ranked by localization (pointing-game), one vote each."));
    }

    [Test]
    public void A_named_control_is_the_null_of_skill()
    {
        var skill = Rows(Split, new RankingRule { SkillNull = "random" })["a"].Skill!;
        Assert.That(skill.Constructs[Construct.Removal], Is.EqualTo((0.9 - 0.1) / 0.9).Within(1e-12));
    }

    [Test]
    public void Without_admission_every_method_is_ranked()
    {
        var run = Empty([Method("noise"), Control("random")], [Deletion], "net")
            .With("noise", Deletion, Level(0.9)).With("random", Deletion, Level(0.5));
        Assert.That(Rows(run, null)["noise"].Ranked.IsRanked, Is.False);
        Assert.That(Rows(run, new RankingRule { Admission = false })["noise"].Ranked.IsRanked, Is.True);
        Assert.That(Rows(run, new RankingRule { Admission = false })["random"].Ranked.Why, Is.EqualTo("control"));
    }

    [Test]
    public void The_metrics_of_admission_are_those_of_the_rule()
    {
        var other = Deletion with { Key = "insertion", Name = "insertion", Scores = [new("auc", Direction.Higher, 0, 1)] };
        var run = Empty([Method("a"), Control("random")], [Deletion, other], "net")
            .With("a", Deletion, Level(0.9)).With("random", Deletion, Level(0.5))
            .With("a", other, Level(0.9)).With("random", other, Level(0.5));
        Assert.That(Rows(run, new RankingRule { Faithfulness = ["deletion"] })["a"].Ranked.IsRanked, Is.False);
        Assert.That(Rows(run, new RankingRule { Faithfulness = ["insertion"] })["a"].Ranked.IsRanked, Is.True);
    }

    [Test]
    public void The_error_rate_decides_places()
    {
        // Better in 9 of 12 images by the same amount: two-sided p = 2·(220 + 66 + 12 + 1)/4096 = .146.
        double?[] mostly = [.. Enumerable.Range(0, Images).Select(i => (double?)(i < 9 ? 0.1 : 0.3))];
        var run = Empty([Method("a"), Method("b")], [Deletion], "net").With("a", Deletion, mostly).With("b", Deletion, Level(0.2));
        Assert.That(Rows(run, null)["a"].Standing!.Places, Is.EqualTo("1–2"));
        Assert.That(Rows(run, new RankingRule { Alpha = 0.15 })["a"].Standing!.Places, Is.EqualTo("1"));
        Assert.That(Rows(run, new RankingRule { Alpha = 0.14 })["a"].Standing!.Places, Is.EqualTo("1–2"));
    }

    [Test]
    public void A_method_with_too_few_numbers_is_not_ranked_and_undefined_cells_do_not_count()
    {
        var run = Empty([Method("holes"), Method("whole")], [Deletion], "net")
            .With("holes", Deletion, [.. Level(0.1).Take(9), null, null, null]).With("whole", Deletion, Level(0.2));
        Assert.That(Rows(run, new RankingRule { LeastShare = 0.75 })["holes"].Ranked.IsRanked, Is.True);
        Assert.That(Rows(run, new RankingRule { LeastShare = 0.8 })["holes"].Ranked.Why,
            Is.EqualTo("has numbers in 75 % of its cells, the rule asks for 80 %"));
        var undefined = run with
        {
            Scores = [.. run.Scores.Select(s => s.Value is null ? s with { State = CellState.Undefined("x") } : s)],
        };
        Assert.That(Rows(undefined, new RankingRule { LeastShare = 0.8 })["holes"].Ranked.IsRanked, Is.True);
    }

    [Test]
    public void The_rule_in_force_is_said_in_full()
    {
        Assert.That(string.Join("; ", RankingText.Of(RankingRule.Default)), Is.EqualTo(
            "votes: every metric for the construct that it declares to measure; constructs weigh alike; error rate 0.05; "
            + "admission by the sanity metrics and the votes for removal; no least share of cells; skill is 0 at the best control"));
        var rule = new RankingRule
        {
            Constructs = new Dictionary<string, IReadOnlyList<string>> { ["removal"] = ["deletion"], ["localization"] = ["pointing-game"] },
            Weights = new Dictionary<string, double> { ["removal"] = 2 },
            Alpha = 0.1,
            Admission = false,
            LeastShare = 0.9,
            SkillNull = "random",
        };
        Assert.That(string.Join("; ", RankingText.Of(rule)), Is.EqualTo(
            "votes: removal (deletion); localization (pointing-game); weights: removal 2, localization 1; error rate 0.1; "
            + "no admission: every method is ranked; a number in at least 90 % of a method's cells; skill is 0 at the control random"));
        Assert.That(RunText.Under(Leaderboard.From(By(Split, rule)).Tables.Single())[0],
            Is.EqualTo("Ranked by removal (deletion); localization (pointing-game), weights: removal 2, localization 1."));
    }

    [Test]
    public void Runs_of_different_rules_are_not_merged_silently()
    {
        var other = By(Split, new RankingRule { Alpha = 0.1 });
        Assert.That(
            () => MergedResults.Merge([Split, other]),
            Throws.TypeOf<InputException>().With.Message.Contains("ranked by different rules").And.Message.Contains("--ranking"));
        Assert.That(MergedResults.Merge([other, other]).Info.Rule.Alpha, Is.EqualTo(0.1));
    }

    private static double?[] Level(double value) => [.. Enumerable.Repeat((double?)value, Images)];

    private static RunResults By(RunResults run, RankingRule? rule) => run with { Info = run.Info with { Ranking = rule } };

    private static Dictionary<string, LeaderboardRow> Rows(RunResults run, RankingRule? rule) =>
        Leaderboard.From(By(run, rule)).Tables.Single().Rows.ToDictionary(r => r.Method.Key);

    private static string Text(RunResults run, RankingRule? rule) => string.Join('\n', Leaderboard.From(By(run, rule)).Tables.Single().Rows
        .Select(r => $"{r.Method.Key} {r.Ranked} {r.Standing} {r.Skill?.Value:R} {r.Skill?.Interval}"));
}
