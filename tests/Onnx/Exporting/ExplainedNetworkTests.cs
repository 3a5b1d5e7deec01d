using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.ActivationMapping;
using VisEval.Methods.Backpropagation;
using VisEval.Methods.Controls;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Onnx.Exporting;

/// <summary>The file around the maps: inputs, outputs, names, what is shared, what is refused.</summary>
[Category("Engine")]
public sealed class ExplainedNetworkTests
{
    private static readonly (string, IGraphMethod)[] Two = [("grad-cam", new GradCam()), ("gradient", new Gradient())];

    [Test]
    public void Inputs_and_outputs_of_the_file_keep_names_types_and_axes_and_the_batch_is_free()
    {
        using var model = Open(SmallNetworks.Convolutional());
        using var file = ExplainedFile.Of(model, Two);
        Assert.Multiple(() =>
        {
            Assert.That(file.Session.InputNames, Is.EqualTo(new[] { "image", "target" }));
            Assert.That(file.Session.InputMetadata["image"].Dimensions, Is.EqualTo(new[] { -1, 3, 8, 8 }));
            Assert.That(file.Session.InputMetadata["target"].ElementType, Is.EqualTo(typeof(long)));
            Assert.That(file.Session.InputMetadata["target"].Dimensions, Is.EqualTo(new[] { -1 }));
            Assert.That(file.Session.OutputNames, Is.EqualTo(new[] { "scores", "grad-cam", "gradient" }));
            Assert.That(file.Session.OutputMetadata["gradient"].Dimensions, Is.EqualTo(new[] { -1, 3, 8, 8 }));
            Assert.That(file.Session.OutputMetadata["scores"].Dimensions, Is.EqualTo(new[] { -1, 4 }));
        });
        foreach (var count in new[] { 1, 3 })
        {
            var images = Images.Random(model.Input, count, 5).Values;
            var results = file.Run(images, [.. Enumerable.Range(0, count)]);
            Assert.That(results["scores"].Values, Is.EqualTo(model.Predict(images).Logits.Values).Within(1e-5));
            Assert.That(results["gradient"].Shape.ToArray(), Is.EqualTo(new[] { count, 3, 8, 8 }));
        }
    }

    [Test]
    public void A_fixed_target_is_no_input_and_gives_the_map_of_that_target()
    {
        using var model = Open(SmallNetworks.Convolutional());
        using var free = ExplainedFile.Of(model, Two);
        using var bound = ExplainedFile.Of(model, Two, target: 2);
        Assert.That(bound.Session.InputNames, Is.EqualTo(new[] { "image" }));
        var images = Images.Random(model.Input, 2, 5).Values;
        var (expected, actual) = (free.Run(images, [2, 2]), bound.Run(images));
        Assert.That(actual["gradient"].Values, Is.EqualTo(expected["gradient"].Values));
        Assert.That(actual["grad-cam"].Values, Is.EqualTo(expected["grad-cam"].Values));
    }

    [Test]
    public void A_target_that_is_no_class_is_an_error_and_no_map_of_zeros()
    {
        using var model = Open(SmallNetworks.Convolutional());
        using var file = ExplainedFile.Of(model, Two);
        var image = Images.Random(model.Input, 1, 5).Values;
        foreach (var target in new[] { -5, -4, -1, 4 })
            Assert.That(
                () => file.Run(image, [target]),
                Throws.InstanceOf<OnnxRuntimeException>().With.Message.Contains("target: a class from 0 to 3"), $"{target}");
        Assert.That(
            () => new ExplainedNetwork(model, [], 4),
            Throws.TypeOf<InputException>().With.Message.EqualTo("The target 4 is no class; the network has 4, 0 to 3."));
    }

