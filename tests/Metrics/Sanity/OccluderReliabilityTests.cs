using VisEval.Core;
using VisEval.Metrics.Sanity;
using VisEval.Metrics.Shared.Fills;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Sanity;

public class OccluderReliabilityTests
{
    private const int Side = 10;
    private static readonly ImageSize Size = new(1, Side, Side);
    private static readonly Tensor Ones = new([.. Enumerable.Repeat(1f, 100)], 1, 1, Side, Side);

    [Test]
    public void A_probability_that_falls_with_every_cell_has_the_area_of_the_closed_form()
    {
        // p = 0.9 · (share left): from 1/25 to 25/25 the mean of 0.9·(1 − x) is 0.9·(1 − 26/50).
        var model = ProbabilityModel.Of(Size, x => 0.05 + 0.9 * x.Average());
        var result = new OccluderReliability().Evaluate(Context(model));
        Assert.That(result.Scores.Single().Value, Is.EqualTo(0.05 + 0.9 * (1 - 26 / 50.0)).Within(1e-6));
        Assert.That(result.Curves.Single().X, Is.EqualTo(new[] { 1, 3, 6, 9, 11, 14, 17, 19, 22, 25 }.Select(c => c / 25.0)));
        Assert.That(model.Calls.Sum(), Is.EqualTo(11));
    }

    [Test]
    public void The_class_is_the_one_the_model_names_and_all_methods_share_the_passes()
    {
        var model = ProbabilityModel.Of(Size, x => 0.2);
        var context = Context(model);
        Assert.That(new OccluderReliability().Evaluate(context).Scores[0].Value, Is.EqualTo(0.8).Within(1e-6), "class 1, not the target 0");
        new OccluderReliability().Evaluate(context);
        Assert.That(model.Calls.Sum(), Is.EqualTo(11));
    }

    [Test]
    public void A_fill_that_changes_nothing_is_wholly_reliable_and_sets_of_cells_are_drawn()
    {
        var model = new FakeClassifier(Size, 2, x => [x.Sum() > 99 ? 30 : -30, 0]);
        Assert.That(new OccluderReliability(Fill: PixelFill.Mean).Evaluate(Context(model)).Scores[0].Value, Is.EqualTo(1).Within(1e-9));
        var asked = new FakeClassifier(Size, 2, _ => [1, 0]);
        new OccluderReliability(Levels: 2, Draws: 30).Evaluate(Context(asked));
        Assert.That(asked.Seen.Skip(1).Take(30).Select(i => i.Count(v => v == 0)), Has.All.EqualTo(4), "one cell of 2×2 pixels");
        Assert.That(asked.Seen.Skip(1).Take(30).Select(i => Array.IndexOf(i, 0f)).Distinct().Count(), Is.GreaterThan(10));
    }

    private static FakeMetricContext Context(FakeClassifier model) =>
        new(new SaliencyMap([.. Enumerable.Range(0, 100).Select(i => (float)i)], Side, Side)) { Model = model, Image = Ones };
}
