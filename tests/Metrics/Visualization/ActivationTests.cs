using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Visualization;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.FakeVisualizationContext;

namespace VisEval.Tests.Metrics.Visualization;

public sealed class ActivationTests
{
    [Test]
    public void The_mean_photograph_is_0_the_best_is_1_and_equal_ones_count_half()
    {
        var scores = Of([0, 1, 2, 5], [5], [2], [-4], [11]);
        Assert.That(Values(scores, "relative"), Is.EqualTo(new[] { 1, 0, -2, 3.0 }));
        Assert.That(Values(scores, "rank"), Is.EqualTo(new[] { 0.875, 0.625, 0, 1 }));
    }

    [Test]
    public void The_response_of_each_unit_is_asked_for()
    {
        var context = new FakeVisualizationContext(Unit("a", 0, [4f]), Unit("b", 1, [4f]))
        {
            Natural = Photos((0, [0f]), (0, [2f])),
            Response = (unit, picture) => unit == "a" ? picture[0] : -picture[0],
        };
        var scores = new Activation().Evaluate(context);
        Assert.That(Values(scores, "relative"), Is.EqualTo(new[] { 3, -3.0 }));
        Assert.That(scores.Select(s => s.Unit), Is.EqualTo(new[] { "a", "a", "b", "b" }));
    }

    [Test]
    public void What_cannot_be_compared_has_a_state()
    {
        Assert.That(States(Of([1], [5])), Is.EqualTo(new[] { "undefined:no-natural-images", "undefined:no-natural-images" }));
        Assert.That(States(Of([1, 1], [1])), Is.EqualTo(new[] { "undefined:constant-response", "ok" }));
        Assert.That(States(Of([1, 2], [float.NaN])), Has.All.EqualTo("undefined:response-not-finite"));
    }

    [Test]
    public void A_patch_has_no_number_and_a_failure_is_one_for_every_metric()
    {
        var patch = new MadePicture(Row(1), false, new ExplanationCost(0, 0, 0, 0));
        var context = new FakeVisualizationContext(new UnitPictures("a", 0, [patch]), new UnitPictures("b", 0, []), Unit("c", 0, [1f]))
        {
            Natural = Photos((0, [0f]), (1, [2f]), (0, [3f])),
            Network = FakePictureNetwork.Itself(1),
            Others = [FakePictureNetwork.Itself(1, "other")],
            Again = _ => [Row(1)],
        };
        foreach (var entry in new Catalogue<IVisualizationMetric>(typeof(IVisualizationMetric).Assembly).Entries)
        {
            if (entry.Name == "cost")
                continue;
            var metric = (IVisualizationMetric)new Catalogue<IVisualizationMetric>(typeof(IVisualizationMetric).Assembly)
                .Create(entry.Dialects.Count == 1 ? $"{entry.Name}@{entry.Dialects.Keys.Single()}" : entry.Name).Value;
            var scores = metric.Evaluate(context);
            var first = scores.Where(s => s.Unit is "a" or null).Select(s => s.State.Text).ToList();
            Assert.That(first, Is.Not.Empty.And.All.EqualTo("undefined:not-an-input"), entry.Name);
            Assert.That(scores.Where(s => s.Unit == "b").Select(s => s.State.Text), Is.All.EqualTo("failed"), entry.Name);
        }
    }

    private static IReadOnlyList<VisualizationScore> Of(float[] natural, params float[][] pictures) =>
        new Activation().Evaluate(new FakeVisualizationContext(Unit("a", 0, pictures))
        {
            Natural = Photos([.. natural.Select(n => (0, new[] { n }))]),
        });

    private static IEnumerable<double?> Values(IReadOnlyList<VisualizationScore> scores, string name) =>
        scores.Where(s => s.Name == name).Select(s => s.Value);

    private static IEnumerable<string> States(IReadOnlyList<VisualizationScore> scores) => scores.Select(s => s.State.Text);
}
