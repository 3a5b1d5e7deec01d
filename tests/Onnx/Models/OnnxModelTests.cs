using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Models;

public class OnnxModelTests
{
    private static readonly int[] Targets = [2, 0, 3];

    private TemporaryModel _file = null!;
    private OnnxModel _model = null!;
    private Tensor _images = null!;

    [SetUp]
    public void Open()
    {
        _file = new TemporaryModel(SmallNetworks.Convolutional());
        _model = OnnxModel.Open(_file.Path);
        _images = GradientCase.Between(-1, 1, 8, 3, 3, 8, 8);
    }

    [TearDown]
    public void Close()
    {
        _model.Dispose();
        _file.Dispose();
    }

    [Test]
    public void Facts_of_the_network_are_found()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_model.Input, Is.EqualTo(new ImageSize(3, 8, 8)));
            Assert.That(_model.ClassCount, Is.EqualTo(4));
            Assert.That(_model.InputTensor, Is.EqualTo("image"));
            Assert.That(_model.Network.ShapeOf(_model.Network.CamTensor), Is.EqualTo(new[] { 6, 2, 2 }));
            Assert.That(_model.Network.WeightLayers, Is.EqualTo(new[] { "fc", "conv2", "conv1" }));
        });
    }

    [Test]
    public void The_class_activation_layer_can_be_named()
    {
        using var named = OnnxModel.Open(_file.Path, camTensor: "conv1.out");
        Assert.That(named.Network.CamTensor, Is.EqualTo("conv1.out"));
        Assert.Throws<InputException>(() => OnnxModel.Open(_file.Path, camTensor: "conv9.out"));
    }

    [Test]
    public void The_input_gradient_is_that_of_the_target_logit()
    {
        var result = _model.Gradient(_images, Targets, "image");
        // A direction per image; the derivative along it by central differences.
        var direction = GradientCase.Between(-1, 1, 9, 3, 3, 8, 8);
        const float step = 5e-4f;
        var (above, below) = (Moved(step, direction), Moved(-step, direction));
        for (var i = 0; i < 3; i++)
        {
            var expected = ((double)_model.Predict(above).Logit(i, Targets[i]) - _model.Predict(below).Logit(i, Targets[i])) / (2 * step);
            var actual = 0.0;
            for (var k = 0; k < direction.ItemLength; k++)
                actual += (double)direction.Item(i)[k] * result.Gradients[0].Item(i)[k];
            Assert.That(actual, Is.EqualTo(expected).Within(0.05 * Math.Abs(expected) + 1e-3), $"image {i}");
        }
    }

    [Test]
    public void The_forward_values_of_a_backward_pass_are_those_of_the_model()
    {
        var expected = _model.Predict(_images).Logits.Values;
        var features = _model.Activations(_images, ["features"])[0];
        var result = _model.Gradient(_images, Targets, "features");
        Assert.That(result.Scores.Logits.Values, Is.EqualTo(expected).Within(1e-5));
        Assert.That(result.Values[0].Values, Is.EqualTo(features.Values).Within(1e-5));
    }

    [Test]
    public void The_gradient_at_the_last_features_is_the_weight_row_over_the_pixels()
    {
        var result = _model.Gradient(_images, Targets, "features");
        var weights = GradientCase.Between(-1, 1, 6, 6, 4);
        for (var i = 0; i < 3; i++)
            for (var k = 0; k < 6; k++)
                for (var p = 0; p < 4; p++)
                    Assert.That(result.Gradients[0].Item(i)[4 * k + p], Is.EqualTo(weights.Item(k)[Targets[i]] / 4).Within(1e-6));
    }

    [Test]
    public void Several_tensors_are_differentiated_in_one_pass()
    {
        var result = _model.Gradient(_images, ModelExtensions.OneHot(Targets, 4), ["features", "image"], RuleSet.Standard);
        Assert.That(result.Gradients[1].Values, Is.EqualTo(_model.Gradient(_images, Targets, "image").Gradients[0].Values).Within(1e-6));
        Assert.That(result.Gradients[0].Values, Is.EqualTo(_model.Gradient(_images, Targets, "features").Gradients[0].Values).Within(1e-6));
    }

    [Test]
    public void A_pass_goes_no_further_back_than_it_is_asked()
    {
        var graph = SmallNetworks.Convolutional();
        int Convolutions(string of) => Backward
            .Build(graph, ShapeObserver.Observe(graph), "scores", [of], RuleSet.Standard.For)
            .Graph.Nodes.Count(n => n.Operator is "Conv" or "ConvTranspose");
        Assert.That(Convolutions("features"), Is.EqualTo(2), "only the two of the forward pass");
        Assert.That(Convolutions("conv1.out"), Is.EqualTo(3), "and back through the second");
        Assert.That(Convolutions("image"), Is.EqualTo(4));
    }

    [Test]
    public void Micro_batches_change_nothing()
    {
        using var tight = OnnxModel.Open(_file.Path, new EngineOptions(MemoryMegabytes: 0));
        Assert.That(tight.Predict(_images).Logits.Values, Is.EqualTo(_model.Predict(_images).Logits.Values).Within(1e-6));
        Assert.That(
            tight.Gradient(_images, Targets, "image").Gradients[0].Values,
            Is.EqualTo(_model.Gradient(_images, Targets, "image").Gradients[0].Values).Within(1e-6));
    }

    [Test]
    public void The_derivative_by_a_weight_is_the_sum_over_all_micro_batches()
    {
        using var tight = OnnxModel.Open(_file.Path, new EngineOptions(MemoryMegabytes: 0));
        var seed = ModelExtensions.OneHot(Targets, 4);
        var inOne = _model.Gradient(_images, seed, ["w3"], RuleSet.Standard);
        var features = _model.Activations(_images, ["features"])[0];
        for (var k = 0; k < 6; k++)
            for (var c = 0; c < 4; c++)
            {
                // ∂(Σ_i logit_target)/∂W[k, c] = Σ over the images with target c of the mean of feature k.
                var expected =
                    Enumerable.Range(0, 3).Where(i => Targets[i] == c).Sum(i => features.Item(i).Slice(4 * k, 4).ToArray().Average());
                Assert.That(inOne.Gradients[0].Item(k)[c], Is.EqualTo(expected).Within(1e-5));
            }
        Assert.That(
            tight.Gradient(_images, seed, ["w3"], RuleSet.Standard).Gradients[0].Values,
            Is.EqualTo(inOne.Gradients[0].Values).Within(1e-5));
    }

    [Test]
    public void Rows_folded_into_the_batch_come_back_by_image()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 1, 2, 3);
        var rows = x.Reshape(-1, 3).Map("Identity");
        var y = (rows * rows).Reshape(-1, 6);
        using var file = new TemporaryModel(b.Build([y.Name]));
        using var model = OnnxModel.Open(file.Path);
        var images = new Tensor([.. Enumerable.Range(1, 12).Select(v => (float)v)], 2, 1, 2, 3);
        var result = model.Gradient(images, ModelExtensions.OneHot([0, 5], 6), [rows.Name], RuleSet.Standard);
        Assert.Multiple(() =>
        {
            Assert.That(model.Network.ShapeOf(rows.Name), Is.EqualTo(new[] { 2, 3 }));
            Assert.That(result.Values[0].Shape.ToArray(), Is.EqualTo(new[] { 2, 2, 3 }));
            Assert.That(result.Gradients[0].Values, Is.EqualTo(new float[] { 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 24 }));
        });
    }

    [Test]
    public void A_model_without_room_for_sessions_gives_the_same_numbers()
    {
        using var forgetful = OnnxModel.Open(_file.Path, new EngineOptions(KeptMegabytes: 0));
        var copy = forgetful.Randomize(["fc"], Seed.Of(1));
        for (var round = 0; round < 2; round++)
        {
            Assert.That(forgetful.Predict(_images).Logits.Values, Is.EqualTo(_model.Predict(_images).Logits.Values));
            Assert.That(
                forgetful.Gradient(_images, Targets, "image").Gradients[0].Values,
                Is.EqualTo(_model.Gradient(_images, Targets, "image").Gradients[0].Values));
            Assert.That(
                copy.Predict(_images).Logits.Values, Is.EqualTo(_model.Randomize(["fc"], Seed.Of(1)).Predict(_images).Logits.Values));
        }
    }

    [Test]
    public void Guided_back_propagation_lets_only_positive_derivatives_through_active_units()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 1, 1, 4);
        // y = Σ v·relu(x): the derivative is v where x > 0, the guided one max(v, 0) there.
        var y = x.Map("Relu").Map("Flatten").MatMul(b.Weight("v", Constant.Of([1, 5, -2, 5, 3, 5, 4, 5], 4, 2)));
        using var file = new TemporaryModel(b.Build([y.Name]));
        using var model = OnnxModel.Open(file.Path);
        var image = new Tensor([1, 1, -1, 2], 1, 1, 1, 4);
        var seed = ModelExtensions.OneHot([0], 2);
        Assert.That(model.Gradient(image, seed, ["image"], RuleSet.Standard).Gradients[0].Values, Is.EqualTo(new[] { 1f, -2, 0, 4 }));
        Assert.That(
            model.Gradient(image, seed, ["image"], RuleSet.GuidedBackpropagation).Gradients[0].Values, Is.EqualTo(new[] { 1f, 0, 0, 4 }));
    }

    [Test]
    public void Randomizing_layers_changes_only_them_and_repeats_with_the_seed()
    {
        var before = _model.Predict(_images).Logits.Values;
        var features = _model.Activations(_images, ["features"])[0].Values;
        var changed = _model.Randomize(["fc"], Seed.Of(1));
        Assert.Multiple(() =>
        {
            Assert.That(changed.Predict(_images).Logits.Values, Is.Not.EqualTo(before).Within(1e-3));
            Assert.That(changed.Activations(_images, ["features"])[0].Values, Is.EqualTo(features).Within(1e-6));
            Assert.That(
                _model.Randomize(["fc"], Seed.Of(1)).Predict(_images).Logits.Values, Is.EqualTo(changed.Predict(_images).Logits.Values));
            Assert.That(
                _model.Randomize(["fc"], Seed.Of(2)).Predict(_images).Logits.Values,
                Is.Not.EqualTo(changed.Predict(_images).Logits.Values));
            Assert.That(_model.Predict(_images).Logits.Values, Is.EqualTo(before));
        });
    }

    [Test]
    public void Logits_before_a_final_softmax_are_found()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional((_, x) => x.Map("Softmax", ("axis", -1L))));
        using var model = OnnxModel.Open(file.Path);
        Assert.That(model.Predict(_images).Logits.Values, Is.EqualTo(_model.Predict(_images).Logits.Values).Within(1e-6));
    }

    [Test]
    public void A_network_exported_for_one_image_takes_any_number()
    {
        using var file = new TemporaryModel(SmallNetworks.FixedBatch());
        using var model = OnnxModel.Open(file.Path);
        var images = GradientCase.Between(-1, 1, 3, 5, 1, 4, 4);
        var all = model.Predict(images).Logits;
        for (var i = 0; i < 5; i++)
            Assert.That(all.Item(i).ToArray(), Is.EqualTo(model.Predict(images.Items(i, 1)).Logits.Values).Within(1e-6));
    }

    [Test]
    public void A_missing_rule_names_operator_and_node_and_leaves_the_rest_working()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional((b, x) =>
        {
            b.Add(Node.Of("Det", [x.Reshape(-1, 2, 2).Name], ["odd.out"]) with { Name = "odd" });
            return x * b.Existing("odd.out").Reshape(-1, 1);
        }));
        using var model = OnnxModel.Open(file.Path);
        Assert.That(model.Predict(_images).Count, Is.EqualTo(3));
        var error = Assert.Throws<NoGradientRuleException>(() => model.Gradient(_images, Targets, "image"));
        Assert.That(error!.Message, Does.Contain("Det").And.Contain("odd"));
    }

    [Test]
    public void An_unknown_tensor_is_refused_with_the_nearest_names()
    {
        var error = Assert.Throws<InputException>(() => _model.Activations(_images, ["feature"]));
        Assert.That(error!.Message, Does.Contain("'feature'").And.Contain("'features'"));
    }

    private Tensor Moved(float step, Tensor direction)
    {
        var moved = _images.Clone();
        for (var i = 0; i < moved.Length; i++)
            moved.Values[i] += step * direction.Values[i];
        return moved;
    }
}
