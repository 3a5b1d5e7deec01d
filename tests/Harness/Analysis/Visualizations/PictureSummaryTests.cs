using VisEval.Core;
using VisEval.Harness.Analysis.Visualizations;
using VisEval.Harness.Results.Visualizations;
using VisEval.Harness.Statistics;
using VisEval.Metrics.Visualization;

namespace VisEval.Tests.Harness.Analysis.Visualizations;

public sealed class PictureSummaryTests
{
    [Test]
    public void Pictures_of_a_unit_count_together_and_the_interval_is_that_of_the_units()
    {
        var rows = Rows("v", false, "relative", [1, 2], [4], [6, 8]);
        var row = Summary([.. rows]).Single();
        var totals = new ClusterTotals([3, 4, 14], [2, 1, 2]);
        Assert.That(row.Value, Is.EqualTo(21 / 5.0).Within(1e-12));
        Assert.That(row.Interval, Is.EqualTo(StudentInterval.Of(totals)));
        Assert.That((row.Units, row.Better, row.Worse), Is.EqualTo((3, Array.Empty<string>(), Array.Empty<string>())));
    }

    [Test]
    public void A_gain_in_every_one_of_ten_units_is_a_gain_and_of_four_units_is_none()
    {
        foreach (var units in new[] { 10, 4 })
        {
            var values = Enumerable.Range(0, units).Select(i => new[] { (double)i % 3 }).ToArray();
            var summary = Summary(
            [
                .. Rows("good", false, "relative", [.. values.Select(v => new[] { v[0] + 1 })]),
                .. Rows("bad", false, "relative", [.. values.Select(v => new[] { v[0] - 1 })]),
                .. Rows("noise", true, "relative", values),
            ]);
            var enough = units == 10;
            Assert.That(Row("good").Better, Is.EqualTo(enough ? ["noise"] : Array.Empty<string>()));
            Assert.That(Row("bad").Worse, Is.EqualTo(enough ? ["noise"] : Array.Empty<string>()));
            Assert.That(Row("good").Worse.Concat(Row("bad").Better).Concat(Row("noise").Better), Is.Empty);

            PictureSummaryRow Row(string name) => summary.Single(r => r.Visualizer == name);
        }
    }

    [Test]
    public void A_visualizer_is_compared_with_its_own_pictures_of_other_units_alone()
    {
        double[][] low = [.. Enumerable.Range(0, 10).Select(i => new[] { (double)i % 3 })];
        double[][] high = [.. low.Select(v => new[] { v[0] + 1 })];
        var summary = Summary(
        [
            .. Rows("specific", false, "relative", high), .. Others("specific", low),
            .. Rows("any", false, "relative", high), .. Others("any", high),
        ]);
        Assert.Multiple(() =>
        {
            Assert.That(Row("specific").Better, Is.EqualTo(new[] { "another-unit" }));
            Assert.That(Row("any").Better.Concat(Row("any").Worse), Is.Empty);
            // The pictures of other units by another visualizer are none of its controls.
            Assert.That((Row("specific").Compared, Row("any").Compared), Is.EqualTo((1, 1)));
            Assert.That(Row("another-unit:specific").IsControl);
            Assert.That(Row("another-unit:specific").Value, Is.EqualTo(low.Average(v => v[0])).Within(1e-12));
        });

        PictureSummaryRow Row(string name) => summary.Single(r => r.Visualizer == name);
        static IEnumerable<PictureScoreRow> Others(string visualizer, double[][] values) =>
            Rows($"another-unit:{visualizer}", true, "relative", values).Select(r => r with { Another = (visualizer, "unit 0") });
    }

    [Test]
    public void Units_without_a_number_on_either_side_are_left_out_and_counted()
    {
        var missing = new VisualizationScore("relative", null, CellState.Undefined("constant-response")) { Unit = "unit 9", Picture = 0 };
        var row = Summary([.. Rows("v", false, "relative", [1], [2]), new PictureScoreRow("v", false, "activation", missing)]).Single();
        Assert.That(row.Units, Is.EqualTo(2));
        Assert.That(row.Without, Is.EqualTo(new[] { ("undefined:constant-response", 1) }));
    }

    [Test]
    public void A_number_of_all_units_has_the_interval_of_the_jackknife_and_no_test()
    {
        var score = new VisualizationScore("distance", 5, CellState.Ok) { WithoutUnit = [4, 5, 6.5] };
        var row = Summary([new PictureScoreRow("v", false, "frechet-distance", score)]).Single();
        var expected = Jackknife.Of(5, [4, 5, 6.5])!.Value;
        Assert.That(row.Value, Is.EqualTo(5));
        Assert.That(row.Interval, Is.EqualTo(expected.ClippedTo(new Interval(0, double.PositiveInfinity))));
    }

    [Test]
    public void Numbers_that_do_not_differ_have_no_interval_and_say_why()
    {
        var same = Summary([.. Rows("v", false, "rank", [1], [1], [1])]).Single();
        Assert.That((same.Value, same.Interval, same.WhyNoInterval), Is.EqualTo((1.0, (Interval?)null, "degenerate:no-spread")));
        var sets = new VisualizationScore("distance", 5, CellState.Ok) { WithoutUnit = [5, 5, 5], Units = 3 };
        var row = Summary([new PictureScoreRow("v", false, "frechet-distance", sets)]).Single();
        Assert.That((row.Interval, row.WhyNoInterval, row.Units), Is.EqualTo(((Interval?)null, "degenerate:no-spread", 3)));
        var two = Summary([new PictureScoreRow("v", false, "frechet-distance", sets with { WithoutUnit = [], Units = 2 })]).Single();
        Assert.That((two.Interval, two.WhyNoInterval, two.Units), Is.EqualTo(((Interval?)null, "undefined:too-few-units", 2)));
    }

    private static IReadOnlyList<PictureSummaryRow> Summary(IReadOnlyList<PictureScoreRow> rows) => PictureSummary.Of(
        new PictureScores(
            "data", "net",
            [
                new Unit<IVisualizationMetric>("activation", "activation", new Activation()),
                new Unit<IVisualizationMetric>("frechet-distance", "frechet-distance", new FrechetDistance()),
            ],
            rows, new Dictionary<(string, string), double>(), new Dictionary<string, int>(), []), Seed.Of(0));

    private static IEnumerable<PictureScoreRow> Rows(string visualizer, bool isControl, string name, params double[][] units) =>
        units.SelectMany((values, u) => values.Select((value, i) => new PictureScoreRow(
            visualizer, isControl, "activation", new VisualizationScore(name, value, CellState.Ok) { Unit = $"unit {u}", Picture = i })));
}
