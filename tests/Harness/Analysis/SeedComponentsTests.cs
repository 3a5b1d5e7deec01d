using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Reports.Page;
using VisEval.Harness.Results;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis;

/// <summary>The components of variance of a run with several seeds: in the leaderboard, the files and on the page.</summary>
public sealed class SeedComponentsTests
{
    // By image the numbers of the seeds: variances within 2, 0.5 and 0; means 1, 2.5 and 3.
    private static readonly double[][] Values = [[0, 2], [2, 3], [3, 3]];

    [Test]
    public void Stand_with_the_method_that_draws_on_one_network()
    {
        var table = Leaderboard.From(Run()).Tables.Single();
        var draw = table.Rows.Single(r => r.Method.Key == "rise").Cells[0].Draw!;
        // Seed: 2.5/3. Image: the variance of 1, 2.5, 3, 13/12, less a half of it.
        Assert.That(draw.Seed, Is.EqualTo(2.5 / 3).Within(1e-12));
        Assert.That(draw.Image, Is.EqualTo(13.0 / 12 - 2.5 / 6).Within(1e-12));
        Assert.That((draw.Images, draw.Seeds), Is.EqualTo((3, 2)));
        Assert.That(table.Rows.Single(r => r.Method.Key == "gradient").Cells[0].Draw, Is.Null);
        Assert.That(table.Rows.Single(r => r.Method.Key == "rise").Cells[0].Mean, Is.EqualTo(6.5 / 3).Within(1e-12));
        Assert.That(MetricBoard.From(Run()).Tables.Single().Rows[0].SeedShare, Is.EqualTo(draw.SeedShare));
    }

    [Test]
    public void An_image_without_all_its_numbers_has_no_part()
    {
        var run = Run();
        var gone = run with
        {
            Seeds = [.. run.Seeds.Select(s => s is { Seed: 2, Row.Cell.Image: "i2" }
                ? s with { Row = s.Row with { Value = null, State = CellState.Failed } } : s)],
        };
        var draw = Leaderboard.From(gone).Tables.Single().Rows.Single(r => r.Method.Key == "rise").Cells[0].Draw!;
        Assert.That((draw.Images, draw.Seed), Is.EqualTo((2, 1.25)));
    }

    [Test]
    public void Classes_of_an_image_share_its_draws()
    {
        var run = Run();
        // A second class of every image with the numbers turned round: by seed the mean of the two is the same for both seeds.
        var doubled = run with
        {
            Seeds =
            [
                .. run.Seeds,
                .. run.Seeds.Select(s => s with
                {
                    Seed = 3 - s.Seed,
                    Row = s.Row with { Cell = s.Row.Cell with { Target = 1 } },
                }),
            ],
        };
        Assert.That(Leaderboard.From(doubled).Tables.Single().Rows.Single(r => r.Method.Key == "rise").Cells[0].Draw!.Seed, Is.Zero);
    }

    [Test]
    public void Are_in_the_files_and_on_the_page()
    {
        var context = ReportContext.Of(Run());
        var line = LeaderboardCsv.Render(context.Leaderboard).Split("\r\n").Single(
            l => l.StartsWith("toy,net,rise,", StringComparison.Ordinal) && l.Contains(",deletion,", StringComparison.Ordinal));
        Assert.That(line, Does.EndWith($",2,{Text(13.0 / 12 - 2.5 / 6)},{Text(2.5 / 3)},0"));
        var page = new SeedsSection().Render(context).Source;
        Assert.That(page, Does.Contain("made 2 maps").And.Contain("rise").And.Contain("55.6%").And.Not.Contain("gradient"));
        Assert.That(new SeedsSection().Render(ReportContext.Of(Small())).Source, Is.Empty);
    }

    private static string Text(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static RunResults Run()
    {
        var run = Empty([Method("rise"), Method("gradient"), Control("random")], [Deletion], "net")
            .With("gradient", Deletion, [0.1, 0.2, 0.3]).With("random", Deletion, [0.6, 0.7, 0.8]);
        List<SeedRow> seeds =
        [
            .. Enumerable.Range(0, 2).SelectMany(k => run.With("rise", Deletion, [.. Values.Select(v => (double?)v[k])]).Scores
                .Where(s => s.Cell.Method == "rise").Select(s => new SeedRow(k + 1, s))),
        ];
        return run with
        {
            Info = run.Info with { Seeds = 2 },
            Scores = [.. run.Scores, .. SeedMeans.Means(seeds)],
            Seeds = seeds,
        };
    }
}
