using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Results;
using VisEval.Metrics;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

public class GalleryTests
{
    private RunnerDirectory _run = null!;

    [SetUp]
    public void Begin() => _run = new RunnerDirectory();

    [TearDown]
    public void End() => _run.Dispose();

    [Test]
    public void The_maps_of_two_targets_of_the_first_six_images_are_kept_and_the_pictures_of_more()
    {
        _run.Run(RunnerPlan.Of(7, [("gradient", RunnerMethod.Gradient())], [("sum", RunnerMetric.Sum())], TargetChoice.Labels));

        var results = _run.Load();
        var images = Enumerable.Range(1, 6).Select(i => $"i{i}").ToList();
        Assert.That(results.Pictures.Select(p => p.Image), Is.EqualTo(images.Append("i7")));
        Assert.That(results.Pictures[1].Png, Is.EqualTo(new byte[] { 2, 80, 78, 71 }));
        Assert.That(results.Maps.Select(m => (m.Image, m.Target)), Is.EqualTo(images.SelectMany(i => new[] { (i, 0), (i, 1) })));
        // (1, 2, 3, 4) from its least to its largest; (4, 3, −2, 1) from 0.
        Assert.That(results.Maps[0].Pixels, Is.EqualTo(new byte[] { 0, 85, 170, 255 }));
        Assert.That(results.Maps[1].Pixels, Is.EqualTo(new byte[] { 255, 191, 0, 64 }));
        Assert.That((results.Maps[0].Height, results.Maps[0].Width), Is.EqualTo((2, 2)));
    }

    [Test]
    public void Maps_under_randomized_weights_are_kept_as_metrics_made_them_and_none_is_made_anew()
    {
        // Weights of a copy are the number of layers plus the pixel's index, so its map is 0, 85, 170, 255 from the first layer on.
        var gradient = RunnerMethod.Gradient();
        var metric = new RunnerMetric(context =>
            context.ExplainOn(new ModelVariant.Randomized(0, 1)).Values.Values[0]
            + context.ExplainOn(new ModelVariant.Randomized(0, 2)).Values.Values[0]
            + context.Explain(context.Image, 1 - context.Target, new ModelVariant.Randomized(1, 1))[0].Values.Values[0]
            + context.Explain(Tensor.Zeros(1, 1, 2, 2), context.Target, new ModelVariant.Randomized(1, 1))[0].Values.Values[0]);
        var again = new RunnerMetric(context => context.ExplainOn(new ModelVariant.Randomized(0, 2)).Values.Values[0]);
        _run.Run(RunnerPlan.Of(7, [("gradient", gradient)], [("depth", metric), ("again", again)]));

        var results = _run.Load();
        Assert.That(results.Scores.Where(s => s.Cell.Metric == "depth").Select(s => s.Value), Is.All.EqualTo(1 + 2 + 1 + 1));
        Assert.That(
            results.Randomized.Select(r => (r.Map.Image, r.Map.Method, r.Network, r.Layers)),
            Is.EqualTo(Enumerable.Range(1, 6).SelectMany(i => new[]
            {
                ($"i{i}", "gradient", new ModelVariant.Randomized(0, 1), 2), ($"i{i}", "gradient", new ModelVariant.Randomized(0, 2), 2),
            })), "neither those of another class or image nor those of an image that is not shown");
        Assert.That(results.Randomized.Select(r => r.Map.Pixels), Is.All.EqualTo(new byte[] { 0, 85, 170, 255 }));
        Assert.That(results.Maps.Select(m => m.Method), Is.All.EqualTo("gradient"));
    }

    [Test]
    public void Of_many_stages_five_are_kept_evenly_spread_and_small()
    {
        var map = new SaliencyMap(new float[128 * 96], 128, 96);
        var attribution = new Attribution(new Tensor([.. Enumerable.Range(0, 128 * 96).Select(i => (float)(i / 96 / 2))], 128, 96));
        var explanations = Enumerable.Range(1, 17)
            .Select(n => new RandomizedExplanation(new ModelVariant.Randomized(0, n), 17, attribution)).Reverse().ToList();
        var kept = RandomizedMap.Of(new ExplanationKey("d", "m", "x:a=1,b=2/3+4", "i", 5), map, explanations).ToList();
        Assert.That(kept.Select(k => k.Network.Count), Is.EqualTo(new[] { 3, 6, 10, 13, 17 }));
        Assert.That((kept[0].Map.Height, kept[0].Map.Width), Is.EqualTo((64, 48)));
        Assert.That(kept[0].Map.Pixels![48 * 21], Is.EqualTo(85), "row 21 of 0 to 63 is a third");
        foreach (var one in kept)
            Assert.That(RandomizedMap.Of(one.ToRow()), Is.EqualTo(one), "through the store and back");
        Assert.That(RandomizedMap.Of(kept[0].Map), Is.Null);
    }

    [TestCase(new float[] { -4, -3, -2, -1 }, new byte[] { 0, 85, 170, 255 })]
    [TestCase(new float[] { 2, 2, 2, 2 }, null)]
    [TestCase(new float[] { 1, 2, float.NaN, 3 }, null)]
    [TestCase(new float[] { -1, 2, 2, 2 }, new byte[] { 0, 255, 255, 255 })]
    public void A_map_is_scaled_and_a_degenerate_one_has_no_pixels(float[] values, byte[]? pixels)
    {
        var method = new RunnerMethod((_, _, _, _) => new Tensor(values, 2, 2));

        _run.Run(RunnerPlan.Of(1, [("fixed", method)], [("sum", RunnerMetric.Sum())]));

        Assert.That(_run.Load().Maps.Single().Pixels, Is.EqualTo(pixels));
    }

    [Test]
    public void Pictures_and_maps_lost_with_a_failure_are_made_up_for()
    {
        var fails = true;
        var method = new RunnerMethod((model, image, _, target) =>
            fails ? throw new InvalidOperationException("not yet") : model.Gradient(image, [target], "input").Gradients[0].ItemTensor(0));
        var plan = RunnerPlan.Of(1, [("moody", method)], [("sum", RunnerMetric.Sum())]);

        _run.Run(plan);
        Assert.That(_run.Load().Maps, Is.Empty);
        fails = false;
        _run.Run(plan);

        Assert.That(_run.Load().Maps.Single().Pixels, Is.EqualTo(new byte[] { 255, 191, 0, 64 }));
    }
}
