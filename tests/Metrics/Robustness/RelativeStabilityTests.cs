using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Robustness;
using VisEval.Metrics.Shared.Copies;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Robustness;

public class RelativeStabilityTests
{
    private static readonly float[] Pixels = [1, -2, 0.5f, 3, 0.25f, -1];
    private static readonly SmallChanges Drawn = new(6, 0.1);

    [Test]
    public void The_three_are_the_largest_quotients_over_the_draws_by_naive_loops()
    {
        float[] Explain(float[] x) => [.. x.Select(v => v * v + 0.5f)];
        float[] Inside(float[] x) => [x[0] + x[1], x[2] * x[3]];
        var images = new List<float[]>();
        FakeMetricContext New() => Context(Explain, Model(), x => images.Add([.. x.Values]), Inside);
        var ris = Value(new RelativeInputStability(Drawn), New());
        var drawn = images.ToList();
        Assert.That(drawn, Has.Count.EqualTo(6));
        double Change(float[] x) => Relative(Explain(x), Explain(Pixels));
        Assert.That(ris, Is.EqualTo(drawn.Max(x => Change(x) / Relative(x, Pixels))).Within(1e-5).Percent);
        Assert.That(
            Value(new RelativeOutputStability(Drawn), New()),
            Is.EqualTo(drawn.Max(x => Change(x) / Length(Logits(x).Zip(Logits(Pixels), (a, b) => (double)a - b)))).Within(1e-3).Percent);
        Assert.That(
            Value(new RelativeRepresentationStability(Drawn), New()),
            Is.EqualTo(drawn.Max(x => Change(x) / Relative(Inside(x), Inside(Pixels)))).Within(1e-3).Percent);
    }

    [Test]
    public void Images_of_another_class_do_not_count_and_without_any_other_there_is_no_number()
    {
        // The class turns where the first pixel rises: about half of the draws are left.
        var turning = new FakeClassifier(new ImageSize(1, 2, 3), 2, x => x[0] > 1 ? [0, 1] : [1, 0]);
        var images = new List<float[]>();
        float[] Explain(float[] x) => x[0] > 1 ? [100, 200, 300, 400, 500, 600] : [.. x.Select(v => v + 4)];
        var value = Value(new RelativeInputStability(new(40, 0.1)), Context(Explain, turning, x => images.Add([.. x.Values])));
        var same = images.Where(x => x[0] <= 1).ToList();
        Assert.That(same, Has.Count.InRange(5, 35));
        Assert.That(value, Is.EqualTo(same.Max(x => Relative(Explain(x), Explain(Pixels)) / Relative(x, Pixels))).Within(1e-4).Percent);
        var own = 0;
        var always = new FakeClassifier(new ImageSize(1, 2, 3), 2, _ => own++ == 0 ? [1, 0] : [0, 1]);
        Assert.That(
            new RelativeInputStability(Drawn).Evaluate(Context(Explain, always)).Scores[0].State.Text,
            Is.EqualTo("undefined:no-neighbours"));
    }

    [Test]
    public void An_explanation_that_ignores_the_image_is_wholly_stable()
    {
        foreach (var metric in All())
            Assert.That(Value(metric, Context(_ => [1, 2, 3, 4, 5, 7], Model(), inside: x => x)), Is.Zero);
    }

    [Test]
    public void A_zero_in_the_map_is_divided_by_a_millionth_of_the_largest_whatever_the_unit()
    {
        float[] Explain(float[] x, float unit) => [unit * (x[0] - 1), 2 * unit, 2 * unit, 2 * unit, 2 * unit, 2 * unit];
        var values = new[] { 1f, 1e-3f, 1e4f }.Select(unit => Value(
            new RelativeInputStability(Drawn), Context(x => Explain(x, unit), Model()))).ToList();
        Assert.That(values[0], Is.GreaterThan(1000));
        Assert.That(values[1], Is.EqualTo(values[0]).Within(1e-3).Percent);
        Assert.That(values[2], Is.EqualTo(values[0]).Within(1e-3).Percent);
    }

    [Test]
    public void Without_a_layer_only_the_representation_has_no_number()
    {
        var context = Context(x => [.. x.Select(v => v * v)], Model());
        Assert.That(() => new RelativeRepresentationStability(Drawn).Evaluate(context), Throws.TypeOf<NotApplicableException>());
        Assert.That(Value(new RelativeOutputStability(Drawn), context), Is.Positive);
    }

    private static IEnumerable<IMetric> All() =>
        [new RelativeInputStability(Drawn), new RelativeOutputStability(Drawn), new RelativeRepresentationStability(Drawn)];

    private static double Value(IMetric metric, FakeMetricContext context) => metric.Evaluate(context).Scores.Single().Value!.Value;

    private static float[] Logits(float[] x) => [x[0] - x[1] + 2, x[2] - x[3]];

    private static FakeClassifier Model() => new(new ImageSize(1, 2, 3), 2, Logits);

    private static double Relative(float[] b, float[] a) => Length(b.Zip(a, (x, y) => ((double)x - y) / y));

    private static double Length(IEnumerable<double> values) => Math.Sqrt(values.Sum(v => v * v));

    private static FakeMetricContext Context(
        Func<float[], float[]> explain, FakeClassifier model, Action<Tensor>? asked = null, Func<float[], float[]>? inside = null)
    {
        Attribution Of(float[] x) => new(new Tensor(explain(x), 2, 3));
        var own = Of(Pixels);
        return new FakeMetricContext(own, own.ToMap(2, 3))
        {
            Model = model,
            Image = new Tensor(Pixels, 1, 1, 2, 3),
            Answer = (x, _, _) =>
            {
                asked?.Invoke(x);
                return Of(x.Values);
            },
            Inside = inside is null
                ? null
                : images => [.. Enumerable.Range(0, images.BatchSize).Select(i => inside(images.Item(i).ToArray()))],
        };
    }
}
