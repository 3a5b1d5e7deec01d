using VisEval.Harness.Analysis;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis;

public sealed class InterimMeansTests
{
    [Test]
    public void Are_those_of_the_leaderboard_before_anything_is_ranked()
    {
        var means = InterimMeans.Of(Small(), ReportMetrics.Known).Tables.Single();
        var table = Leaderboard.From(Small(), ReportMetrics.Known).Tables.Single();
        Assert.That(means.Numbers.Select(n => n.Metric.Key), Is.EqualTo(new[] { "deletion", "pointing-game", "cascading-randomization" }));
        Assert.That(means.Rows.Select(r => r.Method.Key), Is.EqualTo(new[] { "grad-cam", "gradient", "random", "uniform" }));
        foreach (var row in means.Rows)
            foreach (var (column, number) in means.Numbers.Index())
            {
                var cell = table.Rows.Single(r => r.Method.Key == row.Method.Key).Cells[table.Numbers.ToList().IndexOf(number)];
                Assert.That(row.Means[column], Is.EqualTo(new InterimMean(cell.Mean, cell.Counts.Ok)));
            }
    }

    [Test]
    public void A_run_just_begun_has_none() => Assert.That(InterimMeans.Of(Empty([Method("a")], [Deletion], "net")).Tables, Is.Empty);
}