    [Test]
    public void Another_number_of_targets_than_of_images_is_an_error_for_every_method()
    {
        using var model = Open(SmallNetworks.Convolutional());
        (string, IGraphMethod)[] methods =
        [
            .. Two, ("lrp", new LrpEpsilonPlus()), ("center", new CenterControl()), ("sobel", new SobelControl()),
            ("uniform", new UniformControl()), ("magnitude", new InputMagnitudeControl()), ("cam", new GradCam(Layer: "input")),
            ("ig", new IntegratedGradients(Steps: 2)),
        ];
        var images = Images.Random(model.Input, 2, 5).Values;
        foreach (var (name, method) in methods)
        {
            using var file = ExplainedFile.Of(model, [(name, method)]);
            AssertSame(method, model, images, [1, 2], file.Run(images, [1, 2])[name]);
            foreach (var targets in new int[][] { [1], [1, 2, 3] })
                Assert.That(() => file.Run(images, targets), Throws.InstanceOf<OnnxRuntimeException>(), $"{name}, {targets.Length}");
        }
    }

    [Test]
    public void However_many_methods_there_are_the_network_stands_in_the_file_once()
    {
        var source = SmallNetworks.Convolutional();
        using var model = Open(source);
        using var file = ExplainedFile.Of(
            model,
            [
                .. Two, ("layer-cam", new LayerCam()), ("input-x-gradient", new InputXGradient()), ("deeplift", new DeepLift()),
                ("ig", new IntegratedGradients(Steps: 4)),
            ]);
        var graph = OnnxFile.Parse(file.Bytes, "file");
        int Count(string op, Func<Node, bool> which) => graph.Nodes.Count(n => n.Operator == op && which(n));
        Assert.Multiple(() =>
        {
            Assert.That(Count("Conv", n => n.Inputs[0] == "image"), Is.EqualTo(1));
            Assert.That(Count("Gemm", n => n.Outputs[0] == "scores" || n.Inputs.Count == 3), Is.LessThanOrEqualTo(2));
            Assert.That(Large(graph.Constants), Is.EqualTo(Large(source.Constants)));
            Assert.That(
                graph.Nodes.SelectMany(n => n.Subgraphs).Select(g => Large(g.Constants)),
                Is.EqualTo(new[] { Large(source.Constants) }), "Once more in the loop, where the runtime fuses them.");
            Assert.That(graph.Nodes.All(n => n.Domain.Length == 0));
            Assert.That(graph.Opsets.Keys, Is.EqualTo(new[] { "" }));
        });
        static IEnumerable<long> Large(IReadOnlyDictionary<string, Constant> constants) =>
            constants.Values.Where(c => c.Data.Length > 300).Select(c => (long)c.Data.Length).Order();
    }

    [Test]
    public void A_network_with_tensors_of_the_names_of_the_file_s_own_keeps_its_inputs_and_outputs()
    {
        var b = new GraphBuilder();
        var x = b.Input("target", ElementType.Float, null, 1, 4, 4).Map("Relu");
        b.Add(Node.Of("Identity", [x.Name], ["explain_0"]));
        b.Add(Node.Of("Flatten", ["explain_0"], ["grad-cam"]));
        b.Add(Node.Of("MatMul", ["grad-cam", b.Weight("gradient", Constant.Of(Values(16 * 3), 16, 3)).Name], ["heatmap"]));
        using var model = Open(b.Build(["heatmap"]));
        using var file = ExplainedFile.Of(
            model, [("heatmap", new InputXGradient()), ("grad-cam", new GradCam(Layer: "input")), ("gradient", new Gradient())]);
        Assert.That(file.Session.InputNames, Is.EqualTo(new[] { "target", "target_1" }));
        Assert.That(file.Session.OutputNames, Is.EqualTo(new[] { "heatmap", "heatmap_1", "grad-cam", "gradient" }));
        var images = Images.Random(model.Input, 2, 5).Values;
        var results = file.Run(images, [0, 2]);
        Assert.That(results["heatmap"].Values, Is.EqualTo(model.Predict(images).Logits.Values).Within(1e-6));
        AssertSame(new Gradient(), model, images, [0, 2], results["gradient"]);
        AssertSame(new InputXGradient(), model, images, [0, 2], results["heatmap_1"]);
    }

