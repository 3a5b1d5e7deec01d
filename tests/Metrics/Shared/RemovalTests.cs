using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Shared;

public class RemovalTests
{
    private static readonly ImageSize Size = new(1, 2, 4);
    private static readonly float[] Weights = [1, 2, 4, 8, 16, 32, 64, 128];
    private static readonly float[] Distinct = [5, 1, 8, 3, 2, 7, 6, 4];

    [Test]
    public void Metrics_of_equal_settings_run_the_model_once()
    {
        var model = Model();
        var context = Context(model, Distinct);
        IMetric[] metrics =
        [
            new Deletion(Step: 2), new Morf(Step: 2), new Aopc(Step: 2), new PixelFlipping(Step: 2), new Deletion(Step: 2, Score: TargetScore.Logit),
            new Deletion(Step: 2, Ends: CurveEnds.Inner, Area: CurveArea.Mean), new Deletion(Steps: 4, Spacing: Spacing.Even),
            new Deletion(Step: 2, Ties: TieOrder.Expected), new Deletion(Step: 2, Ties: TieOrder.Reversed),
        ];
        foreach (var metric in metrics)
            Assert.That(metric.Score(context).Scores.Single().State.IsOk);
        Assert.That(model.Calls, Is.EqualTo(new[] { 5 }), "nothing ties, so that every order is the same one");

        IMetric[] others = [new Lerf(Step: 2), new Abpc(Step: 2), new Insertion(Step: 2, Fill: PixelFill.Zero)];
        foreach (var metric in others)
            metric.Score(context);
        Assert.That(model.Calls, Is.EqualTo(new[] { 5, 5 }), "putting in the most salient is taking out the least, read backwards");

        ((IMetric)new Insertion(Step: 2)).Score(context);
        ((IMetric)new Deletion(Step: 3)).Score(context);
        Assert.That(model.Calls, Is.EqualTo(new[] { 5, 5, 5, 4 }), "another fill, another step");
    }

    [Test]
    public void The_curves_are_those_of_a_plain_loop()
    {
        foreach (var (inserts, leastFirst) in new[] { (false, false), (false, true), (true, false) })
        {
            var curve = new Removal(PixelFill.Zero, new CurvePoints(3), LeastFirst: leastFirst, Inserts: inserts).Curve(Context(Model(), Distinct), TargetScore.Logit);
            var order = Enumerable.Range(0, 8).OrderByDescending(i => leastFirst ? -Distinct[i] : Distinct[i]).ToArray();
            double[] expected = [.. new[] { 0, 3, 6, 8 }.Select(k => order.Index().Sum(o => (o.Index < k) == inserts ? (double)Weights[o.Item] : 0))];
            Assert.That(curve.Values, Is.EqualTo(expected), $"{inserts} {leastFirst}");
            Assert.That(curve.Positions, Is.EqualTo(new[] { 0, 0.375, 0.75, 1 }));
        }
    }

    [Test]
    public void The_expectation_over_orders_of_ties_is_that_of_all_orders()
    {
        // Three pixels tie at the top; the logit after one is taken is 255 minus the mean of their weights.
        float[] map = [9, 9, 9, 1, 2, 3, 4, 5];
        var curve = new Removal(PixelFill.Zero, new CurvePoints(1), TieOrder.Expected, TieOrders: 2000).Curve(Context(Model(), map), TargetScore.Logit);
        Assert.That(curve.Values[0], Is.EqualTo(255));
        Assert.That(curve.Values[1], Is.EqualTo(255 - 7 / 3.0).Within(0.1));
        Assert.That(curve.Values[2], Is.EqualTo(255 - 14 / 3.0).Within(0.1));
        Assert.That(curve.Values[3], Is.EqualTo(248), "all orders meet here");
        Assert.That(curve.Values[4], Is.EqualTo(248 - 128));
    }

    [Test]
    public void The_least_first_is_the_most_first_read_backwards_ties_included()
    {
        float[] map = [1, 1, 1, 1, 0, 0, 0, 2];
        var most = new Removal(PixelFill.Zero, new CurvePoints(1)).Curve(Context(Model(), map), TargetScore.Logit).Values;
        var least = new Removal(PixelFill.Zero, new CurvePoints(1), LeastFirst: true).Curve(Context(Model(), map), TargetScore.Logit).Values;
        Assert.That(most.Zip(least.Reverse(), (a, b) => a + b), Is.All.EqualTo(255));
    }

    [Test]
    public void Regions_go_whole_by_their_sum_and_are_cut_at_the_border()
    {
        // 2×4 pixels in regions of side 3: columns 0–2 and column 3. Sums 5+1+8+2+7+6 = 29 and 3+4 = 7.
        var most = new Removal(PixelFill.Zero, new CurvePoints(1), Region: 3).Curve(Context(Model(), Distinct), TargetScore.Logit);
        Assert.That(most.Values, Is.EqualTo(new double[] { 255, 8 + 128, 0 }));
        Assert.That(most.Positions, Is.EqualTo(new[] { 0, 0.75, 1 }));
        var least = new Removal(PixelFill.Zero, new CurvePoints(1), LeastFirst: true, Region: 3).Curve(Context(Model(), Distinct), TargetScore.Logit);
        Assert.That(least.Values, Is.EqualTo(new double[] { 255, 255 - 8 - 128, 0 }));
    }

    [Test]
    public void Values_are_ranked_by_the_attribution_and_a_flat_map_counts_for_every_channel()
    {
        var model = FakeClassifier.Linear(new ImageSize(2, 1, 2), [1, 2, 4, 8]);
        var image = new Tensor([1, 1, 1, 1], 1, 2, 1, 2);
        var removal = new Removal(PixelFill.Zero, new CurvePoints(1), Elements: Elements.Values);
        var deep = new Attribution(new Tensor([3, 1, 4, 2], 2, 1, 2));
        Assert.That(
            removal.Curve(new FakeMetricContext(deep, deep.ToMap(1, 2)) { Model = model, Image = image }, TargetScore.Logit).Values,
            Is.EqualTo(new double[] { 15, 11, 10, 2, 0 }));
        var flat = new Attribution(new Tensor([1, 2], 1, 2));
        Assert.That(
            removal.Curve(new FakeMetricContext(flat, flat.ToMap(1, 2)) { Model = model, Image = image }, TargetScore.Logit).Values,
            Is.EqualTo(new double[] { 15, 13, 5, 4, 0 }));
    }

    [Test]
    public void Noise_is_averaged_over_its_draws()
    {
        var context = new FakeMetricContext(new SaliencyMap(Distinct, 2, 4)) { Model = Model(), Image = new Tensor([1, 2, 3, 4, 5, 6, 7, 8], 1, 1, 2, 4) };
        var one = Enumerable.Range(0, 3).Select(draw => new Removal(PixelFill.Noise, new CurvePoints(4)).Outputs(context, draw: draw).Outputs.Logits).ToArray();
        var mean = new Removal(PixelFill.Noise, new CurvePoints(4), Draws: 3).Curve(context, TargetScore.Logit).Values;
        Assert.That(mean, Is.EqualTo(Enumerable.Range(0, 3).Select(k => one.Average(o => o[k]))).AsCollection.Within(1e-12));
        Assert.That(one[0][2], Is.Not.EqualTo(one[1][2]));
    }

    private static FakeClassifier Model() => FakeClassifier.Linear(Size, Weights);

    private static FakeMetricContext Context(IClassifier model, float[] map) => new(new SaliencyMap(map, 2, 4))
    {
        Model = model,
        Image = new Tensor([.. Enumerable.Repeat(1f, 8)], 1, 1, 2, 4),
    };
}
