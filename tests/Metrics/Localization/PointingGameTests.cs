using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Localization;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Localization;

internal sealed class PointingGameTests
{
    private static readonly GroundTruth Left = Truths.Of("#...", "#...", "....");

    // The map's only maximum is moved along the top row; the target ends at column 0.
    [TestCase(2, 2, false)]
    [TestCase(2, 2.001, true)]
    [TestCase(1, 1, false)]
    [TestCase(0, 1, true)]
    [TestCase(0, 0, true)]
    [TestCase(1, 0, false)]
    public void A_hit_is_a_distance_strictly_below_the_tolerance(int column, double tolerance, bool hit)
    {
        var map = new float[12];
        map[column] = 1;
        Assert.That(
            new PointingGame(tolerance).Evaluate(Context(map)).Scores.Single(), Is.EqualTo(ScoreValue.Ok("hit", hit ? 1 : 0)));
    }

    [Test]
    public void Tolerance_0_never_hits_in_the_dialect_of_TorchRay()
    {
        var metric = new Catalogue<IMetric>(typeof(IMetric).Assembly).Create("pointing-game@torchray:tolerance=0").Value;
        Assert.That(metric.Evaluate(Context([9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])).Scores.Single().Value, Is.Zero);
    }

    [Test]
    public void Of_tied_maxima_the_first_in_row_major_order_points() =>
        Assert.Multiple(() =>
        {
            Assert.That(new PointingGame(0).Evaluate(Context([0, 5, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0])).Scores.Single().Value, Is.Zero);
            Assert.That(new PointingGame(0).Evaluate(Context([5, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])).Scores.Single().Value, Is.EqualTo(1));
        });

    [Test]
    public void The_largest_of_negative_values_points() =>
        Assert.That(
            new PointingGame(0).Evaluate(Context([-1, -2, -3, -4, -5, -6, -7, -8, -9, -9, -9, -9])).Scores.Single().Value, Is.EqualTo(1));

    [TestCase(1, "degenerate:constant")]
    [TestCase(0, "degenerate:constant")]
    [TestCase(float.NaN, "degenerate:not-finite")]
    public void A_map_that_points_nowhere_is_no_hit_even_on_the_target(float value, string state) =>
        Assert.That(
            new PointingGame().Evaluate(Context([.. Enumerable.Repeat(value, 12)])).Scores.Single(),
            Is.EqualTo(new ScoreValue("hit", null, CellState.Parse(state))));

    [Test]
    public void A_single_pixel_points_nowhere() =>
        Assert.That(
            new PointingGame().Evaluate(new FakeMetricContext(new SaliencyMap([5], 1, 1)) { Truth = Truths.Of("#") })
                .Scores.Single().State.Text,
            Is.EqualTo("degenerate:constant"));

    [Test]
    public void Without_annotation_the_metric_does_not_apply()
    {
        var map = new SaliencyMap([1, 2], 1, 2);
        Assert.That(
            new PointingGame().Evaluate(new FakeMetricContext(map)).Scores.Single().State.Text, Is.EqualTo("undefined:no-annotation"));
        Assert.That(
            new PointingGame().Evaluate(new FakeMetricContext(map) { Truth = Truths.Of("..") }).Scores.Single().State.Text,
            Is.EqualTo("undefined:no-annotation"));
    }

    [TestCase(0, "undefined:not-in-input")]
    [TestCase(1, "ok")]
    public void An_object_that_was_cropped_away_cannot_be_pointed_at_but_one_too_thin_for_a_pixel_can(int boxes, string state)
    {
        var original = new PixelMask([.. Enumerable.Range(0, 64).Select(i => i % 8 == 0)], 8, 8);
        var nothing = new PixelMask(new bool[16], 4, 4);
        var truth = new GroundTruth(
            original, nothing, [.. Enumerable.Repeat(new Box(0, 0, 0.4, 4), boxes)], new ImageGeometry(8, 8, 1, 1, 4, 2));
        var map = new SaliencyMap([.. Enumerable.Range(0, 16).Select(i => (float)i)], 4, 4);
        Assert.That(
            new PointingGame().Evaluate(new FakeMetricContext(map) { Truth = truth }).Scores.Single().State.Text, Is.EqualTo(state));
    }

    [Test]
    public void Distances_are_measured_in_the_original_image()
    {
        // The input is the original at a tenth of its size; its pixel (1, 0) lies at columns 10 to 19 there, the target at column 0.
        var original = new PixelMask(new bool[30 * 40], 30, 40);
        original.Pixels[0] = true;
        var map = new float[12];
        map[1] = 1;
        var context = new FakeMetricContext(new SaliencyMap(map, 3, 4))
        {
            Truth = new GroundTruth(original, Left.Input, [], new ImageGeometry(30, 40, 0.1, 0.1, 0, 0)),
        };
        // Resized bilinearly, the maximum is the mean of two pixels around the centre: columns 14 and 15, first in rows 0 to 4.
        Assert.That(new PointingGame(14).Evaluate(context).Scores.Single().Value, Is.Zero);
        Assert.That(new PointingGame(14.5).Evaluate(context).Scores.Single().Value, Is.EqualTo(1));
    }

    private static IEnumerable<GoldenCase> Quantus => QuantusGoldens.Of("PointingGame");

