using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Methods;
using VisEval.Methods.Backpropagation;
using VisEval.Methods.Shared;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Backpropagation;

public sealed class GuidedIgTests
{
    private static readonly ImageSize Size = new(2, 6, 5);
    private static readonly ConvolutionalModel Model = ConvolutionalModel.Random(Size, 3, seed: 41);
    private static readonly ImageBatch Batch = Images.Random(Size, 2, seed: 42);

    [Test]
    public void A_linear_model_gives_weight_times_the_way_from_the_baseline(
        [Values] Baseline baseline, [Values(1, 7, 200)] int steps, [Values(0.01, 0.25, 1)] double fraction,
        [Values(0, 0.02, 1)] double maxDist)
    {
        var model = LinearModel.Random(Size, 3, seed: 43);
        var attributions = new GuidedIg(steps, fraction, maxDist, baseline).Explain(model, Batch, [2, 0]);
        for (var n = 0; n < 2; n++)
        {
            var image = Batch.Values.Item(n).ToArray();
            var start = baseline.Of(Batch.Subject(n, 0));
            var expected = image.Select((x, i) => model.Weights[n == 0 ? 2 : 0][i] * (x - start[i]));
            Assert.That(attributions[n].Values.Values, Is.EqualTo(expected).Within(1e-5f));
            Assert.That(attributions[n].Values.Shape.ToArray(), Is.EqualTo(new[] { 2, 6, 5 }));
        }
    }

    [TestCase(20, 0.25, 0.02)]
    [TestCase(20, 0.25, 0.2)]
    [TestCase(30, 0.1, 0.1)]
    [TestCase(30, 0.01, 1)]
    [TestCase(7, 1, 0.3)]
    public void It_follows_the_algorithm_written_in_plain_loops(int steps, double fraction, double maxDist)
    {
        var actual = new GuidedIg(steps, fraction, maxDist, Baseline.Mean).Explain(Model, Batch, [1, 0]);
        for (var n = 0; n < 2; n++)
        {
            var image = Batch.Values.Item(n).ToArray();
            var expected = Twin(image, Baseline.Mean.Of(Batch.Subject(n, 0)), 1 - n, steps, fraction, maxDist);
            Assert.That(actual[n].Values.Values, Is.EqualTo(expected).Within(1e-5 * expected.Max(Math.Abs)));
        }
    }

    [Test]
    public void Without_room_beside_the_straight_line_it_is_integrated_gradients_by_the_left_riemann_sum()
    {
        var guided = new GuidedIg(40, MaxDist: 0).Explain(Model, Batch, [1, 2]);
        var straight = new IntegratedGradients(40, QuadratureRule.RiemannLeft).Explain(Model, Batch, [1, 2]);
        for (var n = 0; n < 2; n++)
            Assert.That(guided[n].Values.Values, Is.EqualTo(straight[n].Values.Values).Within(1e-5));
    }

    [TestCase(0.02)]
    [TestCase(1)]
    public void The_values_sum_to_the_difference_of_the_scores_though_not_by_the_straight_line(double maxDist)
    {
        using var model = SmoothNetwork.Open(Size);
        var attribution = new GuidedIg(2000, 0.05, maxDist).Explain(model, Batch.Single(0), [2])[0].Values.Values;
        var difference = model.Predict(Batch.Single(0).Values).Logit(0, 2) - model.Predict(Tensor.Zeros(1, 2, 6, 5)).Logit(0, 2);
        Assert.That(Math.Abs(difference), Is.GreaterThan(0.1));
        Assert.That(attribution.Sum(v => (double)v), Is.EqualTo(difference).Within(0.005 * Math.Abs(difference)));
        var straight = new IntegratedGradients().Explain(model, Batch.Single(0), [2])[0].Values.Values;
        Assert.That(attribution, maxDist == 1 ? Is.Not.EqualTo(straight).Within(0.01f) : Is.Not.EqualTo(straight).Within(1e-4f));
    }

