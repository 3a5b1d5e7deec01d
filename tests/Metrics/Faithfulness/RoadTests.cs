using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Metrics.Shared.Removal;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

public class RoadTests
{
    // A row of four pixels: a removed one lies on the line between those kept beside it.
    private static readonly ImageSize Row = new(1, 1, 4);
    private static readonly Tensor Image = new([8, 0, 0, 2], 1, 1, 1, 4);
    private static readonly FakeClassifier Weighing = FakeClassifier.Linear(Row, [1, 10, 100, 1000], [0, 0, 0, 0]);

    [Test]
    public void Both_orders_are_those_of_the_closed_form()
    {
        // Removed first: pixel 1, between 8 and 0; then pixels 1 and 2, between 8 and 2. Last: pixel 3, beside 0; then 3 and 0.
        var result = Score(new Road("0.25+0.5", RoadScore.Logit, Noise: 0), Weighing, [0.2f, 0.9f, 0.5f, 0.1f]);
        Assert.That(result.Curves.Select(c => c.Name), Is.EqualTo(new[] { "road-morf", "road-lerf" }));
        Assert.That(result.Curves[0].X, Is.EqualTo(new[] { 0.25, 0.5 }));
        Assert.That(result.Curves[0].Y, Is.EqualTo(new double[] { 8 + 40 + 2000, 8 + 60 + 400 + 2000 }).AsCollection.Within(1e-3));
        Assert.That(result.Curves[1].Y, Is.EqualTo(new double[] { 8, 0 }).AsCollection.Within(1e-3));
        Assert.That(result.Scores.Select(s => s.Name), Is.EqualTo(new[] { "morf", "lerf", "combined" }));
        Assert.That(result.Scores[0].Value, Is.EqualTo((2048 + 2468) / 2.0).Within(1e-3));
        Assert.That(result.Scores[2].Value, Is.EqualTo((4 - 2258) / 2.0).Within(1e-3));
    }

    [Test]
    public void In_the_authors_meaning_a_share_is_what_is_kept_where_the_least_salient_go_first()
    {
        var model = FakeClassifier.Linear(Row, [1, 10, 100, 1000]);
        Score(new Road("0.25", RoadScore.Logit, Noise: 0, LerfKeeps: true), model, [0.2f, 0.9f, 0.5f, 0.1f]);
        // Only pixel 1 is kept of the second image, all others take its value.
        Assert.That(model.Seen[^1], Is.EqualTo(new float[] { 0, 0, 0, 0 }));
    }

    [Test]
    public void Accuracy_asks_whether_the_most_likely_class_is_a_label_and_needs_one()
    {
        // Class 0 wins while pixel 3 is larger than 1.
        var model = new FakeClassifier(Row, 2, image => [image[3], 1]);
        float[] map = [0.2f, 0.9f, 0.5f, 0.1f];
        var road = new Road("0.25", RoadScore.Accuracy, Noise: 0);
        Assert.That(Score(road, model, map, labels: [0]).Scores.Select(s => s.Value), Is.EqualTo(new double?[] { 1, 0, -0.5 }));
        Assert.That(Score(road, model, map, labels: [1, 7]).Scores.Select(s => s.Value), Is.EqualTo(new double?[] { 0, 1, 0.5 }));
        Assert.That(Score(road, model, map).Scores.Select(s => s.State.Text), Has.All.EqualTo("undefined:no-labels"));
    }

    [Test]
    public void The_change_is_what_removal_adds_to_the_probability()
    {
        var model = ProbabilityModel.Linear(Row, 0.05f, 0.1f, 0, 0);
        var values = Score(new Road("0.25", RoadScore.Change, Noise: 0), model, [0.2f, 0.9f, 0.5f, 0.1f])
            .Scores.Select(s => s.Value!.Value).ToArray();
        // p = 0.4 before, 0.8 where pixel 1 is 4; the last pixel changes nothing.
        Assert.That(values, Is.EqualTo(new[] { 0.4, 0, -0.2 }).AsCollection.Within(1e-6));
    }

