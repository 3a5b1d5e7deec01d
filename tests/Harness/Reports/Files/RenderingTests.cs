using System.Globalization;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Reports.Files;

public sealed class RenderingTests
{
    private static string Markdown(RunResults run) =>
        LeaderboardMarkdown.Render(run, Leaderboard.From(run, ReportMetrics.Known), MetricBoard.From(run, ReportMetrics.Known));

    [Test]
    public void The_csv_file_is_as_stored() =>
        // Stored with the line ends of the sources; the file's own are tested below.
        Expected.Matches(LeaderboardCsv.Render(Leaderboard.From(Small(), ReportMetrics.Known)).ReplaceLineEndings("\n"), "Harness",
            "Reports", "Expectations", "leaderboard.csv");

    [Test]
    public void The_files_about_the_metrics_are_as_stored()
    {
        var board = MetricBoard.From(Small(), ReportMetrics.Known);
        Expected.Matches(MetricsCsv.Render(board).ReplaceLineEndings("\n"), "Harness", "Reports", "Expectations", "metrics.csv");
        Expected.Matches(AgreementCsv.Render(board).ReplaceLineEndings("\n"), "Harness", "Reports", "Expectations", "agreement.csv");
    }

    [Test]
    public void The_markdown_file_is_as_stored()
    {
        var run = Small();
        Expected.Matches(Markdown(run), "Harness", "Reports", "Expectations", "leaderboard.md");
    }

    [Test]
    public void The_markdown_of_two_models_is_as_stored()
    {
        var run = Empty([Method("a:x=1,y=2"), Control("random")], [Deletion], "one", "two")
            .With("a:x=1,y=2", Deletion, [0.2, 0.4], "one").With("random", Deletion, [0.25, 0.35], "one")
            .With("a:x=1,y=2", Deletion, [0.0001, 0.0002], "two").With("random", Deletion, [12.3456, 0.5], "two");
        Expected.Matches(Markdown(run), "Harness", "Reports", "Expectations", "two-models.md");
    }

    [Test]
    public void An_empty_run_says_so()
    {
        var run = Empty([], [], "net");
        Assert.That(Markdown(run), Does.Contain("The run has no results."));
        Assert.That(LeaderboardCsv.Render(Leaderboard.From(run, ReportMetrics.Known)).Split("\r\n"), Has.Length.EqualTo(2),
            "the header and the end of its line");
    }

    [Test]
    public void Names_cannot_break_a_markdown_table_or_become_markup()
    {
        var run = Empty([Method("a|b<img src=x>")], [Deletion], "net").With("a|b<img src=x>", Deletion, [0.2]);
        var text = Markdown(run);
        Assert.That(text, Does.Contain(@"| a\|b&lt;img src=x> | 1 = | – | **0.200** |"));
    }

    [Test]
    public void Names_with_commas_and_quotes_are_quoted_in_csv()
    {
        var run = Empty([Method("a:x=1,y=\"2\"")], [Deletion], "net").With("a:x=1,y=\"2\"", Deletion, [0.2]);
        Assert.That(
            LeaderboardCsv.Render(Leaderboard.From(run, ReportMetrics.Known)),
            Does.Contain("toy,net,\"a:x=1,y=\"\"2\"\"\",backpropagation,deletion,auc,lower,mean,0.2,"));
    }

    [Test]
    public void The_readers_culture_changes_nothing()
    {
        var run = Small();
        var expected = Markdown(run) + LeaderboardCsv.Render(Leaderboard.From(run, ReportMetrics.Known));
        var before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NegativeSign) = (",", "~");
            CultureInfo.CurrentCulture = culture;
            Assert.That(Markdown(run) + LeaderboardCsv.Render(Leaderboard.From(run, ReportMetrics.Known)), Is.EqualTo(expected));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
