using VisEval.Cli.Hosting;
using VisEval.Cli.Output;
using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Results;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Cli;

public sealed class LeaderboardViewTests
{
    private static readonly string[] Metrics =
    [
        "deletion", "insertion", "pointing-game", "energy-pointing-game", "localization-iou", "cascading-randomization", "sparseness",
    ];

    [Test]
    public void At_120_columns_everything_is_there_and_no_line_is_longer()
    {
        var text = Written(120);
        Assert.That(text.Split('\n').Max(l => l.TrimEnd().Length), Is.LessThanOrEqualTo(120), text);
        Assert.That(text, Does.Not.Contain("Not shown"));
        Assert.That(text, Does.Match(@"integrated-gradients +\S+ +\S+ +0\.250\S? +0\.250"));
        Assert.That(text, Does.Contain("[random]"));
        Assert.That(text, Does.Contain("Options: integrated-gradients:steps=16"));
    }

    [Test]
    public void Of_fifty_metrics_a_few_of_each_family_are_shown_and_the_others_counted()
    {
        var text = Written(120, [.. Metrics, .. Enumerable.Range(0, 43).Select(i => $"other-{i}")]);
        Assert.That(text.Split('\n').Max(l => l.TrimEnd().Length), Is.LessThanOrEqualTo(120), text);
        Assert.That(text, Does.Contain("44 further metrics: leaderboard.md, report.html."));
        Assert.That(text, Does.Contain("deletion").And.Contain("passes").And.Not.Contain("other-"));
        Assert.That(text, Does.Contain("Of one explanation: runtime (milliseconds), passes (images)."));
    }

    [Test]
    public void At_80_columns_the_rest_is_named_and_no_line_of_the_table_is_longer()
    {
        var text = Written(80);
        Assert.That(text, Does.Contain("Too wide for 80 columns, not shown: ").And.Contain("sparseness").And.Contain("leaderboard.md"));
        Assert.That(
            text.Split('\n').Where(l => l.Contains("  ", StringComparison.Ordinal)).Max(l => l.TrimEnd().Length), Is.LessThanOrEqualTo(80),
            text);
        Assert.That(text, Does.Contain("deletion"));
    }

    [Test]
    public void How_many_labelled_images_each_network_recognizes_is_stated() =>
        Assert.That(Written(120), Does.Contain("\nTop-1 class among the labels (mean probability of it; of the labelled "
            + "class): plain 1 of 2 images, 50.0% (0.583; 0.438),\nbare no labelled image (0.500; –).\n"));

    [Test]
    public void Without_a_terminal_there_is_no_escape_sequence() => Assert.That(Written(120), Does.Not.Contain('\u001b'));

    [TestCase("energy-pointing-game", new[] { "energy-", "pointing-", "game" })]
    [TestCase("cascading-randomization", new[] { "cascading-", "randomiza-", "tion" })]
    [TestCase("deletion:step=8,fill=blur", new[] { "deletion:", "step=8,", "fill=blur" })]
    [TestCase("mean rank", new[] { "mean", "rank" })]
    public void A_heading_is_broken_where_a_reader_would(string title, string[] lines) =>
        Assert.That(LeaderboardColumn.Lines(title), Is.EqualTo(lines));

    private static string Written(int width, string[]? names = null)
    {
        MethodInfo[] methods =
        [
            new("random", "random", "controls", ""), new("integrated-gradients:steps=16", "integrated-gradients", "backpropagation", ""),
        ];
        MetricInfo[] metrics =
        [
            .. (names ?? Metrics).Select(m => new MetricInfo(m, m, "faithfulness", "", [new ScoreInfo("value", Direction.Lower, 0, 1)])),
        ];
        metrics = [.. metrics, ReportMetrics.Runtime, ReportMetrics.Passes];
        var scores = from m in methods
                     from k in metrics.Where(k => k.Family != "cost")
                     from image in new[] { "a", "b", "c" }
                     select new ScoreRow(
                         new CellKey("scenes", "plain", m.Key, k.Key, image, 1), "value", m.IsControl ? 0.5 : 0.25, CellState.Ok);
        var timings = methods.Select(m => new TimingRow("scenes", "plain", m.Key, 0, 12.3, 50, 50, 512));
        var info = new RunInfo(
            "1.2.3", "quick", null, 0, [new DatasetInfo("scenes", "scenes", "", ["a", "b"], 3)], [new ModelInfo("plain", "plain", "")],
            methods, metrics, 1, 1024, new Dictionary<string, string>());
        using var output = new StringWriter();
        LeaderboardView.Write(
            Leaderboard.From(new RunResults(info, [.. scores], [], [], [.. timings], [], [], []), ReportMetrics.Known),
            [
                new PredictionRow("scenes", "plain", "a", [0], 0, 0.75, 0.75),
                new PredictionRow("scenes", "plain", "b", [1], 0, 0.5, 0.125),
                new PredictionRow("scenes", "plain", "c", [], 0, 0.5), new PredictionRow("scenes", "bare", "c", [], 0, 0.5),
                new PredictionRow("others", "plain", "a", [1], 0, 0.5),
            ],
            new CliHost(output, output) { Width = width });
        return output.ToString();
    }
}
