using System.Globalization;
using VisEval.Harness.Reports;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Reports;

public sealed class RenderingTests
{
    [Test]
    public void The_csv_file_is_as_stored() =>
        // Stored with the line ends of the sources; the file's own are tested below.
        Expected.Matches(LeaderboardCsv.Render(Leaderboard.From(Small())).ReplaceLineEndings("\n"), "Harness", "Reports", "Expectations", "leaderboard.csv");

    [Test]
    public void The_markdown_file_is_as_stored()
    {
        var run = Small();
        Expected.Matches(LeaderboardMarkdown.Render(run, Leaderboard.From(run)), "Harness", "Reports", "Expectations", "leaderboard.md");
    }

    [Test]
    public void The_markdown_of_two_models_is_as_stored()
    {
        var run = Empty([Method("a:x=1,y=2"), Control("random")], [Deletion], "one", "two")
            .With("a:x=1,y=2", Deletion, [0.2, 0.4], "one").With("random", Deletion, [0.25, 0.35], "one")
            .With("a:x=1,y=2", Deletion, [0.0001, 0.0002], "two").With("random", Deletion, [12.3456, 0.5], "two");
        Expected.Matches(LeaderboardMarkdown.Render(run, Leaderboard.From(run)), "Harness", "Reports", "Expectations", "two-models.md");
    }

    [Test]
    public void An_empty_run_says_so()
    {
        var run = Empty([], [], "net");
        Assert.That(LeaderboardMarkdown.Render(run, Leaderboard.From(run)), Does.Contain("The run has no results."));
        Assert.That(LeaderboardCsv.Render(Leaderboard.From(run)).Split("\r\n"), Has.Length.EqualTo(2), "the header and the end of its line");
    }

    [Test]
    public void Names_cannot_break_a_markdown_table_or_become_markup()
    {
        var run = Empty([Method("a|b<img src=x>")], [Deletion], "net").With("a|b<img src=x>", Deletion, [0.2]);
        var text = LeaderboardMarkdown.Render(run, Leaderboard.From(run));
        Assert.That(text, Does.Contain(@"| a\|b&lt;img src=x> | 1.00 | **0.200** |"));
    }

    [Test]
    public void Names_with_commas_and_quotes_are_quoted_in_csv()
    {
        var run = Empty([Method("a:x=1,y=\"2\"")], [Deletion], "net").With("a:x=1,y=\"2\"", Deletion, [0.2]);
        Assert.That(LeaderboardCsv.Render(Leaderboard.From(run)), Does.Contain("toy,net,\"a:x=1,y=\"\"2\"\"\",backpropagation,deletion,auc,lower,mean,0.2,"));
    }

    [Test]
    public void The_readers_culture_changes_nothing()
    {
        var run = Small();
        var expected = LeaderboardMarkdown.Render(run, Leaderboard.From(run)) + LeaderboardCsv.Render(Leaderboard.From(run));
        var before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NegativeSign) = (",", "~");
            CultureInfo.CurrentCulture = culture;
            Assert.That(LeaderboardMarkdown.Render(run, Leaderboard.From(run)) + LeaderboardCsv.Render(Leaderboard.From(run)), Is.EqualTo(expected));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
