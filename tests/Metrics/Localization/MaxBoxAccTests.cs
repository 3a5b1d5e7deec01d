using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Localization;
using VisEval.Metrics.Shared.Regions;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Localization;

public class MaxBoxAccTests
{
    // Width, height and boxes of twelve images of the ILSVRC validation set.
    private static readonly (int Width, int Height, double[][] Boxes)[] Ilsvrc =
    [
        (500, 334, [[240, 225, 271, 286], [167, 202, 198, 264], [106, 212, 145, 290], [323, 220, 368, 282], [440, 247, 490, 300]]),
        (500, 375, [[135, 185, 199, 296]]), (500, 375, [[110, 68, 479, 312]]), (500, 382, [[88, 160, 448, 219]]),
        (500, 400, [[237, 65, 397, 391]]),
        (338, 500, [[143, 137, 286, 400], [123, 143, 202, 258]]), (500, 450, [[110, 99, 174, 217]]), (400, 300, [[94, 37, 271, 293]]),
        (500, 375, [[0, 191, 268, 374]]), (375, 500, [[133, 11, 251, 498]]), (500, 375, [[154, 60, 432, 240]]),
        (500, 375, [[129, 44, 384, 357]]),
    ];

    [Test]
    public void Centred_squares_on_official_boxes_fit_as_many_as_counted_one_by_one()
    {
        // The map is a pyramid: its thresholds give the squares of side 2, 4, …, 224 around the centre of an input of 224×224. By hand,
        // for the third image: its box is 49.3 to 214.6 by 40.6 to 186.4, the square of side 142 is 41 to 183; 133.7·142 are common,
        // of 24094 and 20164: 0.751.
        var pyramid = Enumerable.Range(0, 224 * 224).Select(i => (float)-Math.Max(Math.Abs(i % 224 - 111.5), Math.Abs(i / 224 - 111.5)));
        var map = new SaliencyMap([.. pyramid], 224, 224);
        var boxes = Ilsvrc.Select(i => i.Boxes.Select(
            b => new Box(b[0] * 224 / i.Width, b[1] * 224 / i.Height, b[2] * 224 / i.Width, b[3] * 224 / i.Height)).ToList()).ToList();
        var metric = new MaxBoxAcc();

        var pooled = metric.Pool([.. boxes.Select(b => metric.Evaluate(Context(map, b)))]);

        int Fitting(double overlap) => Enumerable.Range(1, 112).Max(half => boxes.Count(
            image => image.Max(b => Boxes.IntersectionOverUnion(new Box(112 - half, 112 - half, 112 + half, 112 + half), b)) >= overlap));
        Assert.That(new[] { 0.3, 0.5, 0.7 }.Select(Fitting), Is.EqualTo(new[] { 7, 5, 1 }), "counted by another program too");
        Assert.That(Boxes.IntersectionOverUnion(new Box(41, 41, 183, 183), boxes[2][0]), Is.EqualTo(0.751).Within(0.0005));
        Assert.That(pooled[2].Value, Is.EqualTo(5 / 12.0).Within(1e-15));
        Assert.That(pooled[3].Value, Is.EqualTo((7 + 5 + 1) / 36.0).Within(1e-15));
    }

    [Test]
    public void The_dialect_wsol_gives_the_accuracy_of_wsolevaluation()
    {
        // Those of its maps that are scaled to [0, 1] as its maps always are. The two constant ones have no boxes here: one is right there.
        var metric = (MaxBoxAcc)QuantusGoldens.Create("max-box-acc@wsol:thresholds=100");
        var golden = MetricGoldens.Of("MaxBoxAccV2").Single();
        var maps = golden.Input("maps");
        var results = golden.Params.GetProperty("boxes_resized").EnumerateArray().Select((boxes, i) => metric.Evaluate(Context(
            new SaliencyMap(maps.Item(i), 64, 64),
            [.. boxes.EnumerateArray()
                .Select(b => new Box(b[0].GetInt32(), b[1].GetInt32(), b[2].GetInt32(), b[3].GetInt32()))]))).ToList();
        Assert.That(results.Select(r => r.Scores[2].State.Text), Is.EqualTo(new[]
        {
            "ok", "ok", "ok", "ok", "ok", "degenerate:constant", "degenerate:constant", "ok", "ok",
        }));
        var pooled = metric.Pool([.. results.Where(r => r.Curves.Count > 0)]);
        var peer =
            golden.Expected.GetProperty("max_box_acc_percent_per_iou").EnumerateArray().Select(v => v.GetDouble() / 100 * 9).ToList();
        Assert.That(pooled[3].Value, Is.EqualTo(peer.Select(right => (right - 1) / 7).Average()).Within(1e-9));
    }

