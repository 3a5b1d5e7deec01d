using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis;

/// <summary>Places, skill and admission.</summary>
public sealed class RankingTests
{
    private const int Images = 12;

    [Test]
    public void A_method_under_a_second_name_moves_nobody()
    {
        var run = Drawn(["a", "b", "c", "d"]);
        var before = Places(run);
        var cloned = run with
        {
            Info = run.Info with { Methods = [.. run.Info.Methods, Method("clone")] },
            Scores = [.. run.Scores, .. run.Scores.Where(s => s.Cell.Method == "b")
                .Select(s => s with { Cell = s.Cell with { Method = "clone" } })],
        };
        var after = Places(cloned);
        Assert.That(before.Keys.Select(m => after[m]), Is.EqualTo(before.Values));
        Assert.That(after["clone"], Is.EqualTo(after["b"]));
    }

    [Test]
    public void Places_are_wide_where_methods_are_equal_and_narrow_where_they_are_not()
    {
        var equal = Leaderboard.From(Drawn(["a", "b", "c", "d"])).Tables.Single();
        Assert.That(equal.Ranked.Select(r => r.Standing!.Places), Has.All.EqualTo("1–4"));
        Assert.That(equal.Ranked.Select(r => r.Standing!.TiedWithFirst), Has.All.True);
        var run = Empty([Method("a"), Method("b"), Method("c")], [Deletion], "net")
            .With("c", Deletion, Level(0.3)).With("a", Deletion, Level(0.1)).With("b", Deletion, Level(0.2));
        var table = Leaderboard.From(run).Tables.Single();
        Assert.That(table.Rows.Select(r => (r.Method.Key, r.Standing!.Places, r.Standing.TiedWithFirst)), Is.EqualTo(new[]
        {
            ("a", "1", true), ("b", "2", false), ("c", "3", false),
        }));
    }

    [Test]
    public void Skill_is_zero_at_the_best_control_and_one_at_the_ideal()
    {
        var run = Empty([Method("a"), Method("ideal"), Control("random"), Control("sobel")], [Deletion, PointingGame], "net")
            .With("a", Deletion, Level(0.2)).With("ideal", Deletion, Level(0))
            .With("random", Deletion, Level(0.9)).With("sobel", Deletion, Level(0.4))
            .With("a", PointingGame, Level(0.5)).With("ideal", PointingGame, Level(1))
            .With("random", PointingGame, Level(0.25)).With("sobel", PointingGame, Level(0));
        var skills = Leaderboard.From(run).Tables.Single().Rows.ToDictionary(r => r.Method.Key, r => r.Skill!.Value);
        // Deletion (.4 − .2)/.4, pointing (.5 − .25)/.75, one vote each.
        Assert.That(skills["a"], Is.EqualTo((0.5 + 1 / 3.0) / 2).Within(1e-12));
        Assert.That(skills["ideal"], Is.EqualTo(1).Within(1e-12));
        Assert.That(skills["sobel"], Is.EqualTo((0 - 1 / 3.0) / 2).Within(1e-12));
    }

    [Test]
    public void Leaving_out_hard_images_does_not_lift_a_skill()
    {
        // Hard images, where the method is bad and the control is too, then easy ones.
        double?[] own = [0.9, 0.9, .. Enumerable.Repeat((double?)0.2, 10)];
        double?[] control = [0.8, 0.8, .. Enumerable.Repeat((double?)0.4, 10)];
        double Skill(params double?[] values) => Leaderboard.From(Empty([Method("a"), Control("random")], [Deletion], "net")
            .With("a", Deletion, values).With("random", Deletion, control)).Tables.Single().Rows[0].Skill!.Value;
        Assert.Multiple(() =>
        {
            // Means of all: 3.8/12 and 5.6/12.
            Assert.That(Skill(own), Is.EqualTo((5.6 - 3.8) / 5.6).Within(1e-12));
            // One of twelve is missing: both over the eleven that are left.
            Assert.That(Skill([null, .. own[1..]]), Is.EqualTo((4.8 - 2.9) / 4.8).Within(1e-12));
            // Two of twelve are more than a tenth: each is the worst deletion, 1.
            Assert.That(Skill([null, null, .. own[2..]]), Is.EqualTo((5.6 - 4.0) / 5.6).Within(1e-12));
        });
    }

    [Test]
    public void A_method_with_too_few_maps_of_other_images_is_not_ranked_unexamined()
    {
        var run = Empty([Method("few"), Method("good"), Control("random")], [Deletion], "net").With("random", Deletion, Level(0.9));
        foreach (var method in new[] { "few", "good" })
            run = run.With(method, Deletion, Level(0.1)).WithShuffled(
                method, Deletion, method == "few" ? [0.5, 0.5, 0.5, .. new double?[Images - 3]] : Level(0.5));
        var table = Leaderboard.From(run).Tables.Single();
        Assert.Multiple(() =>
        {
            Assert.That(table.Ranked.Select(r => r.Method.Key), Is.EqualTo(new[] { "good" }));
            Assert.That(
                table.Rows.Single(r => r.Method.Key == "few").Ranked.Why,
                Is.EqualTo("not examined: more faithful than its maps of other images (numbers in 3 images, it takes 6)"));
            Assert.That(table.IsExamined, Is.True);
        });
    }

