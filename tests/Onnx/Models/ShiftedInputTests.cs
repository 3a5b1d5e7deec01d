using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Models;

public class ShiftedInputTests
{
    private const float Shift = -1.25f;
    private static readonly int[] Targets = [1, 3, 0];
    private static readonly Tensor Images = GradientCase.Between(-2, 2, 11, 3, 3, 8, 8);
    private static readonly Tensor Shifted = new([.. Images.Values.Select(v => v + Shift)], Images.Shape);

    private static IEnumerable<TestCaseData> Networks =>
    [
        new TestCaseData(SmallNetworks.Convolutional()).SetName("padded convolution and normalization"),
        new TestCaseData(SmallNetworks.Attending()).SetName("patches"),
        new TestCaseData(ScaledInside()).SetName("an image that is scaled first"),
        new TestCaseData(ReadTwice()).SetName("an image that is read twice"),
    ];

    [TestCaseSource(nameof(Networks))]
    public void Of_shifted_images_the_copy_says_what_the_network_says_of_the_images(Graph graph)
    {
        using var file = new TemporaryModel(graph);
        using var model = OnnxModel.Open(file.Path);
        var copy = model.ShiftInput(Shift);
        var logits = model.Predict(Images).Logits.Values;
        Assert.That(copy.Predict(Shifted).Logits.Values, Is.EqualTo(logits).Within(2e-5));
        Assert.That(copy.Predict(Images).Logits.Values, Is.Not.EqualTo(logits).Within(1e-3), "the shift is not ignored");
        Assert.That(
            copy.Gradient(Shifted, Targets, copy.InputTensor).Gradients[0].Values,
            Is.EqualTo(model.Gradient(Images, Targets, model.InputTensor).Gradients[0].Values).Within(2e-5));
        Assert.That((copy.Input, copy.ClassCount), Is.EqualTo((model.Input, model.ClassCount)));
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(logits), "the model itself is what it was");
    }

    [Test]
    public void The_shift_is_a_bias_of_the_first_layer_so_relevance_is_given_to_the_shifted_pixels()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path);
        var copy = model.ShiftInput(Shift);
        var seed = ModelExtensions.OneHot(Targets, 4);
        Tensor Relevance(IModel of, Tensor images, RuleSet rules) => of.Gradient(images, seed, [of.InputTensor], rules).Gradients[0];

        // ε → 0: x'_i w_ij is what the ε rule gives to a shifted pixel, x_i w_ij to the pixel;
        // their quotient is x'/x wherever x is not 0.
        var (own, shifted) = (Relevance(model, Images, Composites.Epsilon(1e-6)), Relevance(copy, Shifted, Composites.Epsilon(1e-6)));
        for (var i = 0; i < own.Length; i++)
            if (Math.Abs(Images.Values[i]) > 0.1)
                Assert.That(shifted.Values[i], Is.EqualTo(own.Values[i] * Shifted.Values[i] / Images.Values[i]).Within(1e-3));

        // z^B with the bounds of each image: bounds and pixels move together.
        Assert.That(
            Relevance(copy, Shifted, Composites.DeepTaylor(null, null)).Values,
            Is.EqualTo(Relevance(model, Images, Composites.DeepTaylor(null, null)).Values).Within(1e-4));
    }

    [Test]
    public void Biases_tell_the_map_that_the_shift_became()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path);
        var bias = model.ShiftInput(Shift).Network.Biases[0];
        Assert.That(bias.Values, Has.Count.EqualTo(5 * 8 * 8));
        // Padded edges see less of the constant: the corner's bias is not that of the middle.
        Assert.That(bias.At(0), Is.Not.EqualTo(bias.At(8 * 4 + 4)).Within(1e-3));
        Assert.That(bias.At(8 * 3 + 3), Is.EqualTo(bias.At(8 * 4 + 4)).Within(1e-5));
    }

    [Test]
    public void A_randomized_copy_can_be_shifted_too()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path);
        var randomized = model.Randomize(model.Network.WeightLayers.ToArray(), Seed.Of(4));
        Assert.That(
            randomized.ShiftInput(Shift).Predict(Shifted).Logits.Values,
            Is.EqualTo(randomized.Predict(Images).Logits.Values).Within(2e-5));
    }

    private static Graph ScaledInside()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 8, 8) * 0.5f;
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "w", 1, 4, 3, 3, 3), SmallNetworks.Weights(b, "b", 2, 4)]).Map("Relu");
        return b.Build([x.Map("GlobalAveragePool").Map("Flatten").Name]);
    }

    private static Graph ReadTwice()
    {
        var b = new GraphBuilder();
        var image = b.Input("image", ElementType.Float, null, 3, 8, 8);
        var near = b.Op("Conv", [image, SmallNetworks.Weights(b, "w1", 1, 4, 3, 3, 3), SmallNetworks.Weights(b, "b1", 2, 4)],
            ("pads", new long[] { 1, 1, 1, 1 }));
        var far = b.Op("Conv", [image, SmallNetworks.Weights(b, "w2", 3, 4, 3, 5, 5)], ("pads", new long[] { 2, 2, 2, 2 }));
        return b.Build([(near + far).Map("Relu").Map("GlobalAveragePool").Map("Flatten").Name]);
    }
}