    [Test]
    public void The_threshold_is_the_best_for_all_images_not_for_each()
    {
        // Above half the range the first map fits its box, up to half the second; never both.
        var metric = new MaxBoxAcc();
        var first = metric.Evaluate(Context(new SaliencyMap([4, 2, 2, 2, 2, 0], 1, 6), [new Box(0, 0, 1, 1)]));
        var second = metric.Evaluate(Context(new SaliencyMap([4, 2, 2, 2, 2, 0], 1, 6), [new Box(0, 0, 5, 1)]));
        Assert.That(
            first.Scores.Concat(second.Scores).Select(s => s.Value), Is.EqualTo(new double?[] { null, null, 1, 1, null, null, 1, 1 }));
        Assert.That(metric.Pool([first, second]).Skip(2).Select(s => s.Value), Has.All.EqualTo(0.5));
        Assert.That(metric.Pool([first, first, second])[2].Value, Is.EqualTo(2 / 3.0).Within(1e-15));
    }

    [Test]
    public void The_threshold_is_chosen_on_the_other_half_of_the_images()
    {
        var metric = new MaxBoxAcc();
        var (first, second) = (
            metric.Evaluate(Context(new SaliencyMap([4, 2, 2, 2, 2, 0], 1, 6), [new Box(0, 0, 1, 1)])),
            metric.Evaluate(Context(new SaliencyMap([4, 2, 2, 2, 2, 0], 1, 6), [new Box(0, 0, 5, 1)])));
        double? Accuracy(params MetricResult[] images) => metric.Pool(images)[0].Value;
        Assert.That(Accuracy(first, second), Is.EqualTo(0), "what is best for one is wrong for the other; v1 is ½");
        Assert.That(Accuracy(first, first), Is.EqualTo(1));
        Assert.That(
            Accuracy(first, first, second, second), Is.EqualTo(0.5), "both halves are {first, second}: both choose the lower one");
        Assert.That(metric.Pool([first])[0].State.Text, Is.EqualTo("undefined:one-image"));
        // Drawn twice, an image stays in its half: there is no other.
        Assert.That(metric.Gather([first, second]).Over([[0, 0]]).Single()[0].State.Text, Is.EqualTo("undefined:one-image"));
    }

    [Test]
    public void The_first_version_takes_the_largest_region_the_second_any()
    {
        var score = new MaxBoxAcc().Evaluate(Context(new SaliencyMap([5, 0, 5, 5, 0, 5, 5, 5], 1, 8), [new Box(0, 0, 1, 1)]));
        Assert.That(score.Scores.Select(s => s.Value), Is.EqualTo(new double?[] { null, null, 0, 1 }));
    }

    [Test]
    public void A_larger_region_that_is_ignored_is_passed_over_but_the_image_still_counts()
    {
        // The region of one pixel is the object; that of three lies on a crowd.
        float[] values = [5, 0, 0, 5, 5, 5];
        var metric = new MaxBoxAcc();
        GroundTruth Truth(params int[] ignored) => Truths.Of(new PixelMask(new bool[6], 1, 6), new Box(0, 0, 1, 1)) with
        {
            InputIgnored = new PixelMask([.. Enumerable.Range(0, 6).Select(ignored.Contains)], 1, 6),
        };
        double? First(float[] map, GroundTruth truth, MaxBoxAcc? of = null) =>
            (of ?? metric).Evaluate(new FakeMetricContext(new SaliencyMap(map, 1, 6)) { Truth = truth }).Scores[2].Value;
        Assert.That(First(values, Truth(3, 4)), Is.EqualTo(1), "two thirds of the larger one are ignored");
        Assert.That(First(values, Truth(3)), Is.EqualTo(0), "one third is not enough");
        Assert.That(First(values, Truth()), Is.EqualTo(0));
        Assert.That(First([0, 0, 0, 5, 5, 5], Truth(3, 4, 5)), Is.EqualTo(0), "nothing else was found: the object was missed");
        Assert.That(First(values, Truth(3, 4), new MaxBoxAcc(Contours: true)), Is.EqualTo(0), "the authors' code knows no ignored pixels");
    }