    [TestCaseSource(nameof(Quantus))]
    public void Any_tied_maximum_hits_as_in_Quantus_but_a_constant_map_never(GoldenCase golden) =>
        QuantusGoldens.Check(golden, "PointingGame", QuantusGoldens.Create("pointing-game@quantus"), needsOrder: true);

    [TestCase(PointTies.First, 0)]
    [TestCase(PointTies.Expected, 1 / 3.0)]
    [TestCase(PointTies.Any, 1)]
    public void Ties_are_taken_in_order_or_averaged_or_forgiven(PointTies ties, double hit)
    {
        // Maxima at (1, 0), (0, 1) and (3, 2), of which the second is the target's.
        float[] map = [0, 5, 0, 0, 5, 0, 0, 0, 0, 0, 0, 5];
        foreach (var space in Enum.GetValues<PointSpace>())
            Assert.That(
                new PointingGame(0, Ties: ties, Space: space).Evaluate(Context(map)).Scores.Single().Value, Is.EqualTo(hit).Within(1e-15));
    }

    [Test]
    public void The_expectation_is_the_mean_over_maxima_that_are_made_unique_by_turns()
    {
        float[] map = [7, 7, 0, 7, 0, 7, 7, 0, 7, 0, 0, 0];
        var mean = Enumerable.Range(0, map.Length).Where(i => map[i] == 7).Average(i =>
        {
            var unique = (float[])map.Clone();
            unique[i] = 8;
            return new PointingGame(1.5).Evaluate(Context(unique)).Scores.Single().Value!.Value;
        });
        Assert.That(
            new PointingGame(1.5, Ties: PointTies.Expected).Evaluate(Context(map)).Scores.Single().Value, Is.EqualTo(mean).Within(1e-15));
        Assert.That(mean, Is.InRange(0.1, 0.9));
    }

    [Test]
    public void A_plateau_stays_one_where_the_map_is_resized()
    {
        // All of the left half is at the maximum, in an original three times as large; the target is its upper half.
        var map = new SaliencyMap([.. Enumerable.Range(0, 64).Select(i => i % 8 < 4 ? 0.7f : 0.1f)], 8, 8);
        var original = new PixelMask([.. Enumerable.Range(0, 24 * 24).Select(i => i / 24 < 12 && i % 24 < 12)], 24, 24);
        var truth = new GroundTruth(original, original, [], new ImageGeometry(24, 24, 8 / 24.0, 8 / 24.0, 0, 0));
        var context = new FakeMetricContext(map) { Truth = truth };
        Assert.That(new PointingGame(0, Ties: PointTies.Expected).Evaluate(context).Scores.Single().Value, Is.EqualTo(0.5).Within(1e-12));
    }

    [Test]
    public void Smoothing_moves_the_point_from_a_lonely_maximum_to_a_region()
    {
        // A pixel of 3 at the right against nine of 2 at the left, of 20×20; deviation 1 pixel.
        var map = new float[400];
        map[3 * 20 + 17] = 3;
        foreach (var i in Enumerable.Range(0, 9))
            map[(9 + i / 3) * 20 + 2 + i % 3] = 2;
        var truth = Truths.Of(new PixelMask([.. Enumerable.Range(0, 400).Select(i => i == 10 * 20 + 3)], 20, 20));
        double Hit(double smooth) => new PointingGame(0, Smooth: smooth).Evaluate(
            new FakeMetricContext(new SaliencyMap(map, 20, 20)) { Truth = truth }).Scores.Single().Value!.Value;
        Assert.That(Hit(0), Is.Zero);
        Assert.That(Hit(0.05), Is.EqualTo(1));
    }

    [Test]
    public void The_mean_over_images_is_not_the_mean_over_classes_of_TorchRay()
    {
        // Hits and misses of the golden case: TorchRay averages classes, of which one has no image and counts 0.
        var golden = MetricGoldens.Of("PointingGame aggregation (TorchRay)").Single();
        var pairs = golden.Params.GetProperty("hit_class_pairs").EnumerateArray()
            .Select(p => (Hit: p[0].GetInt32(), Class: p[1].GetInt32())).Where(p => p.Hit != 0).ToList();
        var classes = Enumerable.Range(0, golden.Params.GetProperty("num_classes").GetInt32())
            .Select(c => pairs.Count(p => p == (1, c)) / (double)Math.Max(1, pairs.Count(p => p.Class == c))).ToList();
        Assert.That(classes.Average(), Is.EqualTo(golden.Expected.GetProperty("accuracy").GetDouble()).Within(golden.Tolerance));
        Assert.That(pairs.Average(p => p.Hit == 1 ? 1 : 0), Is.EqualTo(2 / 3.0).Within(1e-15), "ours, from the numbers of single images");
    }

    [Test]
    public void The_perfect_map_beats_its_permutations_on_average()
    {
        var map = Left.Input.Pixels.Select(p => p ? 1f : 0f).ToArray();
        Assert.That(new PointingGame(0).Evaluate(Context(map)).Scores.Single().Value, Is.EqualTo(1));
        var hits = Enumerable.Range(0, 50).Average(i =>
        {
            var shuffled = (float[])map.Clone();
            Seed.Of(i).Random().Shuffle(shuffled.AsSpan());
            return new PointingGame(0).Evaluate(Context(shuffled)).Scores.Single().Value!.Value;
        });
        Assert.That(hits, Is.LessThan(0.5));
    }

    private static FakeMetricContext Context(float[] map) => new(new SaliencyMap(map, 3, 4)) { Truth = Left };
}
