using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Localization;
using VisEval.Metrics.Shared.Regions;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Localization;

internal sealed class LocalizationIouTests
{
    private static IReadOnlyList<GoldenCase> Goldens => MetricGoldens.Of("LargestComponentBox");

    [TestCaseSource(nameof(Goldens))]
    public void Overlaps_are_those_of_the_boxes_of_scikit_image(GoldenCase golden)
    {
        var map = golden.Map();
        var corners = golden.Params.GetProperty("gt_box_x0y0x1y1_inclusive").EnumerateArray().Select(v => v.GetInt32()).ToArray();
        var truth = Truths.Of(
            new PixelMask(new bool[map.Values.Length], map.Height, map.Width),
            new Box(corners[0], corners[1], corners[2] + 1, corners[3] + 1));
        foreach (var threshold in new[] { 0.15, 0.2, 0.5 })
            foreach (var (connectivity, name) in new[] { (Connectivity.Four, "conn4"), (Connectivity.Eight, "conn8") })
            {
                var score = Score(map, truth, new LocalizationIou(threshold, connectivity));
                if (map.State.IsOk)
                    Assert.That(
                        score.Value,
                        Is.EqualTo(golden.Expected.GetProperty(FormattableString.Invariant($"tau{threshold}_{name}"))
                            .GetProperty("iou").GetDouble())
                            .Within(golden.Tolerance));
                else
                    Assert.That(score.State.Text, Is.EqualTo("degenerate:constant"));
            }
    }

    [Test]
    public void The_best_matching_box_counts_and_boxes_end_at_the_frame()
    {
        // The bright region is columns 2 and 3 of row 0. The second box is clipped from 6 to 4 columns: overlap 2 of 3.
        var map = new SaliencyMap([0, 0, 1, 1, 0, 0, 0, 0], 2, 4);
        Assert.That(Score(map, Frame(new Box(0, 0, 4, 2), new Box(1, 0, 6, 1))).Value, Is.EqualTo(2.0 / 3).Within(1e-15));
    }

    [Test]
    public void The_region_with_the_most_pixels_is_taken_not_the_brightest() =>
        Assert.That(
            Score(new SaliencyMap([9, 0, 2, 2, 0, 0, 2, 2], 2, 4), Frame(new Box(2, 0, 4, 2))).Value, Is.EqualTo(1));

    [TestCase(Connectivity.Four, 0.25)]
    [TestCase(Connectivity.Eight, 1)]
    public void Corners_connect_where_asked(Connectivity connectivity, double iou) =>
        Assert.That(
            Score(
                new SaliencyMap([1, 0, 0, 1], 2, 2), Frame(2, 2, new Box(0, 0, 2, 2)),
                new LocalizationIou(Connectivity: connectivity)).Value,
            Is.EqualTo(iou));

    [TestCase(new float[] { 1, 1, 1, 1, 1, 1, 1, 1 }, "degenerate:constant")]
    [TestCase(new float[] { -1, -2, -1, -1, -1, -1, -1, -1 }, "degenerate:empty")]
    [TestCase(new float[] { 1, float.NaN, 1, 1, 1, 1, 1, 1 }, "degenerate:not-finite")]
    public void A_map_without_a_region_has_a_state(float[] map, string state) =>
        Assert.That(
            Score(new SaliencyMap(map, 2, 4), Frame(new Box(0, 0, 1, 1))), Is.EqualTo(new ScoreValue("iou", null, CellState.Parse(state))));

    [Test]
    public void Without_a_box_or_with_all_boxes_cut_away_the_metric_does_not_apply()
    {
        var map = new SaliencyMap([0, 0, 1, 1, 0, 0, 0, 0], 2, 4);
        Assert.That(
            new LocalizationIou().Evaluate(new FakeMetricContext(map)).Scores.Single().State.Text, Is.EqualTo("undefined:no-annotation"));
        Assert.That(Score(map, Frame()).State.Text, Is.EqualTo("undefined:no-annotation"));
        Assert.That(Score(map, Frame(new Box(-9, 0, -1, 2))).State.Text, Is.EqualTo("undefined:not-in-input"));
    }

    private static GroundTruth Frame(params IReadOnlyList<Box> boxes) => Frame(2, 4, boxes);

    private static GroundTruth Frame(int height, int width, params IReadOnlyList<Box> boxes) =>
        Truths.Of(new PixelMask(new bool[height * width], height, width), boxes);

    private static ScoreValue Score(SaliencyMap map, GroundTruth truth, LocalizationIou? metric = null) =>
        (metric ?? new LocalizationIou()).Evaluate(new FakeMetricContext(map) { Truth = truth }).Scores.Single();
}