    [TestCase(0)]
    [TestCase(7)]
    [TestCase(40)]
    public void Curves_and_pool_are_those_of_a_search_over_thresholds(int thresholds)
    {
        var random = Seed.Of(thresholds).Random();
        var metric = new MaxBoxAcc(thresholds);
        var images = Enumerable.Range(0, 12).Select(_ => (
            Map: new SaliencyMap([.. Enumerable.Range(0, 48).Select(i => (float)(random.NextInt(9) - Math.Abs(i % 8 - 3) - i / 8))], 6, 8),
            Box: new Box(random.NextInt(3), 0, 5 + random.NextInt(3), 3 + random.NextInt(3)))).ToList();
        var tried = (thresholds == 0
            ? images.SelectMany(i => i.Map.Values.Select(v => Scaled(i.Map, v)))
            : Enumerable.Range(0, thresholds).Select(k => (double)k / thresholds)).Distinct().ToList();
        double Best(double overlap, bool any) => tried.Max(t => images.Average(i =>
        {
            var regions =
                ConnectedComponents.Find(new PixelMask([.. i.Map.Values.Select(v => Scaled(i.Map, v) >= t)], 6, 8), Connectivity.Eight);
            var boxes = any ? regions : [regions.OrderByDescending(r => r.Pixels).ThenBy(r => r.First).First()];
            return boxes.Any(r => Boxes.IntersectionOverUnion(r.Box, i.Box) >= overlap) ? 1 : 0;
        }));

        var pooled = metric.Pool([.. images.Select(i => metric.Evaluate(Context(i.Map, [i.Box])))]);

        Assert.That(pooled[2].Value, Is.EqualTo(Best(0.5, any: false)).Within(1e-12));
        Assert.That(pooled[3].Value, Is.EqualTo(new[] { 0.3, 0.5, 0.7 }.Average(o => Best(o, any: true))).Within(1e-12));
        Assert.That(pooled[2].Value, Is.InRange(0.05, 0.99), "a test that can tell");
    }

    [Test]
    public void Scaling_a_map_changes_nothing()
    {
        float[] values = [1, 7, 3, 0, 2, 6, 6, 1, 0];
        GroundTruth truth = Truths.Of(new PixelMask(new bool[9], 3, 3), new Box(1, 0, 2, 3));
        MetricResult Score(float factor, float shift) => new MaxBoxAcc().Evaluate(
            new FakeMetricContext(new SaliencyMap([.. values.Select(v => v * factor + shift)], 3, 3)) { Truth = truth });
        Assert.That(Score(8, -16).Scores, Is.EqualTo(Score(1, 0).Scores));
        Assert.That(Score(8, -16).Curves[0].X, Is.EqualTo(Score(1, 0).Curves[0].X));
    }

    [TestCase(new float[] { 1, 1, 1 }, "degenerate:constant")]
    [TestCase(new float[] { 1, float.NaN, 1 }, "degenerate:not-finite")]
    public void A_map_without_regions_has_a_state(float[] map, string state) =>
        Assert.That(
            new MaxBoxAcc().Evaluate(Context(new SaliencyMap(map, 1, 3), [new Box(0, 0, 1, 1)])).Scores.Select(s => s.State.Text),
            Has.All.EqualTo(state));

    [Test]
    public void Without_a_box_in_the_input_the_metric_does_not_apply()
    {
        var map = new SaliencyMap([1, 2, 3], 1, 3);
        Assert.That(new MaxBoxAcc().Evaluate(Context(map, [])).Scores[0].State.Text, Is.EqualTo("undefined:no-annotation"));
        Assert.That(
            new MaxBoxAcc().Evaluate(Context(map, [new Box(4, 0, 5, 1)])).Scores[0].State.Text, Is.EqualTo("undefined:not-in-input"));
    }

    private static double Scaled(SaliencyMap map, float value) =>
        ((double)value - map.Values.Min()) / ((double)map.Values.Max() - map.Values.Min());

    private static FakeMetricContext Context(SaliencyMap map, IReadOnlyList<Box> boxes) =>
        new(map) { Truth = Truths.Of(new PixelMask(new bool[map.Values.Length], map.Height, map.Width), boxes) };
}
