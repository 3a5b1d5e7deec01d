using System.Text.Json;
using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class SkillTests
{
    [TestCaseSource(typeof(StatisticCases), nameof(StatisticCases.Of), new object[] { "skill" })]
    public void Has_every_reference_number(StatisticCase golden) =>
        golden.Check(golden.Has("rows") ? golden.Input<JsonElement[]>("rows").Select(Row) : OverImages(golden));

    // Score and null drawn apart would make the interval wider than it is: they share the images that are hard.
    [Test]
    public void Score_and_null_are_drawn_together()
    {
        var random = Seed.Of(1).Random();
        double[] hardness = [.. Enumerable.Range(0, 20).Select(_ => random.NextDouble())];
        var nulls = Clusters.Of([.. hardness.Select(h => (double[])[0.3 * h])]);
        var scores = Clusters.Of([.. hardness.Select(h => (double[])[0.5 + 0.15 * h])]);
        // The score lies half way between null and 1 in every image, so in every resample.
        var interval = new Skill(1).PercentileInterval(scores, nulls, Bootstrap.Draws(20, Seed.Of(2), 200))!.Value;
        Assert.That(interval.Low, Is.EqualTo(0.5).Within(1e-12));
        Assert.That(interval.High, Is.EqualTo(0.5).Within(1e-12));
    }

    [Test]
    public void The_unit_does_not_matter() =>
        Assert.That(new Skill(100).Of(80, 50), Is.EqualTo(new Skill(1).Of(0.8, 0.5)).Within(1e-12));

    [Test]
    public void Where_the_null_is_ideal_in_every_resample_there_is_no_interval() =>
        Assert.That(new Skill(1).PercentileInterval(Clusters.Of([[0.5], [0.7]]), Clusters.Of([[1.0], [1.0]]), [[0, 1]]), Is.Null);

    [Test]
    public void Different_images_are_an_error() =>
        Assert.That(() => new Skill(1).PercentileInterval(Clusters.Of([[0.5]]), Clusters.Of([]), [[0]]), Throws.ArgumentException);

    private static double? Row(JsonElement row) =>
        new Skill(row.GetProperty("ideal").GetDouble(), row.GetProperty("magnitude").GetBoolean())
            .Of(row.GetProperty("score").GetDouble(), row.GetProperty("null").GetDouble());

    private static object OverImages(StatisticCase golden)
    {
        var (score, control) = (golden.Input<double[][]>("score_by_cluster"), golden.Input<double[][]>("null_by_cluster"));
        var (scores, nulls) = (Clusters.Of(score), Clusters.Of(control));
        var skill = new Skill(golden.Param<double>("ideal"));
        var interval = skill.PercentileInterval(scores, nulls, golden.Array("indices"), golden.Param<double>("level"))!.Value;
        return new
        {
            skill = skill.Of(scores, nulls, [.. Enumerable.Range(0, scores.Count)]),
            percentile = interval.Ends(),
            // Given only to tell the two apart, and not offered.
            mean_of_ratios = score.Zip(control, (s, n) => skill.Of(s.Single(), n.Single())).Average(),
        };
    }
}
