using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Reports.Text;

public sealed class ShortNameTests
{
    [TestCase("rise:masks=8", "rise", "rise")]
    [TestCase("rise", "rise", "rise")]
    [TestCase("smooth:grad-cam", "smooth", "smooth:grad-cam")]
    [TestCase("smooth:samples=8:occlusion:window=8", "smooth", "smooth:samples=8:occlusion:window=8")]
    [TestCase("lrp@x:a=1", "lrp", "lrp@x:a=1")]
    [TestCase("lime:samples=8", "lime", "lime:samples=8")]
    public void Options_are_left_out_where_the_name_tells_what_is_shown(string key, string name, string shown)
    {
        MethodInfo[] methods =
        [
            .. new[] { ("lime:samples=8", "lime"), ("lime:samples=9", "lime"), (key, name) }
                .Select(m => new MethodInfo(m.Item1, m.Item2, "surrogate", "")).DistinctBy(m => m.Key),
        ];
        var run = ReportSamples.Empty(methods, [ReportSamples.Deletion], "net");
        foreach (var method in methods)
            run = run.With(method.Key, ReportSamples.Deletion, [0.1, 0.2, 0.3, 0.4]);
        var table = Leaderboard.From(run, ReportMetrics.Known).Tables[0];
        Assert.That(ShortName.Of(table, table.Rows.Single(r => r.Method.Key == key)), Is.EqualTo(shown));
    }

    [Test]
    public void Of_the_costs_time_is_shown_first()
    {
        var run = ReportSamples.Small();
        var table = Leaderboard.From(run, ReportMetrics.Known).Tables[0];
        Assert.That(Showcase.Cost(table)!.Value, Is.EqualTo(table.Costs.ToList().FindIndex(c => c.Name == "runtime")));
        Assert.That(Showcase.Cost(table with { Costs = [.. table.Costs.Reverse()] }), Is.EqualTo(table.Costs.Count - 1));
        Assert.That(Showcase.Cost(table with { Costs = [] }), Is.Null);
    }
}
