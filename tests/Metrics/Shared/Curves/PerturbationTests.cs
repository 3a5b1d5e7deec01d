using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Shared.Curves;

public class PerturbationTests
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
            new Deletion(new(Step: 2)), new Morf(new(Step: 2)), new Aopc(new(Step: 2)), new PixelFlipping(Step: 2),
            new Deletion(new(Step: 2, Score: TargetScore.Logit)),
            new Deletion(new(Step: 2), Summary: new(Ends: CurveEnds.Inner, Area: CurveArea.Mean)),
            new Deletion(Steps: 4, Spacing: Spacing.Even),
            new Deletion(new(Step: 2, Ties: new(Ties: TieOrder.Expected))), new Deletion(new(Step: 2, Ties: new(Ties: TieOrder.Reversed))),
        ];
        foreach (var metric in metrics)
            Assert.That(metric.Evaluate(context).Scores.Single().State.IsOk);
        Assert.That(model.Calls, Is.EqualTo(new[] { 3, 1, 1 }),
            "nothing ties, so that every order is the same one; the ends are asked by themselves");

        IMetric[] others = [new Lerf(new(Step: 2)), new Abpc(new(Step: 2)), new Insertion(Step: 2, Fill: PixelFill.Zero)];
        foreach (var metric in others)
            metric.Evaluate(context);
        Assert.That(model.Calls, Is.EqualTo(new[] { 3, 1, 1, 3 }), "putting in the most salient is taking out the least, read backwards");

        new Insertion(Step: 2).Evaluate(context);
        new Deletion(new(Step: 3)).Evaluate(context);
        Assert.That(model.Calls, Is.EqualTo(new[] { 3, 1, 1, 3, 3, 1, 2 }),
            "another fill with its own end, another step with the ends that are known");
    }

    [Test]
    public void Metrics_over_equal_regions_run_the_model_once()
    {
        var model = Model();
        var context = Context(model, Distinct);
        IMetric[] metrics =
        [
            new Selectivity(2), new RegionPerturbation(2, Fill: PixelFill.Zero), new RegionPerturbation(2, 2, PixelFill.Zero),
            new Selectivity(2, Score: TargetScore.Logit),
            new Selectivity(2, Summary: new(Ends: CurveEnds.AfterFirst, Area: CurveArea.Steps)),
            new Deletion(Steps: 1),
        ];
        foreach (var metric in metrics)
            Assert.That(metric.Evaluate(context).Scores.Single().State.IsOk);
        Assert.That(model.Calls, Is.EqualTo(new[] { 1, 1, 1 }), "one region of two, and the ends");
    }

    [Test]
    public void The_curves_are_those_of_a_plain_loop()
    {
        foreach (var (inserts, leastFirst) in new[] { (false, false), (false, true), (true, false) })
        {
            var curve = new Perturbation(PixelFill.Zero, new CurvePoints(3), LeastFirst: leastFirst, Inserts: inserts)
                .Curve(Context(Model(), Distinct), TargetScore.Logit);
            var order = Enumerable.Range(0, 8).OrderByDescending(i => leastFirst ? -Distinct[i] : Distinct[i]).ToArray();
            double[] expected =
                [.. new[] { 0, 3, 6, 8 }.Select(k => order.Index().Sum(o => (o.Index < k) == inserts ? (double)Weights[o.Item] : 0))];
            Assert.That(curve.Values, Is.EqualTo(expected), $"{inserts} {leastFirst}");
            Assert.That(curve.Positions, Is.EqualTo(new[] { 0, 0.375, 0.75, 1 }));
        }
    }

    // Tied at the top, in the middle, at the bottom, everywhere in pairs.
    [TestCase(new float[] { 9, 9, 9, 1, 2, 3, 4, 5 })]
    [TestCase(new float[] { 1, 5, 5, 5, 5, 7, 8, 9 })]
    [TestCase(new float[] { 0, 0, -0f, 3, 0, 0, 2, 1 })]
    [TestCase(new float[] { 1, 1, 2, 2, 3, 3, 4, 4 })]
    public void The_expectation_over_orders_is_the_mean_over_all_of_them(float[] map)
    {
        // A model that is not linear, so that it matters which pixels meet.
        var model = new FakeClassifier(Size, 1, image => [MathF.Pow(image.Zip(Weights, (x, w) => x * w).Sum() / 100, 3)]);
        foreach (var (inserts, leastFirst) in new[] { (false, false), (false, true), (true, false) })
        {
            var removal = new Perturbation(PixelFill.Zero, new CurvePoints(3), LeastFirst: leastFirst, Inserts: inserts);
            double[] mean = new double[4];
            var orders = Orders(map, leastFirst).ToList();
            foreach (var order in orders)
                foreach (var (point, taken) in new[] { 0, 3, 6, 8 }.Index())
                {
                    var image = Enumerable.Range(0, 8).Select(i => order.AsSpan(0, taken).Contains(i) == inserts ? 1f : 0).ToArray();
                    mean[point] += model.Predict(new Tensor(image, 1, 1, 2, 4)).Logit(0, 0) / (double)orders.Count;
                }
            var curve = (removal with { Ties = TieOrder.Expected, TieOrders = 20 }).Curve(Context(model, map), TargetScore.Logit);
            Assert.That(curve.Values, Is.EqualTo(mean).AsCollection.Within(1e-5), $"{inserts} {leastFirst}");
        }
    }

    [Test]
    public void Where_too_many_orders_are_possible_some_are_drawn_and_the_points_where_all_meet_are_run_once()
    {
        float[] map = [9, 0, 0, 0, 0, 0, 0, 8];
        var model = Model();
        var context = Context(model, map);
        var expected = new Perturbation(PixelFill.Zero, new CurvePoints(1), TieOrder.Expected, TieOrders: 5);
        var curve = expected.Curve(context, TargetScore.Logit);
        // Points 1 and 2 part nothing; 3 to 7 part six equal pixels: drawn five times each.
        Assert.That(model.Calls, Is.EqualTo(new[] { 2 + 5 * 5, 1, 1 }));
        Assert.That(curve.Values[1], Is.EqualTo(254));
        Assert.That(curve.Values[2], Is.EqualTo(126));
        Assert.That(
            (expected with { TieOrders = 1000 }).Curve(context, TargetScore.Logit).Values[3..8],
            Is.EqualTo(Enumerable.Range(1, 5).Select(m => 126 * (1 - m / 6.0))).AsCollection.Within(1e-9), "all are possible to list");

        var calls = model.Calls.Count;
        new Perturbation(PixelFill.Zero, new CurvePoints(1), TieOrder.Expected, TieOrders: 5).Curve(context, TargetScore.Probability);
        Assert.That(model.Calls, Has.Count.EqualTo(calls), "logit and probability share the draws");
        new Perturbation(PixelFill.Zero, new CurvePoints(2), TieOrder.Stable).Curve(context, TargetScore.Logit);
        Assert.That(model.Calls, Has.Count.EqualTo(calls + 1));
    }

    [Test]
    public void An_expectation_whose_points_part_no_equal_pixels_is_the_curve_of_any_order()
    {
        float[] map = [9, 9, 9, 9, 1, 1, 1, 1];
        var model = Model();
        var context = Context(model, map);
        var one = new Perturbation(PixelFill.Zero, new CurvePoints(4)).Curve(context, TargetScore.Logit);
        var expected = new Perturbation(PixelFill.Zero, new CurvePoints(4), TieOrder.Expected).Curve(context, TargetScore.Logit);
        Assert.That(expected.Values, Is.EqualTo(one.Values));
        Assert.That(model.Calls, Is.EqualTo(new[] { 1, 1, 1 }));
    }

    [Test]
    public void The_least_first_is_the_most_first_read_backwards_ties_included()
    {
        float[] map = [1, 1, 1, 1, 0, 0, 0, 2];
        var most = new Perturbation(PixelFill.Zero, new CurvePoints(1)).Curve(Context(Model(), map), TargetScore.Logit).Values;
        var least = new Perturbation(PixelFill.Zero, new CurvePoints(1), LeastFirst: true)
            .Curve(Context(Model(), map), TargetScore.Logit).Values;
        Assert.That(most.Zip(least.Reverse(), (a, b) => a + b), Is.All.EqualTo(255));
    }

    [Test]
    public void Regions_go_whole_by_their_sum_and_are_cut_at_the_border()
    {
        // 2×4 pixels in regions of side 3: columns 0–2 and column 3. Sums 5+1+8+2+7+6 = 29 and 3+4 = 7.
        var most = new Perturbation(PixelFill.Zero, new CurvePoints(1), Region: 3).Curve(Context(Model(), Distinct), TargetScore.Logit);
        Assert.That(most.Values, Is.EqualTo(new double[] { 255, 8 + 128, 0 }));
        Assert.That(most.Positions, Is.EqualTo(new[] { 0, 0.75, 1 }));
        var least = new Perturbation(PixelFill.Zero, new CurvePoints(1), LeastFirst: true, Region: 3)
            .Curve(Context(Model(), Distinct), TargetScore.Logit);
        Assert.That(least.Values, Is.EqualTo(new double[] { 255, 255 - 8 - 128, 0 }));
    }

    [Test]
    public void Values_are_ranked_by_the_attribution_and_a_flat_map_counts_for_every_channel()
    {
        var model = FakeClassifier.Linear(new ImageSize(2, 1, 2), [1, 2, 4, 8]);
        var image = new Tensor([1, 1, 1, 1], 1, 2, 1, 2);
        var removal = new Perturbation(PixelFill.Zero, new CurvePoints(1), Elements: Elements.Values);
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
    public void Own_values_go_one_by_one_only_where_the_explanation_has_them()
    {
        var model = FakeClassifier.Linear(new ImageSize(2, 1, 2), [1, 2, 4, 8]);
        var image = new Tensor([1, 1, 1, 1], 1, 2, 1, 2);
        var removal = new Perturbation(PixelFill.Zero, new CurvePoints(1), Elements: Elements.OwnValues);
        var deep = new Attribution(new Tensor([3, 1, 4, 2], 2, 1, 2));
        Assert.That(
            removal.Curve(new FakeMetricContext(deep, deep.ToMap(1, 2)) { Model = model, Image = image }, TargetScore.Logit).Values,
            Is.EqualTo(new double[] { 15, 11, 10, 2, 0 }));
        var flat = new Attribution(new Tensor([1, 2], 1, 2));
        Assert.That(
            removal.Curve(new FakeMetricContext(flat, flat.ToMap(1, 2)) { Model = model, Image = image }, TargetScore.Logit).Values,
            Is.EqualTo(new double[] { 15, 5, 0 }));
    }

    [Test]
    public void A_ranking_in_which_all_is_equal_is_degenerate()
    {
        float[] checkers = [1, 2, 1, 2, 2, 1, 2, 1];
        Assert.That(new Perturbation(PixelFill.Zero, new CurvePoints(1)).StateOf(Context(Model(), checkers)).IsOk);
        Assert.That(new Perturbation(PixelFill.Zero, new CurvePoints(1), Region: 2).StateOf(Context(Model(), checkers)).Text,
            Is.EqualTo("degenerate:constant"));
        Assert.That(new Perturbation(PixelFill.Zero, new CurvePoints(1), Region: 9).StateOf(Context(Model(), Distinct)).Text,
            Is.EqualTo("degenerate:constant"));
        Assert.That(new Selectivity(2).Evaluate(Context(Model(), checkers)).Scores.Single().State.Text, Is.EqualTo("degenerate:constant"));
    }

    [Test]
    public void Sums_of_regions_are_told_apart_beyond_single_precision_and_do_not_overflow()
    {
        // The left half is larger by 2⁻²⁰ of 2²⁰, which a sum of single precision loses.
        var close = new Perturbation(PixelFill.Zero, new CurvePoints(1), Region: 2).Curve(
            Context(Model(), [0, 1 << 20, 1 << 20, 0, 0, 0.03125f, 0, 0]), TargetScore.Logit);
        Assert.That(close.Values[1], Is.EqualTo(4 + 8 + 64 + 128));
        var huge = new Perturbation(PixelFill.Zero, new CurvePoints(1), Region: 2).Curve(
            Context(Model(), [3e38f, 3e38f, 3e38f, 3e38f, 0, 0, 1e38f, 0]), TargetScore.Logit);
        Assert.That(huge.Values[1], Is.EqualTo(1 + 2 + 16 + 32));
    }

    [Test]
    public void Noise_is_averaged_over_its_draws()
    {
        var context = new FakeMetricContext(new SaliencyMap(Distinct, 2, 4))
        {
            Model = Model(),
            Image = new Tensor([1, 2, 3, 4, 5, 6, 7, 8], 1, 1, 2, 4),
        };
        var mean = new Perturbation(PixelFill.Noise, new CurvePoints(4), Draws: 3).Curve(context, TargetScore.Logit).Values;
        double[] expected = [.. Enumerable.Range(0, 3)
            .Select(draw => PixelFills.For(context, PixelFill.Noise, draw).Values.Zip(Weights, (x, w) => (double)x * w).Sum())];
        Assert.That(mean[2], Is.EqualTo(expected.Average()).Within(1e-3));
        Assert.That(expected, Is.Unique);
        Assert.That(mean[0], Is.EqualTo(context.Image.Values.Zip(Weights, (x, w) => (double)x * w).Sum()));
    }

    private static IEnumerable<int[]> Orders(float[] map, bool ascending)
    {
        IEnumerable<int[]> Permutations(int[] items) => items.Length == 0
            ? [[]]
            : items.SelectMany(first => Permutations([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest]));
        // The concatenation of a permutation of each group of equal values.
        var groups = Enumerable.Range(0, map.Length).GroupBy(i => map[i] + 0f).OrderBy(g => ascending ? g.Key : -g.Key);
        return groups.Aggregate(
            (IEnumerable<int[]>)[[]],
            (orders, group) => orders.SelectMany(order => Permutations([.. group]).Select(p => (int[])[.. order, .. p])));
    }

    private static FakeClassifier Model() => FakeClassifier.Linear(Size, Weights);

    private static FakeMetricContext Context(IClassifier model, float[] map) => new(new SaliencyMap(map, 2, 4))
    {
        Model = model,
        Image = new Tensor([.. Enumerable.Repeat(1f, 8)], 1, 1, 2, 4),
    };
}