    [TestCase(0.02)]
    [TestCase(0.3)]
    public void The_path_keeps_its_pace_and_its_distance_from_the_straight_line_and_ends_at_the_image(double maxDist)
    {
        var (start, end) = (Batch.Values.Item(0).ToArray(), Batch.Values.Item(1).ToArray());
        var path = new GuidedPath(start, end, 0.1, maxDist);
        var (random, here) = (Seed.Of(44).Random(), new float[start.Length]);
        for (var step = 1; step <= 50; step++)
        {
            path.Advance([.. start.Select(_ => (float)random.NextGaussian())], step / 50.0);
            path.CopyTo(here);
            double[] parts = [.. here.Select((x, i) => ((double)x - start[i]) / ((double)end[i] - start[i]))];
            Assert.That(parts, Has.All.InRange(step / 50.0 - maxDist - 1e-3, Math.Min(step / 50.0 + maxDist, 1) + 1e-3));
            Assert.That(Distance(here, end), Is.EqualTo((1 - step / 50.0) * Distance(start, end)).Within(1e-4));
        }
        Assert.That(here, Is.EqualTo(end).Within(1e-6f));
    }

    [Test]
    public void The_smallest_gradients_move_first_and_tied_ones_together()
    {
        var path = new GuidedPath([0, 0, 0, 0, 0], [1, -1, 1, 1, 0], 0.01, 1);
        var here = new float[5];
        path.Advance([3, 0.5f, -2, 0.5f, 0], 0.25);
        path.CopyTo(here);
        Assert.That(here, Is.EqualTo(new[] { 0, -0.5f, 0, 0.5f, 0 }));
        path.Advance([3, 0.5f, -2, 1, 0], 0.75);
        path.CopyTo(here);
        Assert.That(here, Is.EqualTo(new[] { 0, -1, 1, 1, 0 }));
        Assert.That(path.Integral(), Is.EqualTo(new[] { 0, -0.5f, -2, 0.75f, 0 }));
    }

    [Test]
    public void An_image_that_is_its_baseline_gets_zeros()
    {
        var attribution = new GuidedIg(5).Explain(Model, Images.Of(Size, new float[Size.Length]), [0])[0];
        Assert.That(attribution.Values.Values, Has.All.Zero);
    }

    [Test]
    public void A_gradient_that_is_no_number_shows_in_the_result_and_does_not_hang()
    {
        var path = new GuidedPath([0, 0], [1, 1], 0.25, 0.1);
        path.Advance([float.NaN, 1], 0.5);
        path.Advance([float.NaN, 1], 1);
        Assert.That(path.Integral(), Is.EqualTo(new[] { float.NaN, 1 }).Within(1e-6f));
    }

    [Test]
    public void Each_step_costs_one_gradient()
    {
        var model = new CountingModel(Model);
        new GuidedIg(12).Explain(model, Batch.Single(0), [1]);
        Assert.That((model.Forwards, model.Backwards), Is.EqualTo((12, 12)));
    }

    private static double Distance(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs((double)x - y)).Sum();

    // Written with relative positions where the method works with absolute ones, and with a full sort where it selects.
    private static double[] Twin(float[] image, float[] baseline, int target, int steps, double fraction, double maxDist)
    {
        var count = image.Length;
        double[] way = [.. image.Zip(baseline, (x, b) => (double)x - b)];
        var (part, sum) = (new double[count], new double[count]);
        double Left() => Enumerable.Range(0, count).Sum(i => (1 - part[i]) * Math.Abs(way[i]));
        var whole = Left();
        for (var step = 1; step <= steps; step++)
        {
            var here = new Tensor([.. baseline.Select((b, i) => (float)(b + part[i] * way[i]))], 1, 2, 6, 5);
            var gradient = Model.Gradient(here, [target], "input").Gradients[0].Values;
            var before = (double[])part.Clone();
            var (alpha, wanted) = ((double)step / steps, whole * (steps - step) / steps);
            var (least, most) = (Math.Max(0, alpha - maxDist), Math.Min(1, alpha + maxDist));
            for (var i = 0; i < count; i++)
                part[i] = Math.Max(part[i], least);
            while (Left() - wanted > 1e-8)
            {
                var open = Enumerable.Range(0, count).Where(i => part[i] < most).OrderBy(i => Math.Abs(gradient[i])).ToList();
                var position = Math.Min((int)Math.Floor(fraction * (count - 1)), open.Count - 1);
                var limit = Math.Abs(gradient[open[position]]);
                var moving = open.Where(i => Math.Abs(gradient[i]) <= limit).ToList();
                var ratio = Math.Min(1, (Left() - wanted) / moving.Sum(i => (most - part[i]) * Math.Abs(way[i])));
                foreach (var i in moving)
                    part[i] = ratio == 1 ? most : part[i] + ratio * (most - part[i]);
            }
            for (var i = 0; i < count; i++)
                sum[i] += (part[i] - before[i]) * way[i] * gradient[i];
        }
        return sum;
    }
}
