using VisEval.Core;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics;

/// <summary>NaN and infinity, in maps and in what the model says, become a state and never a number.</summary>
[Parallelizable(ParallelScope.All)]
public class MetricFinitenessTests
{
    private static readonly Catalogue<IMetric> Catalogue = new(typeof(IMetric).Assembly);
    private static readonly MetricScene Scene = new(48, 48);
    private static readonly float[] Broken = [float.NaN, float.PositiveInfinity, float.NegativeInfinity];

    private static IEnumerable<string> Units => QuickUnits.All;

    [TestCaseSource(nameof(Units))]
    public void A_map_with_one_value_that_is_not_finite_has_no_number(string unit)
    {
        foreach (var (value, place) in Broken.Zip([0, 700, 3 * 48 * 48 - 1]))
        {
            var map = Scene.Ordinary();
            map.Values.Values[place] = value;
            var result = Evaluate(unit, Scene.Context(map));
            Assert.That(result.Select(s => s.State.Text), Has.All.EqualTo("degenerate:not-finite"), $"{value} at {place}");
        }
    }

    [TestCaseSource(nameof(Units))]
    public void Explanations_of_other_images_that_are_not_finite_give_no_number_that_is_asked_of_them(string unit)
    {
        foreach (var value in Broken)
        {
            var again = 0;
            var scores = Evaluate(unit, Scene.Context(Scene.Ordinary(), explained: () => again++, changed: v => v > 0 ? value : v));
            AssertDeclared(unit, scores);
            if (again > 0)
                Assert.That(scores[0].State.IsOk, Is.False, $"{value}: {scores[0].Value}");
        }
    }

    [TestCaseSource(nameof(Units))]
    public void Scores_of_a_model_that_are_not_finite_give_no_number(string unit)
    {
        foreach (var value in Broken)
            foreach (var classes in new int[][] { [1], [0, 1, 2, 3] })
            {
                float[] logits = [.. Enumerable.Range(0, 4).Select(c => classes.Contains(c) ? value : c)];
                var model = new FakeClassifier(Scene.Size, 4, _ => logits);
                var scores = Evaluate(unit, Scene.Context(Scene.Ordinary(), model));
                AssertDeclared(unit, scores);
                // −∞ for the target alone is a probability of 0.
                if (model.Calls.Count > 0 && (classes.Length == 4 || !float.IsNegativeInfinity(value)))
                    Assert.That(scores[0].State.IsOk, Is.False, $"{value} for {classes.Length} classes: {scores[0].Value}");
            }
    }

    [TestCaseSource(nameof(Units))]
    public void Scores_of_changed_images_that_are_not_finite_give_no_number(string unit)
    {
        foreach (var value in Broken)
        {
            var changed = 0;
            var own = Scene.Image.Values;
            var model = new FakeClassifier(Scene.Size, 4, image =>
            {
                if (image.AsSpan().SequenceEqual(own))
                    return Scene.Model.Predict(new Tensor(image, 1, 3, 48, 48)).Logits.Item(0).ToArray();
                changed++;
                return [value, value, value, value];
            });
            var scores = Evaluate(unit, Scene.Context(Scene.Ordinary(), model));
            AssertDeclared(unit, scores);
            if (changed > 0)
                Assert.That(scores[0].State.IsOk, Is.False, $"{value}: {scores[0].Value}");
        }
    }

    private static IReadOnlyList<ScoreValue> Evaluate(string unit, FakeMetricContext context) =>
        Catalogue.Create(unit).Value.Evaluate(context).Scores;

    private static void AssertDeclared(string unit, IReadOnlyList<ScoreValue> scores)
    {
        var metric = Catalogue.Create(unit);
        var declared = Catalogue[metric.Name].Type.GetCustomAttributes(typeof(NoNumberAttribute), false)
            .Cast<NoNumberAttribute>().Select(n => n.State).ToHashSet();
        foreach (var (score, info) in scores.Zip(metric.Value.Scores))
            if (score.State.IsOk)
                Assert.That(score.Value, Is.Not.Null.And.InRange(info.Minimum, info.Maximum).And.Not.EqualTo(double.PositiveInfinity));
            else
                Assert.That(declared, Does.Contain(score.State.Text), $"{score.Name} is in a state that it does not declare");
    }
}
