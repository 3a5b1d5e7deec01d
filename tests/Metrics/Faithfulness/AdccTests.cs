using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Removal;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

public class AdccTests
{
    private static readonly ImageSize Size = new(1, 2, 2);
    private static readonly Tensor Ones = new([1, 1, 1, 1], 1, 1, 2, 2);
    private static readonly float[] Map = [0, 0.25f, 0.25f, 1];

    private static FakeClassifier Model => ProbabilityModel.Linear(Size, 0.2f, 0.2f, 0.1f, 0.3f);

    [Test]
    public void The_four_numbers_are_those_of_the_closed_form()
    {
        // p falls from 0.8 to 0.05 + 0.025 + 0.3 = 0.375. Deviations of the map: (−3, −1, −1, 5)/8; of (0, 1, 0, 1): ±1/2.
        var result = Score(new Adcc(), Map, _ => [0, 2, 0, 2]);
        var (drop, coherency) = (0.425 / 0.8, ((3 - 1 + 1 + 5) / 16.0 / Math.Sqrt(36 / 64.0) + 1) / 2);
        Assert.That(result.Select(s => s.Name), Is.EqualTo(new[] { "adcc", "coherency", "complexity", "average-drop" }));
        Assert.That(result[1].Value, Is.EqualTo(coherency).Within(1e-6));
        Assert.That(result[2].Value, Is.EqualTo(0.375).Within(1e-6));
        Assert.That(result[3].Value, Is.EqualTo(drop).Within(1e-6));
        Assert.That(result[0].Value, Is.EqualTo(3 / (1 / coherency + 1 / 0.625 + 1 / (1 - drop))).Within(1e-6));
    }

    [Test]
    public void The_masked_image_is_explained_for_the_same_class_and_once()
    {
        var explained = new List<(float[] Image, int Target)>();
        var context = new FakeMetricContext(new SaliencyMap([.. Map.Select(v => 4 * v)], 2, 2))
        {
            Model = Model,
            Image = Ones,
            Target = 1,
            Answer = (image, target, variant) =>
            {
                Assert.That(variant, Is.EqualTo(ModelVariant.Trained));
                explained.Add((image.Values, target));
                return new Attribution(new Tensor([1, 2, 3, 4], 2, 2));
            },
        };
        new Adcc().Evaluate(context);
        new Adcc().Evaluate(context);
        Assert.That(explained.Single().Image, Is.EqualTo(Map));
        Assert.That(explained.Single().Target, Is.EqualTo(1));
    }

    [Test]
    public void A_map_that_explains_itself_is_coherent_and_one_that_contradicts_itself_is_worth_nothing()
    {
        Assert.That(Score(new Adcc(), Map, _ => [-1, 1, 1, 4])[1].Value, Is.EqualTo(1).Within(1e-6));
        var opposite = Score(new Adcc(new(MapScaling.MinMax)), Map, _ => [0, -0.25f, -0.25f, -1]);
        Assert.That(opposite[1].Value, Is.EqualTo(0).Within(1e-6));
        Assert.That(opposite[0].Value, Is.EqualTo(0).Within(1e-5));
    }

    [Test]
    public void The_harmonic_mean_of_equal_parts_is_the_part_and_with_a_zero_it_is_0()
    {
        Assert.That(Adcc.Combine(0.6, 0.4, 0.4), Is.EqualTo(0.6).Within(1e-12));
        Assert.That(Adcc.Combine(1, 0, 0), Is.EqualTo(1));
        Assert.That(Adcc.Combine(0, 0.1, 0.1), Is.EqualTo(0));
        Assert.That(Adcc.Combine(0.9, 1, 0.1), Is.EqualTo(0));
        Assert.That(Adcc.Combine(0.9, 0.1, 1), Is.EqualTo(0));
    }

    [Test]
    public void Where_the_explanation_of_the_masked_image_is_constant_only_coherency_and_adcc_are_lost()
    {
        Assert.That(Score(new Adcc(), Map, _ => [0, -1, -2, -1])[0].State.Text, Is.EqualTo("degenerate:empty-when-masked"));
        var result = Score(new Adcc(), Map, _ => [2, 2, 2, 2]);
        Assert.That(
            result.Select(s => s.State.Text),
            Is.EqualTo(new[] { "degenerate:constant-when-masked", "degenerate:constant-when-masked", "ok", "ok" }));
        Assert.That(Score(new Adcc(), Map, _ => [2, float.NaN, 2, 2])[0].State.Text, Is.EqualTo("degenerate:not-finite-when-masked"));
        Assert.That(
            Score(new Adcc(new(MapScaling.Clip)), Map, _ => [2, 2, 2, 2])[0].State.Text, Is.EqualTo("degenerate:constant-when-masked"));
    }

    [Test]
    public void A_constant_map_has_no_mask_but_cut_it_is_one_without_coherency()
    {
        Assert.That(Score(new Adcc(), [1, 1, 1, 1], _ => Map).Select(s => s.State.Text), Has.All.EqualTo("degenerate:constant"));
        var cut = Score(new Adcc(new(MapScaling.Clip)), [1, 1, 1, 1], _ => Map);
        Assert.That(cut.Select(s => s.State.Text), Is.EqualTo(new[] { "degenerate:constant", "degenerate:constant", "ok", "ok" }));
        Assert.That(cut[2].Value, Is.EqualTo(1));
        Assert.That(cut[3].Value, Is.EqualTo(0));
        Assert.That(Score(new Adcc(), [1, float.NaN, 1, 2], _ => Map).Select(s => s.State.Text), Has.All.EqualTo("degenerate:not-finite"));
    }

    [Test]
    public void A_map_without_a_method_cannot_be_asked_again()
    {
        var context = new FakeMetricContext(new SaliencyMap(Map, 2, 2))
        {
            Model = Model,
            Image = Ones,
            Answer = (_, _, _) => throw new NotApplicableException("no-method", "No method."),
        };
        Assert.That(() => new Adcc().Evaluate(context), Throws.TypeOf<NotApplicableException>());
    }

    private static IReadOnlyList<ScoreValue> Score(IMetric metric, float[] map, Func<Tensor, float[]> again) =>
        metric.Evaluate(new FakeMetricContext(new SaliencyMap(map, 2, 2))
        {
            Model = Model,
            Image = Ones,
            Explained = image => new Attribution(new Tensor(again(image), 2, 2)),
        }).Scores;
}
