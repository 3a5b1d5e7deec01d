using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Localization;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Localization;

public class PointingGameTests
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
            new PointingGame(tolerance).Score(Context(map)).Scores.Single(), Is.EqualTo(ScoreValue.Ok("hit", hit ? 1 : 0)));
    }

    [Test]
    public void Tolerance_0_never_hits_in_the_dialect_of_TorchRay()
    {
        var metric = new Catalogue<IMetric>(typeof(IMetric).Assembly).Create("pointing-game@torchray:tolerance=0").Value;
        Assert.That(metric.Score(Context([9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])).Scores.Single().Value, Is.Zero);
    }

    [Test]
    public void Of_tied_maxima_the_first_in_row_major_order_points() =>
        Assert.Multiple(() =>
        {
            Assert.That(new PointingGame(0).Score(Context([0, 5, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0])).Scores.Single().Value, Is.Zero);
            Assert.That(new PointingGame(0).Score(Context([5, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])).Scores.Single().Value, Is.EqualTo(1));
        });

    [Test]
    public void The_largest_of_negative_values_points() =>
        Assert.That(
            new PointingGame(0).Score(Context([-1, -2, -3, -4, -5, -6, -7, -8, -9, -9, -9, -9])).Scores.Single().Value, Is.EqualTo(1));

    [TestCase(1, "degenerate:constant")]
    [TestCase(0, "degenerate:constant")]
    [TestCase(float.NaN, "degenerate:not-finite")]
    public void A_map_that_points_nowhere_is_no_hit_even_on_the_target(float value, string state) =>
        Assert.That(
            new PointingGame().Score(Context([.. Enumerable.Repeat(value, 12)])).Scores.Single(),
            Is.EqualTo(new ScoreValue("hit", null, CellState.Parse(state))));

    [Test]
    public void A_single_pixel_points_nowhere() =>
        Assert.That(
            new PointingGame().Score(new FakeMetricContext(new SaliencyMap([5], 1, 1)) { Truth = Truths.Of("#") })
                .Scores.Single().State.Text,
            Is.EqualTo("degenerate:constant"));

    [Test]
    public void Without_annotation_the_metric_does_not_apply()
    {
        var map = new SaliencyMap([1, 2], 1, 2);
        Assert.That(
            new PointingGame().Score(new FakeMetricContext(map)).Scores.Single().State.Text, Is.EqualTo("undefined:no-annotation"));
        Assert.That(
            new PointingGame().Score(new FakeMetricContext(map) { Truth = Truths.Of("..") }).Scores.Single().State.Text,
            Is.EqualTo("undefined:no-annotation"));
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
        Assert.That(new PointingGame(14).Score(context).Scores.Single().Value, Is.Zero);
        Assert.That(new PointingGame(14.5).Score(context).Scores.Single().Value, Is.EqualTo(1));
    }

    [Test]
    public void The_perfect_map_beats_its_permutations_on_average()
    {
        var map = Left.Input.Pixels.Select(p => p ? 1f : 0f).ToArray();
        Assert.That(new PointingGame(0).Score(Context(map)).Scores.Single().Value, Is.EqualTo(1));
        var hits = Enumerable.Range(0, 50).Average(i =>
        {
            var shuffled = (float[])map.Clone();
            Seed.Of(i).Random().Shuffle(shuffled.AsSpan());
            return new PointingGame(0).Score(Context(shuffled)).Scores.Single().Value!.Value;
        });
        Assert.That(hits, Is.LessThan(0.5));
    }

    private static FakeMetricContext Context(float[] map) => new(new SaliencyMap(map, 3, 4)) { Truth = Left };
}