    [Test]
    public void Conditions_that_no_method_has_images_enough_for_are_named_and_the_verdict_is_provisional_where_none_is_tested()
    {
        RunResults Run(int random) => Empty([Method("a"), Control("random")], [Deletion], "net").With("a", Deletion, Level(0.1))
            .With("random", Deletion, [.. Level(0.9)[..random], .. new double?[Images - random]])
            .WithShuffled("a", Deletion, [0.5, 0.5, 0.5, .. new double?[Images - 3]]);
        var (some, none) = (Leaderboard.From(Run(Images)).Tables.Single(), Leaderboard.From(Run(4)).Tables.Single());
        Assert.Multiple(() =>
        {
            Assert.That(some.IsExamined, Is.True);
            Assert.That(RunText.Under(some), Has.Some.EqualTo("Not examined for admission, as it takes numbers in 5 images: more faithful "
                + "than its maps of other images (3 images)."));
            Assert.That(none.IsExamined, Is.False);
            Assert.That(RunText.Under(none), Has.Some.StartsWith("Provisional: 4 images cannot show anything about 1 method"));
        });
    }

    [Test]
    public void A_method_that_is_no_more_faithful_than_random_is_not_ranked_and_the_reason_stands_beside_it()
    {
        double?[] up = [.. Enumerable.Range(0, Images).Select(i => (double?)(i % 2 == 0 ? 0.5 : 0.6))];
        double?[] down = [.. Enumerable.Range(0, Images).Select(i => (double?)(i % 2 == 0 ? 0.6 : 0.5))];
        var run = Empty([Method("noise"), Control("random"), Method("a")], [Deletion], "net")
            .With("noise", Deletion, up).With("random", Deletion, down).With("a", Deletion, Level(0.01))
            .WithShuffled("a", Deletion, Level(0.6)).WithShuffled("noise", Deletion, Level(0.9));
        var rows = Leaderboard.From(run).Tables.Single().Rows;
        Assert.That(
            rows.Select(r => (r.Method.Key, r.Ranked.IsRanked)), Is.EqualTo(new[] { ("a", true), ("noise", false), ("random", false) }));
        Assert.That(rows[1].Ranked.Why, Is.EqualTo("not shown: more faithful than random"));
        Assert.That(rows[2].Ranked.Why, Is.EqualTo("control"));
    }

    [Test]
    public void A_method_that_does_not_depend_on_the_weights_or_the_image_is_not_ranked()
    {
        var sanity = Similarity with { TrivialScores = ["spearman", "ssim"] };
        var run = Empty([Method("deaf"), Method("same"), Method("good"), Control("random")], [Deletion, sanity], "net")
            .With("random", Deletion, Level(0.9)).With("random", sanity, Level(1));
        foreach (var method in new[] { "deaf", "same", "good" })
            run = run.With(method, Deletion, Level(0.1)).With(method, sanity, Level(method == "deaf" ? 1 : 0.3))
                .WithShuffled(method, Deletion, Level(method == "same" ? 0.1 : 0.5));
        var why = Leaderboard.From(run).Tables.Single().Rows.ToDictionary(r => r.Method.Key, r => r.Ranked.Why);
        Assert.That(why["good"], Is.Null);
        Assert.That(why["deaf"], Is.EqualTo("not shown: depends on the weights"));
        Assert.That(why["same"], Is.EqualTo("not shown: more faithful than its maps of other images"));
    }

    [Test]
    public void Degenerate_maps_do_not_spare_a_method_the_examination()
    {
        var run = Empty([Method("mostly-flat"), Control("random")], [Deletion], "net")
            .With("mostly-flat", Deletion, [0.1, 0.1, 0.1, .. Enumerable.Repeat((double?)null, Images - 3)])
            .With("random", Deletion, Level(0.9));
        Assert.That(Leaderboard.From(run).Tables.Single().Rows[0].Ranked.IsRanked, Is.False);
    }

    private static double?[] Level(double value) => [.. Enumerable.Repeat((double?)value, Images)];

    private static Dictionary<string, string> Places(RunResults run) => Leaderboard.From(run).Tables.Single().Ranked.ToDictionary(
        r => r.Method.Key, r => $"{r.Standing!.Position} {r.Standing.Places} {r.Standing.TiedWithFirst} {r.Standing.MeanRank:R}");

    private static RunResults Drawn(string[] methods)
    {
        var run = Empty([.. methods.Select(m => Method(m))], [Deletion, PointingGame], "net");
        foreach (var method in methods)
        {
            var random = Seed.Of(3).For(method).Random();
            run = run.With(method, Deletion, [.. Enumerable.Range(0, Images).Select(_ => (double?)random.NextDouble())])
                .With(method, PointingGame, [.. Enumerable.Range(0, Images).Select(_ => (double?)random.NextDouble())]);
        }
        return run;
    }
}
