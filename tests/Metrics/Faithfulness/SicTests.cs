using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Curves;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

/// <summary>Softmax and accuracy information curves of a black image with some bright pixels, whose information is their sum.</summary>
public class SicTests
{
    private const int Side = 5;
    private static readonly ImageSize Size = new(1, Side, Side);

    // Rows and columns 1 and 3.
    private static readonly int[] Bright = [6, 8, 16, 18];

    [Test]
    public void Where_confidence_is_information_the_area_is_a_half()
    {
        var result = Score(new Sic("0.04+0.08+0.12", Start: 0), image => 0.9 * Total(image) / 4, Map(9, 8, 7, 6));
        Assert.That(result.Scores.Single().Value, Is.EqualTo(0.5).Within(1e-6));
        Assert.That(result.Curves.Single().Y, Is.EqualTo(EvenCurve.Positions(101)).AsCollection.Within(1e-5));
    }

    [Test]
    public void The_curve_of_a_few_pixels_is_that_of_the_closed_form()
    {
        // Thresholds reveal 1, 2 and 3 of the pixels, p is 0.1, 0.9·0.9 and 0.9 as soon as pixels 6 and 8 are seen.
        double Formula(float[] image) => 0.1 + 0.3 * On(image, 6) + 0.5 * On(image, 8);
        var result =
            Score(new Sic("0.04+0.08+0.12", Start: 0), Formula, Map(9, 8, 7, 6), size: image => 100 + (long)Math.Round(20 * Known(image)));
        // x = 1/4, 2/4, 3/4, y = 0.3/0.8, 1, 1.
        Assert.That(result.Scores.Single().Value, Is.EqualTo(0.25 * (0.375 / 2 + (0.375 + 1) / 2 + 1 + 1)).Within(1e-6));
    }

    [Test]
    public void A_better_map_has_more_area()
    {
        double Formula(float[] image) => 0.1 + 0.7 * On(image, 6) + 0.1 * On(image, 8);
        double Of(float[] map) =>
            Score(new Sic("0.04+0.08+0.12", Start: 0), Formula, map, image => 100 + (long)Math.Round(20 * Known(image)))
                .Scores.Single().Value!.Value;
        var perfect = Of(Map(9, 8, 1, 1.5f));
        Assert.That(Of(Map(8, 9, 1, 1.5f)), Is.LessThan(perfect));
        Assert.That(Of(Map(1, 1.5f, 8, 9)), Is.LessThan(Of(Map(8, 9, 1, 1.5f))));
        Assert.That(Of([.. Map(9, 8, 1, 1.5f).Select(v => 1000 * v)]), Is.EqualTo(perfect));
    }

    [Test]
    public void Confidence_that_falls_again_is_held_unless_asked_otherwise()
    {
        double Formula(float[] image) => 0.1 + 0.8 * On(image, 6) - 0.4 * On(image, 8) + 0.4 * On(image, 16);
        float[] map = Map(9, 8, 7, 6);
        double Of(bool monotone) =>
            Score(new Sic("0.04+0.08+0.12", 0, Monotone: monotone), Formula, map, image => 100 + (long)Math.Round(20 * Known(image)))
                .Scores.Single().Value!.Value;
        Assert.That(Of(true), Is.EqualTo(0.25 * (0.5 + 1 + 1 + 1)).Within(1e-6));
        Assert.That(Of(false), Is.EqualTo(0.25 * (0.5 + 0.75 + 0.75 + 1)).Within(1e-6));
    }

    [Test]
    public void Pixels_that_tie_with_the_quantile_are_revealed_together()
    {
        var seen = Seen(new Sic("0.04", Start: 0), Map(9, 9, 1, 1));
        Assert.That(Bright.Select(p => On(seen[1], p)), Is.EqualTo(new double[] { 1, 1, 0, 0 }));
    }

    [Test]
    public void The_blurred_image_knows_some_random_pixels_the_same_for_every_map()
    {
        var size = new ImageSize(1, 20, 20);
        var image = Images.Random(size, 1, seed: 1).Values;
        float[] Blurred(int map, long seed)
        {
            var model = new FakeClassifier(size, 2, x => x.AsSpan().SequenceEqual(image.Values) ? [3, 0] : [0, 0]);
            new Sic(Start: 0.1).Evaluate(new FakeMetricContext(new SaliencyMap(Images.Random(size, 1, map).Values.Values, 20, 20))
            {
                Model = model,
                Image = image,
                SharedSeed = Seed.Of(seed),
                Compressed = x => x.Values.AsSpan().SequenceEqual(image.Values) ? 9 : 5,
            });
            return model.Seen[1];
        }
        var blurred = Blurred(7, 1);
        Assert.That(blurred.Zip(image.Values).Count(pair => pair.First == pair.Second), Is.InRange(40, 44));
        Assert.That(Blurred(8, 1), Is.EqualTo(blurred));
        Assert.That(Blurred(7, 2), Is.Not.EqualTo(blurred));
    }

