using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Testing;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Models;

/// <summary>Derivatives of inner tensors by the image, started with a seed of their own.</summary>
public sealed class TensorGradientTests
{
    private static readonly string[] Networks = ["plain", "residual", "branch", "separable", "vit"];

    [TestCaseSource(nameof(Networks))]
    public void The_derivative_of_any_layer_is_its_difference_along_a_direction(string network)
    {
        using var model = Embedded(network);
        var image = GradientCase.Between(-1, 1, 3, 1, 3, 64, 64);
        var tensors = model.Network.Tensors;
        foreach (var tensor in new[] { tensors[0], tensors[tensors.Count / 3], tensors[tensors.Count / 2], tensors[^2], tensors[^1] })
        {
            var seed = SeedFor(model, tensor, 1, 5);
            var result = model.Gradient(image, tensor, seed, [model.InputTensor], RuleSet.Standard);
            var gradient = result.Gradients[0].Values;
            Assert.That(result.Value.Values, Is.EqualTo(model.Activations(image, [tensor])[0].Values).Within(1e-4), tensor);
            var length = Math.Sqrt(gradient.Sum(g => (double)g * g));
            var random = Seed.Of(7).Random();
            var direction = Array.ConvertAll(gradient, g => g / length * random.NextDouble(0, 2) + random.NextGaussian() / image.Length);
            var slope = gradient.Zip(direction, (g, d) => g * d).Sum();
            var errors = new[] { 1.0, 0.3, 0.1, 0.03, 0.01 }.Select(step =>
                Math.Abs((Value(step) - Value(-step)) / (2 * step) - slope) / Math.Abs(slope));
            Assert.That(errors.Min(), Is.LessThan(0.01), $"{network}, {tensor}");

            double Value(double step)
            {
                var moved = new Tensor([.. image.Values.Zip(direction, (x, d) => (float)(x + step * d))], image.Shape);
                return model.Activations(moved, [tensor])[0].Values.Zip(seed.Values, (a, s) => (double)a * s).Sum();
            }
        }
    }

    [Test]
    public void At_the_score_tensor_it_is_the_gradient_of_the_classes()
    {
        using var model = Embedded("plain");
        var images = GradientCase.Between(-1, 1, 3, 3, 3, 64, 64);
        var seed = ModelExtensions.OneHot([1, 4, 9], 10);
        var inner = model.Gradient(images, model.Network.Tensors[^1], seed, [model.InputTensor], RuleSet.Standard);
        var classes = model.Gradient(images, seed, [model.InputTensor], RuleSet.Standard);
        Assert.That(inner.Gradients[0].Values, Is.EqualTo(classes.Gradients[0].Values).Within(1e-6));
        Assert.That(inner.Value.Values, Is.EqualTo(classes.Scores.Logits.Values).Within(1e-5));
    }

    [Test]
    public void Every_image_of_a_batch_has_its_own_seed_and_no_step_makes_a_session()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path, new EngineOptions());
        var images = GradientCase.Between(-1, 1, 8, 3, 3, 8, 8);
        var seed = SeedFor(model, "features", 3, 6);
        var together = Gradient(images, seed);
        var kept = model.KeptSessions;
        for (var i = 0; i < 3; i++)
            Assert.That(
                Gradient(images.Items(i, 1), seed.Items(i, 1)).Values,
                Is.EqualTo(together.ItemTensor(i).Values).Within(1e-6));
        Assert.That(model.KeptSessions, Is.EqualTo(kept));

        Tensor Gradient(Tensor batch, Tensor weights) =>
            model.Gradient(batch, "features", weights, ["image"], RuleSet.Standard).Gradients[0];
    }

    [Test]
    public void From_half_the_squared_distance_arrives_the_difference_from_the_seed()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path);
        var images = GradientCase.Between(-1, 1, 8, 2, 3, 8, 8);
        var target = SeedFor(model, "features", 2, 6);
        var value = model.Activations(images, ["features"])[0];
        var difference = new Tensor([.. value.Values.Zip(target.Values, (a, s) => a - s)], value.Shape);
        Assert.That(
            model.Gradient(images, "features", target, ["image"], RuleSet.OfHalfSquaredDistance).Gradients[0].Values,
            Is.EqualTo(model.Gradient(images, "features", difference, ["image"], RuleSet.Standard).Gradients[0].Values).Within(1e-6));
    }

    [Test]
    public void What_has_no_derivative_is_refused_in_words()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path);
        var image = GradientCase.Between(-1, 1, 8, 1, 3, 8, 8);
        InputException Refused(string tensor) => Assert.Throws<InputException>(
            () => model.Gradient(image, tensor, Tensor.Zeros(1, 1), ["image"], RuleSet.Standard))!;
        Assert.That(Refused("feature").Message, Does.Contain("Did you mean 'features'"));
        Assert.That(Refused("w1").Message, Does.Contain("holds no floating-point numbers for each image"));
        Assert.Throws<ArgumentException>(
            () => model.Gradient(image, "features", Tensor.Zeros(1, 1), ["image"], RuleSet.Standard));
    }

    private static OnnxModel Embedded(string network) =>
        OnnxModel.Open(Path.Combine(Repository.Root, $"datasets/scenes/models/{network}/model.onnx"));

    private static Tensor SeedFor(OnnxModel model, string tensor, int images, int seed)
    {
        int[] shape = [images, .. model.Network.ShapeOf(tensor)];
        var random = Seed.Of(seed).Random();
        var weights = Tensor.Zeros(shape);
        foreach (ref var weight in weights.Values.AsSpan())
            weight = (float)random.NextGaussian();
        return weights;
    }
}
