using VisEval.Core;
using VisEval.Onnx.Inspection;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Onnx.Inspection;

public sealed class GradientCheckTests
{
    private static readonly ImageSize Size = new(3, 8, 8);
    private static readonly Tensor Image = Tensor.Zeros(1, 3, 8, 8);

    [Test]
    public void The_exact_gradient_agrees_along_every_direction() =>
        Assert.That(Worst(LinearModel.Random(Size, 5, 1)), Is.LessThan(1e-3));

    [Test]
    public void A_scaled_gradient_is_found() => Assert.That(Worst(new Distorted(g => 1.1f * g)), Is.GreaterThan(0.05));

    [Test]
    public void A_gradient_that_lost_a_part_is_found() =>
        Assert.That(Worst(new Distorted((g, i) => i % 4 == 0 ? 0 : g)), Is.GreaterThan(0.02));

    [TestCase(1e11, 1e11)]
    [TestCase(1e-11, 0)]
    [TestCase(1, 1e3)]
    public void A_scaled_gradient_of_scores_of_any_size_is_found(double scale, double offset)
    {
        var inner = LinearModel.Random(Size, 5, 1);
        var scaled = new LinearModel(
            Size, [.. inner.Weights.Select(w => w.Select(v => (float)(v * scale)).ToArray())], [.. inner.Bias.Select(_ => (float)offset)]);
        Assert.Multiple(() =>
        {
            Assert.That(Worst(scaled), Is.LessThan(0.01));
            Assert.That(Worst(new Distorted((g, _) => 1.1f * g) { Inner = scaled }), Is.InRange(0.05, 0.15));
        });
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    public void A_gradient_that_is_not_finite_never_agrees(float value)
    {
        Assert.That(Worst(new Distorted((g, i) => i == 7 ? value : g)), Is.EqualTo(double.PositiveInfinity));
        Assert.That(Worst(new Distorted(_ => value)), Is.EqualTo(double.PositiveInfinity));
    }

    [TestCase(double.NaN, 1)]
    [TestCase(1, double.NaN)]
    [TestCase(double.NaN, double.NaN)]
    [TestCase(0, double.NaN)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity, 1)]
    public void Numbers_that_are_not_finite_differ(double byGradient, double byDifference)
    {
        var check = new DirectionCheck(byGradient, byDifference, 0.1, double.NaN);
        Assert.That((check.RelativeError, check.IsTold), Is.EqualTo((double.PositiveInfinity, true)));
    }

    [Test]
    public void A_gradient_of_zero_is_found() => Assert.That(Worst(new Distorted(_ => 0)), Is.GreaterThan(0.5));

    [Test]
    public void A_constant_model_with_a_gradient_of_zero_agrees() =>
        Assert.That(Worst(new LinearModel(Size, [new float[Size.Length], new float[Size.Length]], [1, 2])), Is.Zero);

    private static double Worst(IModel model) => GradientCheck.Run(model, Image, s => s.Logits, 8, Seed.Of(3))
        .Where(c => c.IsTold).Max(c => c.RelativeError);

    private sealed class Distorted(Func<float, int, float> change) : IModel
    {
        public LinearModel Inner { get; init; } = LinearModel.Random(Size, 5, 1);

        public Distorted(Func<float, float> change) : this((g, _) => change(g))
        {
        }

        public ImageSize Input => Inner.Input;

        public int ClassCount => Inner.ClassCount;

        public INetworkFacts Network => Inner;

        public ClassScores Predict(Tensor batch) => Inner.Predict(batch);

        public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors) => Inner.Activations(batch, tensors);

        public IModel With(Alteration change) => Inner.With(change);

        public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null)
        {
            var result = Inner.Gradient(batch, seed, of, rules);
            return result with { Gradients = [.. result.Gradients.Select(g => new Tensor([.. g.Values.Select(change)], g.Shape))] };
        }
    }
}
