using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Anytime;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics.Sequential;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis.Anytime;

public sealed class OrderLookTests
{
    private const int Images = 60;
    private static readonly string[] Names = ["a", "b", "c"];

    private static IReadOnlyList<string> Ids => [.. Drawn().Scores.Select(s => s.Cell.Image).Distinct()];

    [Test]
    public void Compares_the_mean_ranks_of_the_leaderboard_by_a_naive_twin([Values(20, 40)] int images)
    {
        var run = Drawn();
        // Groups of two images.
        IReadOnlyList<IReadOnlyList<string>> sample = [.. Ids.Take(images).Chunk(2)];
        var verdict = new OrderLook(new StopRule(StopGoal.RankStable, 0.3), "toy", 1, 3).Of(run, sample, Images / 2)!;

        double[][] sums = [.. Names.Select(_ => new double[images / 2])];
        foreach (var (place, image) in Ids.Take(images).Index())
            foreach (var metric in (string[])[Deletion.Key, PointingGame.Key])
            {
                double Merit(string method) => (metric == Deletion.Key ? -1 : 1) * run.Scores
                    .Single(s => s.Cell.Image == image && s.Cell.Method == method && s.Cell.Metric == metric).Value!.Value;
                foreach (var (m, name) in Names.Index())
                    sums[m][place / 2] += Names.Sum(o => Merit(o) > Merit(name) ? 1 : Merit(o) == Merit(name) ? 0.5 : 0) / Names.Length / 2;
            }
        var pairs = new OrderLooks(0.3, 0.05, 3).Look(Names, sums, [.. Enumerable.Repeat(2, images / 2)], Images / 2);
        Assert.That(verdict.Methods, Is.EqualTo(3));
        Assert.That((verdict.Pairs, verdict.Settled), Is.EqualTo((3, pairs.Count(p => p.Order != PairOrder.Open))));
        Assert.That(verdict.First, Is.EqualTo(Names[Array.IndexOf([.. sums.Select(s => s.Sum())], sums.Min(s => s.Sum()))]));
        Assert.That(verdict.IsStable, Is.EqualTo(verdict.Settled == 3));
    }

    [Test]
    public void Looks_at_the_images_of_the_sample_only()
    {
        var run = Drawn();
        IReadOnlyList<IReadOnlyList<string>> sample = [.. Ids.Take(30).Chunk(1)];
        OrderVerdict Of(RunResults results) => new OrderLook(new StopRule(StopGoal.RankStable), "toy", 1, 3).Of(results, sample, Images)!;
        var part = run with { Scores = [.. run.Scores.Where(s => Ids.Take(30).Contains(s.Cell.Image))] };
        Assert.That(Of(run), Is.EqualTo(Of(part)));
    }

    [Test]
    public void Is_satisfied_with_the_first_alone_where_no_more_is_asked()
    {
        var run = Empty([Method("best"), Method("b"), Method("c")], [Deletion], "net").With("best", Deletion, Level(0))
            .With("b", Deletion, Noise(1)).With("c", Deletion, Noise(2));
        IReadOnlyList<IReadOnlyList<string>> sample = [.. run.Scores.Select(s => s.Cell.Image).Distinct().Take(30).Chunk(1)];
        OrderVerdict Of(StopGoal goal) => new OrderLook(new StopRule(goal), "toy", 1, 3).Of(run, sample, Images)!;
        Assert.That((Of(StopGoal.TopStable).IsStable, Of(StopGoal.RankStable).IsStable), Is.EqualTo((true, false)));
        Assert.That((Of(StopGoal.TopStable).First, Of(StopGoal.TopStable).Settled), Is.EqualTo(("best", 2)));
    }

    [Test]
    public void Has_nothing_to_say_where_nothing_ranks()
    {
        var run = Empty([Method("a"), Method("b")], [Similarity], "net").With("a", Similarity, Level(0.1))
            .With("b", Similarity, Level(0.2));
        Assert.That(new OrderLook(new StopRule(StopGoal.RankStable), "toy", 1, 3).Of(run, [["i"]], 5), Is.Null);
    }

    [Test]
    public void A_run_that_was_looked_at_has_its_probabilities_multiplied()
    {
        var run = Empty([Method("a"), Control("random")], [Deletion], "net").With("a", Deletion, Level(0.1, 12))
            .With("random", Deletion, Level(0.9, 12));
        Better(run, 1, SampleEnd.Stable, out var once);
        Better(run, 7, SampleEnd.Stable, out var looked);
        Better(run, 7, SampleEnd.All, out var all);
        Assert.That((once, looked, all), Is.EqualTo((Math.Pow(2, -12), 7 * Math.Pow(2, -12), Math.Pow(2, -12))));
    }

    private static void Better(RunResults run, int looks, SampleEnd ended, out double better) => better = Leaderboard.From(run with
    {
        Info = run.Info with
        {
            Anytime = new AnytimeInfo(new StopRule(StopGoal.RankStable))
            {
                Samples = [new DatasetSample("toy", 24, ended, looks, 1, [])],
            },
        },
    }).Tables.Single().Rows.Single(r => r.Method.Key == "a").Cells[0].Verdict.Better!.Value;

    private static RunResults Drawn()
    {
        var run = Empty([.. Names.Select(n => Method(n)), Control("random")], [Deletion, PointingGame], "net");
        foreach (var (m, name) in Names.Index())
            run = run.With(name, Deletion, Noise(m, 0.06 * m)).With(name, PointingGame, [.. Noise(9 + m).Select(v => v > 0.5 ? 1.0 : 0)]);
        return run.With("random", Deletion, Noise(77));
    }

    private static double?[] Noise(int seed, double more = 0)
    {
        var random = Seed.Of(seed).Random();
        return [.. Enumerable.Range(0, Images).Select(_ => (double?)(0.8 * random.NextDouble() + more))];
    }

    private static double?[] Level(double value, int images = Images) => [.. Enumerable.Repeat((double?)value, images)];
}