    [Test]
    public void Accuracy_jumps_where_the_target_becomes_the_most_likely()
    {
        // p > 1/2 with the second bright pixel: y = 0, 1, 1 at x = 1/4, 2/4, 3/4.
        double Formula(float[] image) => 0.1 + 0.3 * On(image, 6) + 0.5 * On(image, 8);
        var result =
            Score(new Aic("0.04+0.08+0.12", Start: 0), Formula, Map(9, 8, 7, 6), image => 100 + (long)Math.Round(20 * Known(image)));
        Assert.That(result.Scores.Single().Name, Is.EqualTo("aic"));
        Assert.That(result.Scores.Single().Value, Is.EqualTo(0.25 * (0 + 0.5 + 1 + 1)).Within(1e-6));
    }

    [Test]
    public void Both_curves_run_the_images_once()
    {
        var model = Model(image => 0.1 + 0.8 * Total(image) / 4);
        var context = Context(model, Map(9, 8, 7, 6), image => 100 + (long)Math.Round(20 * Known(image)));
        new Sic().Evaluate(context);
        new Aic().Evaluate(context);
        Assert.That(model.Calls, Is.EqualTo(new[] { 1, 14 }));
    }

    [Test]
    public void Images_on_which_there_is_no_game_have_a_state()
    {
        float[] map = Map(9, 8, 7, 6);
        string Sic(Func<float[], double> formula, Func<float[], long>? size = null) =>
            Score(new Sic(), formula, map, size).Scores.Single().State.Text;
        string Aic(Func<float[], double> formula) => Score(new Aic(), formula, map).Scores.Single().State.Text;
        Assert.That(Sic(image => 0.79 * Total(image) / 4), Is.EqualTo("undefined:unsure"));
        Assert.That(Sic(_ => 0.9), Is.EqualTo("undefined:blurred-not-worse"));
        Assert.That(Sic(image => 0.9 * Total(image) / 4, _ => 7), Is.EqualTo("undefined:blurred-not-smaller"));
        Assert.That(Sic(image => Total(image) == 4 ? 0.9 : double.NaN), Is.EqualTo("undefined:model-output-not-finite"));
        Assert.That(Sic(_ => double.NaN), Is.EqualTo("undefined:model-output-not-finite"));
        Assert.That(Aic(image => 0.4 * Total(image) / 4), Is.EqualTo("undefined:another-class"));
        Assert.That(Aic(_ => 0.9), Is.EqualTo("undefined:blurred-not-worse"));
    }

    [Test]
    public void An_image_of_one_row_has_no_triangles() =>
        Assert.That(
            new Sic().Evaluate(new FakeMetricContext(new SaliencyMap([1, 2, 3], 1, 3))
            {
                Model = new FakeClassifier(new ImageSize(1, 1, 3), 2, _ => [9, 0]),
                Image = new Tensor([1, 2, 3], 1, 1, 1, 3),
            }).Scores.Single().State.Text,
            Is.EqualTo("undefined:image-too-small"));

    [Test]
    public void A_map_that_says_nothing_has_a_state()
    {
        foreach (var metric in new IMetric[] { new Sic(), new Aic() })
        {
            Assert.That(Score(metric, _ => 0.9, new float[25]).Scores.Single().State.Text, Is.EqualTo("degenerate:constant"));
            Assert.That(
                Score(metric, _ => 0.9, [float.NaN, .. new float[24]]).Scores.Single().State.Text, Is.EqualTo("degenerate:not-finite"));
        }
    }

    [Test]
    public void What_cannot_be_compressed_is_not_scored() =>
        Assert.That(
            () => new Sic().Evaluate(new FakeMetricContext(new SaliencyMap(Map(9, 8, 7, 6), Side, Side))
            {
                Model = Model(i => 0.9 * Total(i) / 4),
                Image = Picture,
            }),
            Throws.TypeOf<NotApplicableException>());

    private static Tensor Picture => new([.. Enumerable.Range(0, 25).Select(p => Bright.Contains(p) ? 1f : 0)], 1, 1, Side, Side);

    private static float[] Map(params float[] bright)
    {
        var map = new float[25];
        for (var i = 0; i < 4; i++)
            map[Bright[i]] = bright[i];
        return map;
    }

    private static double Total(float[] image) => Bright.Sum(p => (double)image[p]);

    // The number of bright pixels that are seen as they are.
    private static double Known(float[] image) => Bright.Sum(p => On(image, p));

    // An interpolated pixel is never as bright.
    private static double On(float[] image, int pixel) => image[pixel] == 1 ? 1 : 0;

    private static FakeClassifier Model(Func<float[], double> formula) => ProbabilityModel.Of(Size, formula);

    private static List<float[]> Seen(IMetric metric, float[] map)
    {
        var model = Model(image => 0.1 + 0.8 * Total(image) / 4);
        metric.Evaluate(Context(model, map, image => 100 + (long)Math.Round(20 * Known(image))));
        return model.Seen[1..];
    }

    private static MetricResult Score(IMetric metric, Func<float[], double> formula, float[] map, Func<float[], long>? size = null) =>
        metric.Evaluate(Context(Model(formula), map, size ?? (image => 1000 + (long)Math.Round(1e9 * Total(image)))));

    private static FakeMetricContext Context(IClassifier model, float[] map, Func<float[], long> size) =>
        new(new SaliencyMap(map, Side, Side)) { Model = model, Image = Picture, Compressed = image => size(image.Values) };
}