    [Test]
    public void Of_a_map_and_its_negative_the_combined_numbers_are_opposite_so_that_random_maps_expect_0()
    {
        var size = new ImageSize(3, 10, 10);
        var (model, image) = (FakeClassifier.Patch(size, new Box(2, 2, 6, 6)), Images.Random(size, 1, seed: 4).Values);
        float[] map = [.. Images.Random(new ImageSize(1, 10, 10), 1, seed: 5).Values.Values];
        var road = new Road(Noise: 0);
        var combined = Context(road, model, image, map);
        Assert.That(Context(road, model, image, [.. map.Select(v => -v)]), Is.EqualTo(-combined).Within(1e-9));
        Assert.That(Context(road, model, image, [.. map.Select(v => 1000 * v)]), Is.EqualTo(combined));

        double Context(Road metric, IClassifier classifier, Tensor of, float[] values) =>
            ((IMetric)metric)
                .Evaluate(new FakeMetricContext(new SaliencyMap(values, 10, 10)) { Model = classifier, Image = of }).Scores[2].Value!.Value;
    }

    [Test]
    public void Noise_is_on_removed_pixels_only_seeded_and_the_same_for_every_map()
    {
        var size = new ImageSize(2, 20, 20);
        var image = Tensor.Zeros(1, 2, 20, 20);
        float[] map = [.. Images.Random(new ImageSize(1, 20, 20), 1, seed: 5).Values.Values];
        float[] Seen(double noise, long seed)
        {
            var model = FakeClassifier.Linear(size, new float[800]);
            new Road("0.5", Noise: noise).Evaluate(
                new FakeMetricContext(new SaliencyMap(map, 20, 20)) { Model = model, Image = image, SharedSeed = Seed.Of(seed) });
            return model.Seen[0];
        }
        var (one, again, ten, other) = (Seen(0.01, 1), Seen(0.01, 1), Seen(0.1, 1), Seen(0.01, 2));
        Assert.That(again, Is.EqualTo(one));
        Assert.That(other, Is.Not.EqualTo(one));
        Assert.That(ten, Is.EqualTo(one.Select(v => 10 * v)).AsCollection.Within(1e-6));
        Assert.That(one.Count(v => v != 0), Is.EqualTo(400));
        Assert.That(Math.Sqrt(one.Sum(v => v * v) / 400), Is.EqualTo(0.01).Within(0.001));
    }

    [Test]
    public void A_percentile_removes_all_pixels_that_tie_with_it()
    {
        var model = FakeClassifier.Linear(Row, [1, 10, 100, 1000]);
        var road = new Road("0.25", RoadScore.Logit, RemovalRule.Percentile, Noise: 0);
        // The upper quartile of 0, 3, 3, 3 is 3, and all that are not below it go; the lower quartile is 2.25.
        Score(road, model, [0, 3, 3, 3]);
        Assert.That(model.Seen[0], Is.EqualTo(new float[] { 8, 8, 8, 8 }).AsCollection.Within(1e-5));
        Assert.That(model.Seen[1], Is.EqualTo(new float[] { 0, 0, 0, 2 }).AsCollection.Within(1e-5));
    }

    [Test]
    public void Where_all_tie_with_the_percentile_nothing_is_kept_and_the_other_order_still_has_its_number()
    {
        // Half of the map is 0: the quantile at 1 − 0.6 is 0, and no pixel is below it.
        var result = Score(new Road("0.6", RoadScore.Logit, RemovalRule.Percentile, Noise: 0), Weighing, [0, 0, 0, 3]);
        Assert.That(
            result.Scores.Select(s => s.State.Text), Is.EqualTo(new[] { "undefined:nothing-kept", "ok", "undefined:nothing-kept" }));
        Assert.That(result.Curves.Single().Name, Is.EqualTo("road-lerf"));
    }

    [Test]
    public void A_count_removes_as_many_whatever_ties_there_are()
    {
        var model = FakeClassifier.Linear(Row, [1, 10, 100, 1000]);
        Score(new Road("0.5", RoadScore.Logit, Noise: 0), model, [0, 0, 0, 3]);
        Assert.That(model.Seen[0], Is.EqualTo(new float[] { 0, 0, 0, 0 }), "pixels 3 and 0");
        Assert.That(model.Seen[1], Is.EqualTo(new float[] { 8, 6, 4, 2 }).AsCollection.Within(1e-5), "pixels 1 and 2");
    }

