using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Marks;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Tests.Harness.Statistics.Procedures;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis;

/// <summary>The marks of a column against every control and the method's own maps of other images.</summary>
public sealed class VerdictTests
{
    private const int Images = 8;

    [Test]
    public void A_method_must_beat_every_control_and_the_hardest_is_named()
    {
        var verdict = Verdict(Run(Level(0.3), ("random", Level(0.9)), ("sobel", Level(0.2))));
        Assert.That((verdict.Sign, verdict.Against), Is.EqualTo(("†", "sobel")));
        Assert.That(verdict.Gain, Is.EqualTo(-0.1).Within(1e-12));
        Assert.That(verdict.Better, Is.EqualTo(1));
        Assert.That(Verdict(Run(Level(0.1), ("random", Level(0.9)), ("sobel", Level(0.2)))).Better, Is.EqualTo(1 / 256.0), "2⁻⁸");
    }

    [Test]
    public void Of_equal_p_the_smallest_gain_is_the_hardest()
    {
        var better = Verdict(Run(Level(0.1), ("random", Level(0.9)), ("sobel", Level(0.2))));
        var worse = Verdict(Run(Level(0.5), ("random", Level(0.45)), ("sobel", Level(0.2))));
        Assert.That((better.Against, worse.Against), Is.EqualTo(("sobel", "sobel")));
        Assert.That(better.Gain, Is.EqualTo(0.1).Within(1e-12));
        Assert.That(worse.Gain, Is.EqualTo(-0.3).Within(1e-12));
    }

    [Test]
    public void A_method_must_beat_its_own_maps_of_other_images()
    {
        var run = Run(Level(0.3), ("random", Level(0.9)));
        Assert.That(Verdict(run).Mark, Is.EqualTo(Mark.Better));
        var same = run.WithShuffled("a", Deletion, Level(0.3));
        Assert.That((Verdict(same).Sign, Verdict(same).Against), Is.EqualTo(("†", VisEval.Harness.Analysis.Marks.Verdict.Shuffled)));
        var beaten = Verdict(run.WithShuffled("a", Deletion, Level(0.5)));
        Assert.That(beaten.Mark, Is.EqualTo(Mark.Better));
        Assert.That(RunText.Words(beaten), Is.EqualTo("better than every control and than its maps of other images"));
        Assert.That(RunText.Words(Verdict(run)), Is.EqualTo("better than every control"), "what was not scored was not beaten");
    }

    [Test]
    public void A_number_of_a_map_of_another_image_whose_own_number_was_lost_is_left_out()
    {
        var run = Run(Level(0.3), ("random", Level(0.9))).WithShuffled("a", Deletion, Level(0.5));
        bool IsKept(ScoreRow row) => row.Cell.Image != "i0";
        var damaged = run with { Scores = [.. run.Scores.Where(IsKept)] };
        Assert.That(Verdict(damaged), Is.EqualTo(Verdict(damaged with { Shuffled = [.. run.Shuffled.Where(IsKept)] })));
        Assert.That(Verdict(damaged).Images, Is.EqualTo(Images - 1));
    }

    [Test]
    public void Worse_is_worse_than_all()
    {
        Assert.That(Verdict(Run(Level(0.95), ("random", Level(0.9)), ("sobel", Level(0.2)))).Sign, Is.EqualTo("‡"));
        Assert.That(Verdict(Run(Level(0.5), ("random", Level(0.9)), ("sobel", Level(0.2)))).Sign, Is.EqualTo("†"));
    }

    [TestCase(4, "?")]
    [TestCase(5, "")]
    public void Below_the_images_that_could_show_anything_nothing_is_said(int images, string sign)
    {
        var run = Empty([Method("a"), Control("random")], [Deletion], "net")
            .With("a", Deletion, [.. Enumerable.Repeat((double?)0.1, images)])
            .With("random", Deletion, [.. Enumerable.Repeat((double?)0.9, images)]);
        Assert.That(Verdict(run).Sign, Is.EqualTo(sign));
    }

    [Test]
    public void More_methods_take_more_images()
    {
        // 2⁻⁸ · 20 methods = .078.
        var methods = Enumerable.Range(0, 20).Select(i => $"m{i}").ToList();
        var run = Empty([.. methods.Select(m => Method(m)), Control("random")], [Deletion], "net").With("random", Deletion, Level(0.9));
        foreach (var method in methods)
            run = run.With(method, Deletion, Level(0.1));
        var cells = Leaderboard.From(run).Tables.Single().Rows.Where(r => !r.IsControl).Select(r => r.Cells[0].Verdict.Sign);
        Assert.That(cells, Has.All.EqualTo("?"));
    }

    [Test]
    public void Missing_values_count_as_the_worst_there_is()
    {
        double?[] mostly = [0.1, 0.1, 0.1, 0.1, 0.1, null, null, null];
        var verdict = Verdict(Run(mostly, ("random", Level(0.5))));
        Assert.That(verdict.Sign, Is.EqualTo("†"), "better on five images; on the other three it may be worse by .5");
        Assert.That(Verdict(Run([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, null], ("random", [.. Level(0.9)]))).Mark, Is.EqualTo(Mark.Better),
            "one image at the worst cannot turn it");
    }

