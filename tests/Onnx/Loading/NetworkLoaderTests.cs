using System.Runtime.InteropServices;
using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx.Gradients;
using VisEval.Tests.Onnx.Loading.Fuzzing;

namespace VisEval.Tests.Onnx.Loading;

public class NetworkLoaderTests
{
    private static readonly Tensor Images = GradientCase.Between(-1, 1, 8, 3, 3, 8, 8);

    // Half precision keeps 11 bits, the other 16-bit type 8: weights and scores move by about as much.
    [TestCase(ElementType.Float16, 1e-3)]
    [TestCase(ElementType.BFloat16, 2e-2)]
    [TestCase(ElementType.Double, 0)]
    public void Other_precisions_are_computed_in_single_precision(ElementType type, double rounding)
    {
        var single = SmallNetworks.Convolutional();
        var other = single with
        {
            Inputs = [single.Inputs[0] with { Type = type }],
            Constants = single.Constants.ToDictionary(c => c.Key, c => Narrowed(c.Value, type)),
        };
        using var model = Open(other, out var notes);
        var expected = Logits(single);
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(expected).Within((rounding * expected.Max(MathF.Abs)) + 1e-5));
        Assert.That(notes, Has.Some.Contains("computed in float32").And.Contains(type.ToString().ToLowerInvariant()));
        Assert.That(model.Gradient(Images, [0, 1, 2], "image").Gradients[0].Values, Has.Some.Not.Zero);
    }

    [Test]
    public void A_conversion_to_half_precision_becomes_one_to_single()
    {
        using var model = Open(SmallNetworks.Convolutional((_, x) => x.Map("Cast", ("to", (long)ElementType.Float16))), out _);
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(Logits(SmallNetworks.Convolutional())).Within(1e-6));
    }

    [Test]
    public void Bytes_that_the_network_converts_itself_are_fed_as_numbers()
    {
        var plain = SmallNetworks.Convolutional();
        var graph = plain with
        {
            Inputs = [plain.Inputs[0] with { Name = "bytes", Type = ElementType.UInt8 }],
            Nodes = [Node.Of("Cast", ["bytes"], ["image"], ("to", 1L)), .. plain.Nodes],
        };
        using var model = Open(graph, out var notes);
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(Logits(plain)).Within(1e-6));
        Assert.That(notes, Has.Some.Contains("uint8"));
    }

    [Test]
    public void A_branch_with_a_condition_from_shapes_is_taken_and_differentiated()
    {
        using var file = new TemporaryModel(Victims.Branches());
        using var model = OnnxModel.Open(file.Path);
        Assert.That(model.Notes, Has.Some.EqualTo("1 If nodes with a constant condition were replaced by their branch"));
        var images = GradientCase.Between(-1, 1, 3, 2, 3, 2, 2);
        using var whole = new Session(Victims.Branches(), 1);
        Assert.That(model.Predict(images).Logits.Values, Is.EqualTo(whole.Run(("image", images))[0].Values).Within(1e-6));
        Assert.That(model.Gradient(images, [0, 1], "image").Gradients[0].Values, Has.All.Not.Zero);
    }

    [Test]
    public void A_branch_that_depends_on_pixels_runs_and_its_gradient_is_refused_by_name()
    {
        var graph = SmallNetworks.Convolutional((b, x) =>
        {
            var condition = b.Op("Greater", [x.Sum(false), b.Scalar(1e6f)]);
            var none = new Dictionary<string, Constant>();
            var twice = new Subgraph([], ["twice"], [Node.Of("Add", [x.Name, x.Name], ["twice"])], none);
            var same = new Subgraph([], ["same"], [Node.Of("Identity", [x.Name], ["same"])], none);
            b.Add(Node.Of("If", [condition.Name], ["choice"], ("then_branch", twice), ("else_branch", same)) with { Name = "fork" });
            return b.Existing("choice");
        });
        using var model = Open(graph, out _);
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(Logits(SmallNetworks.Convolutional())).Within(1e-6));
        var error = Assert.Throws<NoGradientRuleException>(() => model.Gradient(Images, [0, 1, 2], "image"));
        Assert.That(error!.Message, Does.Contain("If").And.Contain("fork"));
    }

    [Test]
    public void Attention_exported_for_one_image_takes_any_number()
    {
        using var file = new TemporaryModel(Victims.Tokens());
        using var model = OnnxModel.Open(file.Path);
        var images = GradientCase.Between(-1, 1, 3, 3, 1, 4, 4);
        using var one = new Session(Victims.Tokens(), 1);
        var together = model.Predict(images).Logits;
        for (var i = 0; i < 3; i++)
            Assert.That(together.Item(i).ToArray(), Is.EqualTo(one.Run(("image", images.Items(i, 1)))[0].Values).Within(1e-5));
        Assert.That(model.Notes, Has.Some.Contains("fixed batch of 1 was freed"));
    }

    [Test]
    public void Channels_last_are_presented_channels_first()
    {
        var first = SmallNetworks.Convolutional();
        var last = first with
        {
            Inputs = [new GraphInput("pixels", ElementType.Float, [null, 8, 8, 3])],
            Nodes = [Node.Of("Transpose", ["pixels"], ["image"], ("perm", new long[] { 0, 3, 1, 2 })), .. first.Nodes],
        };
        using var model = Open(last, out var notes);
        Assert.That(model.Input, Is.EqualTo(new ImageSize(3, 8, 8)));
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(Logits(first)).Within(1e-6));
        Assert.That(model.Gradient(Images, [0, 1, 2], "pixels").Gradients[0].Shape.ToArray(), Is.EqualTo(new[] { 3, 3, 8, 8 }));
        Assert.That(notes, Has.Some.Contains("N×H×W×C"));
    }

    [Test]
    public void A_free_image_size_must_be_stated()
    {
        var graph = SmallNetworks.Convolutional();
        using var file = new TemporaryModel(graph with { Inputs = [graph.Inputs[0] with { Dims = [null, 3, null, null] }] });
        Assert.That(() => OnnxModel.Open(file.Path), Throws.TypeOf<InputException>().With.Message.Contains("inputSize"));
        using var model = OnnxModel.Open(file.Path, choices: new NetworkChoices(new ImageSize(3, 8, 8)));
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(Logits(graph)).Within(1e-6));
        Assert.That(
            () => OnnxModel.Open(file.Path, choices: new NetworkChoices(new ImageSize(1, 8, 8))),
            Throws.TypeOf<InputException>().With.Message.Contains("3×8×8"));
    }

    private static IEnumerable<TestCaseData> Heads =>
    [
        Head("softmax", (_, x) => x.Map("Softmax", ("axis", 1L))),
        Head("reshaped softmax", (_, x) => x.Reshape(-1, 4, 1, 1).Map("Softmax", ("axis", 1L)).Map("Flatten")),
        Head("logarithm of a softmax", (_, x) => x.Map("Softmax", ("axis", 1L)).Map("Log")),
        Head("sigmoid", (_, x) => x.Map("Sigmoid")),
        Head("softmax written out", (b, x) =>
        {
            var e = (x - b.Op("ReduceMax", [x, b.Ints(1)])).Map("Exp");
            return e / e.Sum(true, 1);
        }),
        Head("softmax written out with a reciprocal", (_, x) =>
        {
            var e = x.Map("Exp");
            return e * e.Sum(true, 1).Map("Reciprocal");
        }),
    ];

    [TestCaseSource(nameof(Heads))]
    public void The_logits_behind_a_head_are_found(Func<GraphBuilder, Value, Value> head)
    {
        using var model = Open(SmallNetworks.Convolutional(head), out var notes);
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(Logits(SmallNetworks.Convolutional())).Within(1e-6));
        Assert.That(notes, Has.Some.Contains("logits"));
    }

    [Test]
    public void A_temperature_is_a_part_of_the_logits()
    {
        using var model = Open(SmallNetworks.Convolutional((b, x) => (x / b.Scalar(2)).Map("Softmax", ("axis", 1L))), out _);
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(Logits(SmallNetworks.Convolutional()).Select(v => v / 2)).Within(1e-6));
    }

    [Test]
    public void Outputs_that_are_decisions_or_features_are_passed_over()
    {
        var graph = SmallNetworks.Convolutional((b, x) =>
        {
            b.Add(Node.Of("ArgMax", [x.Name], ["decision"], ("axis", 1L)));
            return x;
        });
        using var model = Open(graph with { Outputs = ["decision", "features", "scores"] }, out _);
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(Logits(SmallNetworks.Convolutional())).Within(1e-6));
    }

    [TestCase(1)]
    [TestCase(5)]
    public void Weights_that_are_quantized_and_restored_become_float(int scales)
    {
        var plain = SmallNetworks.Convolutional();
        var scale = Constant.Of([.. Enumerable.Range(0, scales).Select(i => 0.01f + (0.001f * i))], scales == 1 ? [] : [scales]);
        var zero = new Constant(ElementType.Int8, scale.Dims, new byte[scales]);
        var quantized = plain with
        {
            Constants = new Dictionary<string, Constant>(plain.Constants) { ["s"] = scale, ["z"] = zero, ["raw"] = plain.Constants["w1"] },
            Nodes =
            [
                Node.Of("QuantizeLinear", ["raw", "s", "z"], ["q"], ("axis", 0L)),
                Node.Of("DequantizeLinear", ["q", "s", "z"], ["w1"], ("axis", 0L)),
                .. plain.Nodes,
            ],
        };
        ((Dictionary<string, Constant>)quantized.Constants).Remove("w1");
        using var whole = new Session(quantized, 1);
        using var model = Open(quantized, out var notes);
        Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(whole.Run(("image", Images))[0].Values).Within(1e-6));
        Assert.That(notes, Has.Some.Contains("1 quantized weight tensors"));
        Assert.That(model.Network.WeightLayers, Does.Contain("conv1"));
    }

    private static OnnxModel Open(Graph graph, out IReadOnlyList<string> notes)
    {
        using var file = new TemporaryModel(graph);
        var model = OnnxModel.Open(file.Path);
        notes = model.Notes;
        return model;
    }

    private static float[] Logits(Graph graph)
    {
        using var session = new Session(graph, 1);
        return session.Run(("image", Images))[0].Values;
    }

    private static TestCaseData Head(string name, Func<GraphBuilder, Value, Value> head) => new TestCaseData(head).SetArgDisplayNames(name);

    private static Constant Narrowed(Constant constant, ElementType type) =>
        constant.Type != ElementType.Float ? constant : new(type, constant.Dims, type switch
        {
            ElementType.Float16 => MemoryMarshal.AsBytes<Half>(Array.ConvertAll(constant.Floats.ToArray(), v => (Half)v)).ToArray(),
            ElementType.BFloat16 => MemoryMarshal.AsBytes<ushort>(
                Array.ConvertAll(constant.Floats.ToArray(), v => (ushort)(BitConverter.SingleToUInt32Bits(v) >> 16))).ToArray(),
            _ => MemoryMarshal.AsBytes<double>(Array.ConvertAll(constant.Floats.ToArray(), v => (double)v)).ToArray(),
        });
}
