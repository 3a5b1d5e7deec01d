using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Perturbation;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Perturbation;

internal sealed class SobolTests
{
    private static readonly ImageSize Square = new(1, 2, 2);
    private static readonly ImageBatch Ones = Images.Of(Square, 1, 1, 1, 1);

    [Test]
    public void The_estimator_is_Jansens()
    {
        var random = Seed.Of(1).Random();
        float[] scores = [.. Enumerable.Range(0, 5 * 7).Select(_ => (float)random.NextGaussian())];
        var a = scores[..7];
        double mean = a.Average();
        var variance = a.Sum(v => (v - mean) * (v - mean)) / 6;
        var expected = Enumerable.Range(1, 4)
            .Select(i => a.Zip(scores[(7 * i)..(7 * i + 7)], (x, c) => Math.Pow((double)x - c, 2)).Sum() / 14 / variance);
        Assert.That(Sobol.TotalIndices(scores, 7), Is.EqualTo(expected).Within(1e-6));
    }

    [TestCase(MaskDesign.Net, 0.02)]
    [TestCase(MaskDesign.LatinHypercube, 0.05)]
    [TestCase(MaskDesign.Random, 0.05)]
    public void Of_a_linear_function_an_index_is_the_share_of_the_squared_weight(MaskDesign design, double tolerance)
    {
        var model = FormulaModel.Linear(Square, [1, -2, 3, 0.5]);
        var map = new Sobol(4096, 2, design).Explain(model, Ones, [0])[0];
        Assert.That(map.Values.Shape.ToArray(), Is.EqualTo(new[] { 2, 2 }));
        Assert.That(map.Values.Values, Is.EqualTo(new[] { 1, 4, 9, 0.25 }.Select(w => w / 14.25)).Within(tolerance));
    }

    [Test]
    public void Few_designs_weigh_the_cells_of_a_linear_function_alike()
    {
        // 64 cells of one weight: what differs is the estimate.
        var size = new ImageSize(1, 8, 8);
        var model = FormulaModel.Linear(size, [.. Enumerable.Repeat(1.0, 64)]);
        var map = new Sobol().Explain(model, Images.Of(size, [.. Enumerable.Repeat(1f, 64)]), [0])[0].Values.Values;
        Assert.That(map.Max() / map.Min(), Is.LessThan(1.25f));
    }

    [Test]
    public void Cells_that_act_together_both_count()
    {
        // f = m₀·m₁: the variance is (1/3)² − (1/4)² = 7/144, and what is left without m₀ is E m₁²/12 = 1/36.
        var model = new FormulaModel(Square, m => [m[0] * m[1], 0]);
        var map = new Sobol(8192, 2).Explain(model, Ones, [0])[0].Values.Values;
        Assert.That(map, Is.EqualTo(new[] { 4 / 7.0, 4 / 7.0, 0, 0 }).Within(0.02));
    }

    [Test]
    public void A_score_that_does_not_vary_gives_zero() =>
        Assert.That(new Sobol(8, 2).Explain(FormulaModel.Linear(Square, [0, 0, 0, 0], 3), Ones, [0])[0].Values.Values, Has.All.Zero);

    [Test]
    public void The_target_and_the_score_are_those_asked_for()
    {
        var model = new FormulaModel(Square, m => [10 * m[0], m[1]]);
        float[] Map(int target, ClassScore score) => new Sobol(64, 2, Score: score).Explain(model, Ones, [target])[0].Values.Values;
        Assert.That(Map(1, ClassScore.Logit)[0], Is.Zero);
        Assert.That(Map(1, ClassScore.Probability)[0], Is.GreaterThan(Map(1, ClassScore.Probability)[1]), "the other class competes");
    }

    [Test]
    public void Every_cell_is_redrawn_in_every_row_and_nothing_else_is_run()
    {
        var model = FormulaModel.Linear(Square, [1, 1, 1, 1]);
        new Sobol(8, 2).Explain(model, Ones, [0]);
        // The image is all ones, so that each variant is its mask.
        Assert.That(model.Seen, Has.Count.EqualTo(8 * 5));
        for (var i = 0; i < 4; i++)
            for (var n = 0; n < 8; n++)
                for (var cell = 0; cell < 4; cell++)
                    Assert.That(
                        model.Seen[8 * (i + 1) + n][cell],
                        cell == i ? Is.Not.EqualTo(model.Seen[n][cell]) : Is.EqualTo(model.Seen[n][cell]));
    }

    [Test]
    public void A_net_has_a_power_of_two_of_rows()
    {
        Assert.That(() => new Sobol(30), Throws.TypeOf<InputException>().With.Message.Contains("designs=30 is no power of two"));
        Assert.That(new Sobol(30, Design: MaskDesign.LatinHypercube).Designs, Is.EqualTo(30));
    }

    [Test]
    public void Cells_fade_to_the_filling()
    {
        // Filled with its own largest value, the image changes only where it is smaller.
        var map = new Sobol(32, 2, Fill: Baseline.Brightest)
            .Explain(FormulaModel.Linear(Square, [1, 1, 1, 1]), Images.Of(Square, 5, 3, 5, 1), [0])[0];
        Assert.That(map.Values.Values[0], Is.Zero);
        Assert.That(map.Values.Values[3] / map.Values.Values[1], Is.EqualTo(4).Within(10).Percent);
    }
}