    [Test]
    public void Shaking_reorders_what_is_equal_and_nothing_that_is_not()
    {
        const int side = 30;
        var map = new SaliencyMap([.. Enumerable.Range(0, side * side).Select(i => i % 3 * 5f)], side, side);
        var shaken = new RoadRemoval("0.2+0.33333334+0.5", RemovalRule.Count, false, TieOrder.Stable, 1e-4).Kept(map, false, Seed.Of(1));
        Assert.That(shaken[0].Where((_, i) => i % 3 != 2), Has.All.True);
        Assert.That(shaken[1].Select((k, i) => k == (i % 3 != 2)), Has.All.True);
        var still = new RoadRemoval("0.2", RemovalRule.Count, false, TieOrder.Stable, 0).Kept(map, false, Seed.Of(1))[0];
        Assert.That(shaken[0], Is.Not.EqualTo(still));
        Assert.That(shaken[0].Count(k => !k), Is.EqualTo(180));
    }

    [Test]
    public void A_map_of_the_patch_that_decides_beats_every_permutation_of_itself()
    {
        var size = new ImageSize(1, 12, 12);
        var model = FakeClassifier.Patch(size, new Box(3, 4, 7, 8));
        float[] patch = [.. Enumerable.Range(0, 144).Select(i => i % 12 is >= 3 and < 7 && i / 12 is >= 4 and < 8 ? 1f : 0)];
        var image = new Tensor([.. patch.Select(v => 0.2f * v)], 1, 1, 12, 12);
        var perfect = Combined(patch);
        for (var i = 0; i < 20; i++)
        {
            var shuffled = (float[])patch.Clone();
            Seed.Of(i).Random().Shuffle(shuffled.AsSpan());
            Assert.That(Combined(shuffled), Is.LessThan(perfect));
        }

        double Combined(float[] map) => ((IMetric)new Road())
            .Evaluate(new FakeMetricContext(new SaliencyMap(map, 12, 12)) { Model = model, Image = image }).Scores[2].Value!.Value;
    }

    [Test]
    public void What_is_read_off_the_model_runs_it_once()
    {
        var model = FakeClassifier.Linear(Row, [1, 10, 100, 1000], [0, 0, 0, 0]);
        var context = new FakeMetricContext(new SaliencyMap([0.2f, 0.9f, 0.5f, 0.1f], 1, 4)) { Model = model, Image = Image, Labels = [0] };
        foreach (var score in new[] { RoadScore.Probability, RoadScore.Logit, RoadScore.Accuracy })
            new Road(Score: score).Evaluate(context);
        Assert.That(model.Calls, Is.EqualTo(new[] { 9, 9 }));
    }

    [TestCase(new float[] { 3, 3, 3, 3 }, "degenerate:constant")]
    [TestCase(new float[] { 0, 0, 0, 0 }, "degenerate:constant")]
    [TestCase(new float[] { 1, float.NaN, 2, 3 }, "degenerate:not-finite")]
    public void A_map_that_says_nothing_has_a_state_and_costs_no_pass(float[] map, string state)
    {
        var model = FakeClassifier.Linear(Row, [1, 10, 100, 1000]);
        Assert.That(Score(new Road(), model, map).Scores.Select(s => s.State.Text), Is.EqualTo(new[] { state, state, state }));
        Assert.That(model.Calls, Is.Empty);
    }

    [Test]
    public void A_model_that_answers_with_NaN_leaves_no_number() =>
        Assert.That(
            Score(new Road(), new FakeClassifier(Row, 1, _ => [float.NaN]), [1, 2, 3, 4]).Scores.Select(s => s.State.Text),
            Has.All.EqualTo("undefined:model-output-not-finite"));

    [Test]
    public void Dialects_are_options_and_bad_shares_are_refused()
    {
        var catalogue = new Catalogue<IMetric>(typeof(IMetric).Assembly);
        Assert.That(catalogue.Create("road@rong").Value, Is.EqualTo(
            new Road("0.1+0.2+0.3+0.4+0.5+0.7+0.9", RoadScore.Accuracy, LerfKeeps: true, Shake: 1e-4)));
        Assert.That(
            catalogue.Create("road@pytorch-grad-cam").Value,
            Is.EqualTo(new Road(Score: RoadScore.Change, Removal: RemovalRule.Percentile)));
        Assert.That(() => catalogue.Create("road:shares=0.5+0.1"), Throws.TypeOf<InputException>());
    }

    private static MetricResult Score(IMetric metric, IClassifier model, float[] map, int[]? labels = null) =>
        metric.Evaluate(new FakeMetricContext(new SaliencyMap(map, 1, 4)) { Model = model, Image = Image, Labels = labels ?? [] });
}