    // The reference cases of missing values are of this twin (MissingTestTests).
    [Test]
    public void Missing_values_are_tested_as_the_reference_does([Range(1, 25)] int seed)
    {
        var random = Seed.Of(seed).For("missing").Random();
        double?[] Draw(double shift) =>
            [.. Enumerable.Range(0, 12).Select(_ => random.NextInt(5) == 0 ? (double?)null : 0.7 * random.NextDouble() + shift)];
        var (method, control) = (Draw(0), Draw(0.3));
        var cells = method.Zip(control, (m, c) => (PairedCell[])[new PairedCell(-m, -c)]).ToArray();
        var twin = MissingTest.Of(PairedCells.Of(cells, new MeritRange(-1, 0)), new Flipping(Seed.Of(0)));
        var verdict = Verdict(Run(method, ("random", control)));
        Assert.That(verdict.Better, Is.EqualTo(Math.Max(twin.Probability, twin.WorstProbability)).Within(1e-12));
        Assert.That(verdict.Gain, Is.EqualTo(twin.Gain).Within(1e-12));
        Assert.That(verdict.Images, Is.EqualTo(twin.Common));
    }

    // Alone, a method's few tests flip their own gains; in a column those with the same images in common share flipped sums.
    [Test]
    public void Methods_that_lack_numbers_have_the_same_probabilities_in_a_column_as_alone([Range(1, 5)] int seed)
    {
        var random = Seed.Of(seed).For("column").Random();
        double?[] Draw(int lacking, double shift) =>
            [.. Enumerable.Range(0, 40).Select(i => i % 7 == lacking ? (double?)null : 0.7 * random.NextDouble() + shift)];
        string[] names = [.. Enumerable.Range(0, 6).Select(i => $"m{i}")];
        var values = names.Index().ToDictionary(n => n.Item, n => Draw(lacking: n.Index < 3 ? -1 : n.Index - 3, 0.05 * n.Index));
        var (control, other) = (Draw(lacking: 5, 0.2), Draw(lacking: -1, 0.15));
        IReadOnlyDictionary<string, Verdict> Of(params IReadOnlyList<string> methods)
        {
            var run = Empty([.. methods.Select(m => Method(m)), Control("random"), Control("sobel")], [Deletion], "net")
                .With("random", Deletion, control).With("sobel", Deletion, other);
            run = methods.Aggregate(run, (r, m) => r.With(m, Deletion, values[m]));
            return Leaderboard.From(run).Tables[0].Rows.Where(r => !r.Method.IsControl)
                .ToDictionary(r => r.Method.Name, r => r.Cells[0].Verdict);
        }
        var together = Of(names);
        Verdict[] alone = [.. names.Select(n => Of(n)[n])];
        Assert.That(names.Select(n => together[n].Better), Is.EqualTo(Holm.Adjust([.. alone.Select(v => v.Better)])).Within(1e-12));
        Assert.That(names.Select(n => together[n].Worse), Is.EqualTo(Holm.Adjust([.. alone.Select(v => v.Worse)])).Within(1e-12));
        Assert.That(alone.Select(v => v.Better).Distinct().Count(), Is.GreaterThan(2));
    }

    [Test]
    public void A_number_that_says_nothing_beside_a_map_which_ignores_the_network_has_no_marks()
    {
        var trivial = Deletion with { TrivialScores = ["auc"] };
        var run = Empty([Method("a"), Control("random")], [trivial], "net")
            .With("a", trivial, Level(0.1)).With("random", trivial, Level(1));
        Assert.That(Verdict(run), Is.EqualTo(VisEval.Harness.Analysis.Marks.Verdict.None));
    }

    [Test]
    public void Targets_and_networks_of_an_image_are_turned_together()
    {
        // Four images of two networks: eight gains, but four images.
        var run = Empty([Method("a"), Control("random")], [Deletion], "one", "two");
        foreach (var model in new[] { "one", "two" })
            run = run.With("a", Deletion, [0.1, 0.1, 0.1, 0.1], model).With("random", Deletion, [0.9, 0.9, 0.9, 0.9], model);
        Assert.That(
            Leaderboard.From(run).Tables[0].Rows[0].Cells[0].Verdict, Has.Property("Sign").EqualTo("?").And.Property("Images").EqualTo(4));
    }

    [Test]
    public void Of_methods_that_are_no_better_than_random_few_get_a_wrong_mark([Values(8, 12, 20)] int images)
    {
        // Holm over ten methods: at most one column in twenty has any method without †, up to chance.
        const int Runs = 200;
        var wrong = 0;
        for (var r = 0; r < Runs; r++)
        {
            var random = Seed.Of(r).For("null").Random();
            double?[] Draw() => [.. Enumerable.Range(0, images).Select(_ => (double?)random.NextDouble())];
            var run = Empty([.. Enumerable.Range(0, 10).Select(i => Method($"m{i}")), Control("random")], [Deletion], "net")
                .With("random", Deletion, Draw());
            for (var i = 0; i < 10; i++)
                run = run.With($"m{i}", Deletion, Draw());
            if (Leaderboard.From(run).Tables.Single().Rows.Any(row => row.Cells[0].Verdict.Mark == Mark.Better))
                wrong++;
        }
        Assert.That(wrong, Is.LessThanOrEqualTo(20), "5 % of 200, and three standard deviations");
    }

    private static double?[] Level(double value) => [.. Enumerable.Repeat((double?)value, Images)];

    private static RunResults Run(double?[] method, params (string Name, double?[] Values)[] controls)
    {
        var run = Empty([Method("a"), .. controls.Select(c => Control(c.Name))], [Deletion], "net").With("a", Deletion, method);
        return controls.Aggregate(run, (r, c) => r.With(c.Name, Deletion, c.Values));
    }

    private static Verdict Verdict(RunResults run) =>
        Leaderboard.From(run).Tables.Single().Rows.Single(r => r.Method.Key == "a").Cells[0].Verdict;
}