    [Test]
    public void An_exported_file_can_be_exported_again()
    {
        using var model = Open(SmallNetworks.Convolutional());
        using var first = ExplainedFile.Of(model, [.. Two, ("deeplift", new DeepLift())], target: 1);
        using var again = new TemporaryModel(first.Bytes);
        using var reopened = OnnxModel.Open(again.Path, choices: new NetworkChoices(Output: "scores"));
        using var second = ExplainedFile.Of(reopened, [("gradient", new Gradient()), ("deeplift", new DeepLift())]);
        Assert.That(
            second.Session.OutputNames,
            Is.EqualTo(new[] { "scores", "grad-cam", "gradient", "deeplift", "gradient_1", "deeplift_1" }));
        var images = Images.Random(model.Input, 2, 5).Values;
        var results = second.Run(images, [1, 1]);
        Assert.That(results["gradient_1"].Values, Is.EqualTo(results["gradient"].Values).Within(1e-6));
        Assert.That(results["deeplift_1"].Values, Is.EqualTo(results["deeplift"].Values).Within(1e-6));
    }

    [Test]
    public void Whole_numbers_with_channels_last_are_fed_as_they_are()
    {
        using var model = OnnxModel.Open(CaseFolder.PathOf("uint8_nhwc.onnx"));
        using var file = ExplainedFile.Of(model, Two);
        var (name, fed) = file.Session.InputMetadata.First();
        Assert.That(fed.ElementType, Is.EqualTo(typeof(byte)));
        Assert.That(fed.Dimensions, Is.EqualTo(new[] { -1, model.Input.Height, model.Input.Width, model.Input.Channels }), name);
        var images = Images.Random(model.Input, 2, 5).Values;
        for (var i = 0; i < images.Length; i++)
            images.Values[i] = MathF.Abs((int)(images.Values[i] * 60) % 256);
        var results = file.Run(ChannelsLast(images), [0, 1]);
        AssertSame(new Gradient(), model, images, [0, 1], results["gradient"]);
        AssertSame(new GradCam(), model, images, [0, 1], results["grad-cam"]);
    }

