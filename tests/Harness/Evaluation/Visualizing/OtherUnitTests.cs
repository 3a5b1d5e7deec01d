using VisEval.Harness.Results.Visualizations;

namespace VisEval.Tests.Harness.Evaluation.Visualizing;

/// <summary>The null of pictures: the visualizer's own picture of another unit.</summary>
public sealed class OtherUnitTests
{
    [Test]
    public void Every_unit_gets_the_number_of_another_ones_picture_and_no_picture_is_made_for_it()
    {
        using var scenes = new ScenesMeasured(ScenesMeasured.Residual);
        var scores = scenes.Measure(1, [2, 0, 1], ["class-model:steps=10", "noise"], "activation", "cost").Rows;
        var others = scores.Where(r => r.Another is not null).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(others.Select(r => r.Visualizer).Distinct(), Is.EqualTo(new[] { "another-unit:class-model:steps=10" }));
            Assert.That(others.Select(r => r.Metric).Distinct(), Is.EqualTo(new[] { "activation" }));
            Assert.That(others.All(r => r.IsControl && r.Another?.Unit != r.Score.Unit));
            Assert.That(
                others.Where(r => r.Score.Name == "relative").Select(r => r.Another?.Unit),
                Is.EquivalentTo(new[] { "class:0", "class:1", "class:2" }));
            // A picture that was climbed for another class answers less than its own.
            Assert.That(Mean(others), Is.LessThan(Mean(scores.Where(r => r.Visualizer == "class-model:steps=10"))));
        });

        // The circle does not depend on the order that the units were asked for in.
        var turned = scenes.Measure(1, [0, 1, 2], ["class-model:steps=10"], "activation").Rows;
        Assert.That(
            turned.Where(r => r.Another is not null).Select(r => (r.Score.Unit, r.Another, r.Score.Name, r.Score.Value)),
            Is.EquivalentTo(others.Select(r => (r.Score.Unit, r.Another, r.Score.Name, r.Score.Value))));
    }

    [Test]
    public void One_unit_has_no_other()
    {
        using var scenes = new ScenesMeasured(ScenesMeasured.Residual);
        Assert.That(scenes.Measure(1, [2], ["class-model:steps=2"], "activation").Rows.All(r => r.Another is null));
    }

    private static double Mean(IEnumerable<PictureScoreRow> rows) =>
        rows.Where(r => r is { Metric: "activation", Score.Name: "relative" }).Average(r => r.Score.Value ?? double.NaN);
}
