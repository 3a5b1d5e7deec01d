using VisEval.Core;
using VisEval.Harness.Datasets;
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
    public void The_first_six_images_are_kept_with_the_maps_of_two_targets()
    {
        _run.Run(RunnerPlan.Of(7, [("gradient", RunnerMethod.Gradient())], [("sum", RunnerMetric.Sum())], TargetChoice.Labels));

        var results = _run.Load();
        var images = Enumerable.Range(1, 6).Select(i => $"i{i}").ToList();
        Assert.That(results.Pictures.Select(p => p.Image), Is.EqualTo(images));
        Assert.That(results.Pictures[1].Png, Is.EqualTo(new byte[] { 2, 80, 78, 71 }));
        Assert.That(results.Maps.Select(m => (m.Image, m.Target)), Is.EqualTo(images.SelectMany(i => new[] { (i, 0), (i, 1) })));
        // (1, 2, 3, 4) from its least to its largest; (4, 3, −2, 1) from 0.
        Assert.That(results.Maps[0].Pixels, Is.EqualTo(new byte[] { 0, 85, 170, 255 }));
        Assert.That(results.Maps[1].Pixels, Is.EqualTo(new byte[] { 255, 191, 0, 64 }));
        Assert.That((results.Maps[0].Height, results.Maps[0].Width), Is.EqualTo((2, 2)));
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
