using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Loading;

/// <summary>Inputs of other axes, of free sizes and beside others are presented as N×C×H×W and give the same scores.</summary>
public sealed class ImageInputTests
{
    private static readonly Tensor Images = GradientCase.Between(-1, 1, 8, 3, 3, 8, 8);
    private static readonly Graph Plain = SmallNetworks.Convolutional();

    [TestCase(false)]
    [TestCase(true)]
    public void The_size_of_the_images_at_hand_fills_what_is_free(bool nothingStated)
    {
        var free = With([null, nothingStated ? null : 3, null, null]);
        AssertSame(free, new NetworkChoices { AtHand = new ImageSize(3, 8, 8) });
    }

    [Test]
    public void What_a_person_says_stands_before_the_images_at_hand_and_the_file_before_both()
    {
        var choices = new NetworkChoices { Plane = new PlaneSize(16, 12), AtHand = new ImageSize(3, 8, 8) };
        Assert.That(SizeOf(With([null, 3, null, null]), choices), Is.EqualTo(new ImageSize(3, 16, 12)));
        Assert.That(SizeOf(Plain, new NetworkChoices { AtHand = new ImageSize(3, 9, 9) }), Is.EqualTo(new ImageSize(3, 8, 8)));
        Refused(Plain, new NetworkChoices { Plane = new PlaneSize(9, 9) }, "3×8×8");
        Refused(With([null, 3, null, null]), NetworkChoices.None, "height and width free", "inputSize", "--size");
    }

    [Test]
    public void A_flattened_input_takes_the_stated_size()
    {
        var flat = InFront([null, 192], "Reshape", Constant.Ints(-1, 3, 8, 8));
        AssertSame(flat, new NetworkChoices(new ImageSize(3, 8, 8)));
        AssertSame(flat, new NetworkChoices { Plane = new PlaneSize(8, 8) });
        Refused(flat, NetworkChoices.None, "N×192", "inputSize");
        Refused(flat, new NetworkChoices(new ImageSize(3, 9, 9)), "192 values", "3×9×9");
    }

    [Test]
    public void One_image_without_a_batch_axis_is_run_for_every_image() =>
        AssertSame(InFront([3, 8, 8], "Unsqueeze", Constant.Ints(0)), NetworkChoices.None);

    [Test]
    public void Gray_images_without_an_axis_of_channels_get_one()
    {
        var b = new GraphBuilder();
        var x = b.Op("Unsqueeze", [b.Input("image", ElementType.Float, null, 8, 8), b.Ints(1)]);
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "w", 1, 3, 1, 3, 3)]).Map("GlobalAveragePool").Map("Flatten");
        Assert.That(SizeOf(b.Build([x.Name]), NetworkChoices.None), Is.EqualTo(new ImageSize(1, 8, 8)));
    }

    [TestCase(ElementType.Float)]
    [TestCase(ElementType.Float16)]
    [TestCase(ElementType.Int64)]
    public void Further_inputs_are_held_constant(ElementType type)
    {
        var graph = Plain with
        {
            Inputs = [new GraphInput("gain", type, [1]), Plain.Inputs[0] with { Name = "raw" }],
            Nodes =
            [
                Node.Of("Cast", ["gain"], ["factor"], ("to", 1L)), Node.Of("Mul", ["raw", "factor"], ["image"]), .. Plain.Nodes,
            ],
        };
        using var file = new TemporaryModel(graph);
        using var model = OnnxModel.Open(file.Path, choices: Held(("gain", [2])));
        Assert.That(
            model.Predict(Images).Logits.Values,
            Is.EqualTo(Logits(new Tensor([.. Images.Values.Select(v => 2 * v)], 3, 3, 8, 8))).Within(1e-5));
        Assert.That(model.Notes, Has.Some.Contains("'gain' at 2"));
        Refused(graph, NetworkChoices.None, "\"inputs\": {\"gain\": 1}", "'raw'");
        Refused(graph, Held(("gian", [2])), "'gian'", "gain");
        Refused(graph, Held(("gain", [2, 3, 4])), "3 values");
    }

    [Test]
    public void A_training_flag_is_held_at_false_and_one_at_true_is_warned_of()
    {
        var graph = SmallNetworks.Convolutional((b, x) =>
            b.Op("Dropout", [x, b.Scalar(0.5f), b.Input("training", ElementType.Bool)]));
        AssertSame(graph, Held(("training", [0])));
        using var file = new TemporaryModel(graph);
        using var model = OnnxModel.Open(file.Path, choices: Held(("training", [1])));
        Assert.That(model.Network.Warnings, Has.Some.Contains("dropout"));
    }

    private static NetworkChoices Held(params (string Name, double[] Values)[] inputs) => new()
    {
        Inputs = inputs.ToDictionary(i => i.Name, i => (IReadOnlyList<double>)i.Values),
    };

    private static Graph With(IReadOnlyList<long?> dims) => Plain with { Inputs = [Plain.Inputs[0] with { Dims = dims }] };

    private static Graph InFront(IReadOnlyList<long?> dims, string op, Constant operand) => Plain with
    {
        Inputs = [new GraphInput("other", ElementType.Float, dims)],
        Nodes = [Node.Of(op, ["other", "operand"], ["image"]), .. Plain.Nodes],
        Constants = new Dictionary<string, Constant>(Plain.Constants) { ["operand"] = operand },
    };

    private static void AssertSame(Graph graph, NetworkChoices choices)
    {
        using var file = new TemporaryModel(graph);
        using var model = OnnxModel.Open(file.Path, choices: choices);
        Assert.That(model.Input, Is.EqualTo(new ImageSize(3, 8, 8)));
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(Logits(Images)).Within(1e-5));
        using var plain = new TemporaryModel(Plain);
        using var same = OnnxModel.Open(plain.Path);
        Assert.That(
            model.Gradient(Images, [0, 1, 2], model.Network.InputTensor).Gradients[0].Values,
            Is.EqualTo(same.Gradient(Images, [0, 1, 2], "image").Gradients[0].Values).Within(1e-5));
    }

    private static ImageSize SizeOf(Graph graph, NetworkChoices choices)
    {
        using var file = new TemporaryModel(graph);
        using var model = OnnxModel.Open(file.Path, choices: choices);
        return model.Input;
    }

    private static void Refused(Graph graph, NetworkChoices choices, params string[] said)
    {
        using var file = new TemporaryModel(graph);
        var error = Assert.Throws<InputException>(() => OnnxModel.Open(file.Path, choices: choices).Dispose());
        foreach (var part in said)
            Assert.That(error!.Message, Does.Contain(part));
    }

    private static float[] Logits(Tensor images)
    {
        using var session = new Session(Plain, 1);
        return session.Run(("image", images))[0].Values;
    }
}
