using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Perturbation;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Optimization;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Perturbation;

public sealed class MeaningfulPerturbationTests
{
    private static readonly ImageSize Size = new(2, 12, 10);

    [TestCase(ClassScore.Probability)]
    [TestCase(ClassScore.Logit)]
    public void The_derivative_of_the_objective_agrees_with_differences(ClassScore score)
    {
        var image = Images.Random(Size, 1, seed: 1).Values.Values;
        double[] weights = [.. Images.Random(Size, 1, seed: 2).Values.Values.Select(v => 0.2 * v)];
        var model = FormulaModel.Linear(Size, weights);
        var subject = new Subject(0, image, Size, 0, Seed.Of(3));
        var options = new MeaningfulPerturbation(L1: 0.05, Tv: 0.3, Score: score);
        var grid = new CoarseMask((4, 5), Size, 1.3);
        var blurred = GaussianBlur.Apply(image, Size, 2);
        var objective = new MeaningfulPerturbation.Objective(model, subject, new JitteredPair(image, blurred, Size, 0), grid, options);

        var random = Seed.Of(4).Random();
        float[] mask = [.. Enumerable.Range(0, 20).Select(_ => (float)random.NextDouble(0.05, 0.95))];
        var gradient = new float[20];
        objective.Gradient(mask, gradient);
        double Value(float[] m)
        {
            var enlarged = grid.Enlarge(m);
            var seen = new Tensor([.. image.Select((v, i) => enlarged[i % 120] * v + (1 - enlarged[i % 120]) * blurred[i])], 1, 2, 12, 10);
            return model.Predict(seen).Of(score, 0, 0) + 0.05 * m.Sum(v => Math.Abs(1.0 - v)) + 0.3 * TotalVariation.Value(m, 5, 3);
        }
        for (var i = 0; i < 20; i++)
        {
            var (up, down) = ((float[])mask.Clone(), (float[])mask.Clone());
            (up[i], down[i]) = (up[i] + 5e-3f, down[i] - 5e-3f);
            Assert.That(gradient[i], Is.EqualTo((Value(up) - Value(down)) / (up[i] - (double)down[i])).Within(1e-3), $"cell {i}");
        }
    }

    [Test]
    public void The_map_is_high_where_the_class_would_be_lost()
    {
        // The logit is the sharpness of the right part.
        var size = new ImageSize(1, 24, 24);
        var image = Images.Random(size, 1, seed: 5);
        double[] weights = [.. image.Values.Values.Select((v, i) => i % 24 >= 16 ? 0.1 * v : 0)];
        var map = new MeaningfulPerturbation().Explain(FormulaModel.Linear(size, weights, -5), image, [0])[0].Values;
        Assert.That(map.Shape.ToArray(), Is.EqualTo(new[] { 24, 24 }));
        Assert.That(map.Values, Has.All.InRange(-1e-5f, 1 + 1e-5f));
        var read = map.Values.Where((_, i) => i % 24 >= 17).Average();
        Assert.That(read, Is.GreaterThan(0.1));
        Assert.That(map.Values.Where((_, i) => i % 24 < 14).Average(), Is.LessThan(read / 5));
    }

    [Test]
    public void It_runs_the_discs_and_the_steps()
    {
        var model = FormulaModel.Linear(Size, new double[240]);
        new MeaningfulPerturbation(Iterations: 7).Explain(model, Images.Random(Size, 1, seed: 6), [0]);
        Assert.That(model.Seen, Has.Count.EqualTo(36 + 7));
    }

    [Test]
    public void The_first_disc_that_takes_the_class_away_is_hidden()
    {
        // At 224 pixels with scale 1; the class is the sharpness within 60 pixels of the centre. Stripes of period 4, so that their blur is
        // nearly flat.
        var size = new ImageSize(1, 224, 224);
        float[] image = [.. Enumerable.Range(0, size.Length).Select(i => i % 4 < 2 ? 1f : -1)];
        double[] weights = [.. image.Select((v, i) => Distance(i) < 60 ? 0.002 * v : 0)];
        var model = FormulaModel.Linear(size, weights, -12);
        var disc = SuppressingDisc.Find(model, new Subject(0, image, size, 0, Seed.Of(1)), GaussianBlur.Apply(image, size, 10), 1);
        Assert.That(disc[112 * 224 + 112], Is.EqualTo(1).Within(1e-3));
        Assert.That(disc[0], Is.EqualTo(0).Within(1e-3));

        // The radius is where the disc is a half.
        var radius = Enumerable.Range(0, 112).First(r => disc[112 * 224 + 112 + r] < 0.5);
        double Relative(int r)
        {
            double P(int candidate) => model.Predict(new Tensor(
                [.. Blend(image, GaussianBlur.Apply(image, size, 10), GaussianBlur.Apply(
                    [.. image.Select((_, i) => Distance(i) <= candidate ? 1f : 0)], size, 10))], 1, 1, 224, 224)).Probability(0, 0);
            return (P(r) - P(170)) / (model.Predict(new Tensor(image, 1, 1, 224, 224)).Probability(0, 0) - P(170));
        }
        var chosen = (int)Math.Round(radius / 5.0) * 5;
        Assert.That(chosen, Is.InRange(25, 85));
        Assert.That(Relative(chosen), Is.LessThan(0.01));
        Assert.That(Relative(chosen - 5), Is.GreaterThanOrEqualTo(0.01));
    }

    [Test]
    public void Image_and_blur_move_together()
    {
        var image = Images.Random(Size, 1, seed: 7).Values.Values;
        var pair = new JitteredPair(image, [.. image.Select(v => 3 * v)], Size, 3);
        var random = Seed.Of(8).Random();
        var seen = new HashSet<float>();
        for (var draw = 0; draw < 50; draw++)
        {
            var (moved, blurred) = (new float[240], new float[240]);
            pair.Draw(random, moved, blurred);
            Assert.That(blurred, Is.EqualTo(moved.Select(v => 3 * v)).Within(1e-4f));
            seen.Add(moved[0]);
        }
        Assert.That(seen, Has.Count.EqualTo(9), "three offsets on each axis");
    }

    [Test]
    public void A_mask_of_the_picture_is_sampled_at_the_centres_of_its_cells()
    {
        float[] plane = [.. Enumerable.Range(0, 120).Select(i => (float)i)];
        Assert.That(new CoarseMask((3, 2), Size, 1).Sample(plane), Is.EqualTo(new[] { 22f, 27, 62, 67, 102, 107 }));
    }

    private static double Distance(int i) => Math.Sqrt(Math.Pow(i / 224 - 112, 2) + Math.Pow(i % 224 - 112, 2));

    private static IEnumerable<float> Blend(float[] image, float[] blurred, float[] disc) =>
        image.Select((v, i) => (1 - disc[i]) * v + disc[i] * blurred[i]);
}
