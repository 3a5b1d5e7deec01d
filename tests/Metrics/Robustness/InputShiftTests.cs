using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Robustness;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Robustness;

public class InputShiftTests
{
    private static readonly float[] Pixels = [1, -2, 0.5f, 3];
    private static readonly double[] Weights = [2, -1, 4, 0.5];

    [Test]
    public void A_derivative_is_invariant_and_its_product_with_the_image_is_not()
    {
        // The model is linear: the derivative is w whatever the image; the product is w·x before and w·(x + c) after.
        var gradient = Score(new InputShift(), (x, _) => [.. Weights.Select(w => (float)w)]);
        Assert.That(gradient.Select(s => s.Value), Is.EqualTo(new double?[] { 0, 1, 1 }));

        var product = Score(new InputShift(-1), (x, _) => [.. Weights.Zip(x, (w, v) => (float)(w * v))]);
        var (change, own) = (Math.Sqrt(Weights.Sum(w => w * w)), Math.Sqrt(Weights.Zip(Pixels, (w, v) => w * v * w * v).Sum()));
        Assert.That(product[0].Value, Is.EqualTo(change / own).Within(1e-6));
        Assert.That(product[1].Value, Is.Zero);
        Assert.That(
            Score(new InputShift(-0.5), (x, _) => [.. Weights.Zip(x, (w, v) => (float)(w * v))])[0].Value,
            Is.EqualTo(change / own / 2).Within(1e-6));
    }

    [Test]
    public void The_shifted_image_is_explained_on_the_model_for_shifted_images_once()
    {
        var asked = new List<(float[] Image, ModelVariant Variant)>();
        var context = Context((x, variant) =>
        {
            asked.Add((x, variant));
            return [1, 2, 3, 5];
        });
        asked.Clear();
        new InputShift(0.25).Evaluate(context);
        new InputShift(0.25, Tolerance: 0).Evaluate(context);
        Assert.That(asked, Has.Count.EqualTo(1));
        Assert.That(asked[0].Image, Is.EqualTo(Pixels.Select(v => v + 0.25f)));
        Assert.That(asked[0].Variant, Is.EqualTo(new ModelVariant.ShiftedInput(0.25)));
    }

    [Test]
    public void Within_the_tolerance_an_explanation_is_invariant_and_ranks_tell_another_story()
    {
        float[] Nearly(float[] _, ModelVariant variant) =>
            variant == ModelVariant.Trained ? [1, 2, 3, 4] : [4.004f, 3.003f, 2.002f, 1.001f];
        Assert.That(Score(new InputShift(), Nearly)[2].Value, Is.EqualTo(-1));
        Assert.That(Score(new InputShift(), Nearly)[1].Value, Is.Zero);
        float[] Rounded(float[] _, ModelVariant variant) =>
            variant == ModelVariant.Trained ? [1, 2, 3, 4] : [1.0005f, 2.001f, 3.0015f, 4.002f];
        Assert.That(Score(new InputShift(), Rounded).Select(s => s.Value!.Value), Is.EqualTo(new[] { 0.0005, 1, 1 }).Within(1e-6));
        Assert.That(Score(new InputShift(Tolerance: 1e-4), Rounded)[1].Value, Is.Zero);
    }

    [Test]
    public void The_scale_changes_nothing()
    {
        float[] Squares(float[] x, ModelVariant _) => [.. x.Select(v => v * v)];
        Assert.That(
            Score(new InputShift(), (x, v) => [.. Squares(x, v).Select(y => 8 * y)]).Select(s => s.Value!.Value),
            Is.EqualTo(Score(new InputShift(), Squares).Select(s => s.Value!.Value)).AsCollection.Within(1e-6));
    }

    [TestCase(0f, "degenerate:constant")]
    [TestCase(float.NaN, "degenerate:not-finite")]
    public void An_explanation_that_says_nothing_has_a_state(float value, string state) =>
        Assert.That(Score(new InputShift(), (_, _) => [value, value, value, value]).Select(s => s.State.Text), Is.All.EqualTo(state));

    [Test]
    public void An_explanation_that_says_nothing_when_shifted_has_a_state_where_it_has_no_number()
    {
        float[] Then(ModelVariant variant, float value) => variant == ModelVariant.Trained ? [1, 2, 3, 4] : [value, value, value, value];
        var constant = Score(new InputShift(), (_, variant) => Then(variant, 0));
        Assert.That(constant.Select(s => s.State.Text), Is.EqualTo(new[] { "ok", "ok", "degenerate:constant-when-shifted" }));
        Assert.That(constant[0].Value, Is.EqualTo(1), "all of it is gone");
        Assert.That(
            Score(new InputShift(), (_, variant) => Then(variant, float.NaN)).Select(s => s.State.Text),
            Is.All.EqualTo("degenerate:not-finite-when-shifted"));
    }

    private static IReadOnlyList<ScoreValue> Score(InputShift metric, Func<float[], ModelVariant, float[]> explain) =>
        metric.Evaluate(Context(explain)).Scores;

    private static FakeMetricContext Context(Func<float[], ModelVariant, float[]> explain)
    {
        Attribution Of(float[] values) => new(new Tensor(values, 2, 2));
        var own = Of(explain(Pixels, ModelVariant.Trained));
        return new FakeMetricContext(own, own.ToMap(2, 2))
        {
            Image = new Tensor(Pixels, 1, 1, 2, 2),
            Answer = (x, _, variant) => Of(explain(x.Values, variant)),
        };
    }
}
