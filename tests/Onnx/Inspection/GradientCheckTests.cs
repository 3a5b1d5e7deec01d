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

    [Test]
    public void A_gradient_of_zero_is_found() => Assert.That(Worst(new Distorted(_ => 0)), Is.GreaterThan(0.5));

    [Test]
    public void A_constant_model_with_a_gradient_of_zero_agrees() =>
        Assert.That(Worst(new LinearModel(Size, [new float[Size.Length], new float[Size.Length]], [1, 2])), Is.Zero);

    private static double Worst(IModel model) => GradientCheck.Run(model, Image, s => s.Logits, 8, Seed.Of(3)).Max(c => c.RelativeError);

    private sealed class Distorted(Func<float, int, float> change) : IModel
    {
        private readonly LinearModel _inner = LinearModel.Random(Size, 5, 1);

        public Distorted(Func<float, float> change) : this((g, _) => change(g))
        {
        }

        public ImageSize Input => _inner.Input;

        public int ClassCount => _inner.ClassCount;

        public INetworkFacts Network => _inner;

        public ClassScores Predict(Tensor batch) => _inner.Predict(batch);

        public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors) => _inner.Activations(batch, tensors);

        public IModel With(Alteration change) => _inner.With(change);

        public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null)
        {
            var result = _inner.Gradient(batch, seed, of, rules);
            return result with { Gradients = [.. result.Gradients.Select(g => new Tensor([.. g.Values.Select(change)], g.Shape))] };
        }
    }
}