    [Test]
    public void A_network_of_16_bits_is_fed_and_answers_in_16_bits()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float16, null, 1, 4, 4).Map("Relu").Map("Flatten");
        var weights = new Constant(
            ElementType.Float16, [16, 3], MemoryMarshal.AsBytes<Half>([.. Values(48).Select(v => (Half)v)]).ToArray());
        b.Add(Node.Of("MatMul", [x.Name, b.Weight("w", weights).Name], ["scores"]));
        using var stream = new MemoryStream();
        GraphInput[] outputs = [new GraphInput("scores", ElementType.Float16, [null, 3])];
        OnnxFile.Write(stream, b.Build(["scores"]), outputs, new Dictionary<string, string>());
        using var path = new TemporaryModel(stream.ToArray());
        using var model = OnnxModel.Open(path.Path);
        using var file = ExplainedFile.Of(model, [("gradient", new Gradient())]);
        Assert.That(file.Session.InputMetadata["image"].ElementType, Is.EqualTo(typeof(Float16)));
        Assert.That(file.Session.OutputMetadata["scores"].ElementType, Is.EqualTo(typeof(Float16)));
        var images = new Tensor([.. Images.Random(model.Input, 2, 5).Values.Values.Select(v => (float)(Half)v)], 2, 1, 4, 4);
        AssertSame(new Gradient(), model, images, [0, 2], file.Run(images, [0, 2])["gradient"]);
    }

    [Test]
    public void A_flat_input_and_one_without_channels_are_fed_as_they_are()
    {
        foreach (long?[] dims in new long?[][] { [null, 20], [null, 5, 4] })
        {
            var b = new GraphBuilder();
            var x = b.Input("pixels", ElementType.Float, dims).Map("Relu").Reshape(-1, 20);
            b.Add(Node.Of("MatMul", [x.Name, b.Weight("w", Constant.Of(Values(60), 20, 3)).Name], ["scores"]));
            using var path = new TemporaryModel(b.Build(["scores"]));
            using var model = OnnxModel.Open(path.Path, choices: new NetworkChoices(new ImageSize(1, 5, 4)));
            using var file = ExplainedFile.Of(model, [("gradient", new Gradient())]);
            var images = Images.Random(model.Input, 2, 5).Values;
            int[] fed = [2, .. dims.Skip(1).Select(d => (int)d!)];
            AssertSame(new Gradient(), model, images, [0, 2], file.Run(images.Reshape(fed), [0, 2])["gradient"]);
        }
    }

    [Test]
    public void A_batch_that_cannot_be_freed_stays()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, 2, 1, 2, 4).Map("Relu");
        // An axis that mixes images and rows: only the written batch fits.
        var mixed = b.Op("Reshape", [x, b.Ints(4, 4)]).MatMul(b.Weight("w", Constant.Of(Values(16), 4, 4))).Map("Relu");
        var last = b.Weight("v", Constant.Of(Values(24), 8, 3));
        b.Add(Node.Of("MatMul", [b.Op("Reshape", [mixed, b.Ints(2, 8)]).Name, last.Name], ["scores"]));
        using var model = Open(b.Build(["scores"]));
        using var file = ExplainedFile.Of(model, [("gradient", new Gradient()), ("ig", new IntegratedGradients(Steps: 3))]);
        var images = Images.Random(model.Input, 2, 5).Values;
        var results = file.Run(images, [0, 2]);
        AssertSame(new Gradient(), model, images, [0, 2], results["gradient"]);
        AssertSame(new IntegratedGradients(Steps: 3), model, images, [0, 2], results["ig"]);
    }

    [Test]
    public void The_file_says_what_it_is_beside_what_the_network_s_file_says()
    {
        using var stream = new MemoryStream();
        OnnxFile.Write(
            stream, SmallNetworks.Convolutional(), [new GraphInput("scores", ElementType.Float, [null, 4])],
            new Dictionary<string, string> { ["author"] = "somebody" });
        using var path = new TemporaryModel(stream.ToArray());
        using var model = OnnxModel.Open(path.Path);
        var network = new ExplainedNetwork(model, ["heatmap"], 0);
        network.Add(new GradCam().Build);
        using var file = ExplainedFile.Of(network, new Dictionary<string, string> { ["viseval.methods"] = "heatmap=grad-cam" });
        Assert.That(file.Session.ModelMetadata.CustomMetadataMap, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["author"] = "somebody",
            ["viseval.methods"] = "heatmap=grad-cam",
        }));
    }

    private static OnnxModel Open(Graph graph)
    {
        using var file = new TemporaryModel(graph);
        return OnnxModel.Open(file.Path);
    }

    private static float[] Values(int count) => [.. Enumerable.Range(0, count).Select(i => (float)Math.Sin(i + 1))];

    private static Tensor ChannelsLast(Tensor images)
    {
        var (n, c, h, w) = (images.Shape[0], images.Shape[1], images.Shape[2], images.Shape[3]);
        var turned = Tensor.Zeros(n, h, w, c);
        for (var i = 0; i < images.Length; i++)
        {
            var (image, channel, place) = (i / (c * h * w), i / (h * w) % c, i % (h * w));
            turned.Values[(image * h * w + place) * c + channel] = images.Values[i];
        }
        return turned;
    }

    private static void AssertSame(IGraphMethod method, OnnxModel model, Tensor images, int[] targets, Tensor actual)
    {
        var batch = new ImageBatch(images, [.. targets.Select(_ => Seed.Of(0))]);
        var expected = method.Explain(model, batch, targets);
        for (var i = 0; i < expected.Count; i++)
        {
            var tolerance = 1e-5 * expected[i].Values.Values.Max(MathF.Abs);
            Assert.That(actual.ItemTensor(i).Values, Is.EqualTo(expected[i].Values.Values).Within(tolerance), $"{method}, image {i}");
        }
    }
}
