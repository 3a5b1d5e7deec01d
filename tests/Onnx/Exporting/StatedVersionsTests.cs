using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.ActivationMapping;
using VisEval.Methods.Backpropagation;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Format;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Onnx.Exporting;

/// <summary>The operator set and the version of the format that a file states: the network's own where they can be, and the numbers stay
/// the same.</summary>
[Category("Engine")]
public sealed class StatedVersionsTests
{
    private static readonly Catalogue<IAttributionMethod> Methods = new(typeof(IAttributionMethod).Assembly);

    [TestCase("tests/Goldens/models/resnetish.onnx", "grad-cam", 16, 8, 16)]
    [TestCase("tests/Goldens/models/resnetish.onnx", "lrp-epsilon-plus", 16, 8, 16)]
    [TestCase("tests/Goldens/models/mobilenetv3ish.onnx", "integrated-gradients:steps=3", 16, 8, 16)]
    [TestCase("tests/Goldens/models/vitish.onnx", "attention-rollout", 17, 8, 17)]
    [TestCase("tests/Goldens/models/vitish.onnx", "gradient", 17, 8, 17)]
    [TestCase("tests/Goldens/models/squeezenetish.onnx", "grad-cam", 13, 7, 13)]
    [TestCase("tests/Goldens/models/squeezenetish.onnx", "gradient", 13, 8, 16, Description = "Two windows may share a maximum.")]
    [TestCase("tests/Goldens/models/densenetish.onnx", "lrp-epsilon", 16, 9, 19, Description = "Pools are rounded otherwise before.")]
    [TestCase("tests/Cases/uint8_nhwc.onnx", "grad-cam", 13, 9, 19)]
    [TestCase("datasets/scenes/models/residual/model.onnx", "gradient", 21, 10, 21)]
    public void A_file_states_the_set_of_the_network_or_the_next_one_that_has_its_operators(
        string path, string unit, int source, int ir, int stated)
    {
        using var model = OnnxModel.Open(Path.Combine(Repository.Root, path));
        var network = new ExplainedNetwork(model, ["heatmap"], 0);
        network.Add(((IGraphMethod)Methods.Create(unit).Value).Build);
        using var file = ExplainedFile.Of(network);
        var message = ModelProto.Parser.ParseFrom(file.Bytes);
        Assert.That(model.Loaded.File.Opset, Is.EqualTo(source));
        Assert.That(message.OpsetImport.Single().Version, Is.EqualTo(stated));
        Assert.That(message.IrVersion, Is.EqualTo(ir));
        Assert.That((network.Opset, network.IrVersion), Is.EqualTo((stated, ir)));
        var remark = network.Remarks.Where(r => r.Contains("perator set", StringComparison.Ordinal)).ToList();
        Assert.That(remark, Is.EqualTo(stated == source
            ? []
            : new[]
            {
                $"Operator set {stated}, not {source} as in the network's own file: older ones have not what it needs of "
                + $"{(stated == 19 ? "AveragePool" : "ScatterElements")}.",
            }));
    }

    [TestCase(7, 11)]
    [TestCase(9, 11)]
    [TestCase(11, 11)]
    [TestCase(12, 12)]
    [TestCase(15, 15)]
    [TestCase(20, 20)]
    public void A_network_of_any_set_is_explained_in_its_own_or_the_oldest_one(int source, int stated)
    {
        using var path = new TemporaryModel(Smooth() with { Opsets = new Dictionary<string, long> { [""] = source } });
        using var model = OnnxModel.Open(path.Path);
        var network = new ExplainedNetwork(model, ["gradient", "grad-cam", "ig"], null);
        IGraphMethod[] methods = [new Gradient(), new GradCam(Layer: "features"), new IntegratedGradients(Steps: 3)];
        foreach (var method in methods)
            network.Add(method.Build);
        using var file = ExplainedFile.Of(network);
        Assert.That(OnnxFile.Parse(file.Bytes, "file").Opsets[""], Is.EqualTo(stated));
        Assert.That(network.Remarks.Any(r => r.Contains("it is the oldest", StringComparison.Ordinal)), Is.EqualTo(source < 11));
        var images = Images.Random(model.Input, 2, 5).Values;
        var results = file.Run(images, [0, 2]);
        foreach (var (method, name) in methods.Zip(network.MapNames))
        {
            var expected = method.Explain(model, new ImageBatch(images, [Seed.Of(0), Seed.Of(0)]), [0, 2]);
            for (var i = 0; i < 2; i++)
            {
                var tolerance = 1e-5 * expected[i].Values.Values.Max(MathF.Abs);
                Assert.That(results[name].ItemTensor(i).Values, Is.EqualTo(expected[i].Values.Values).Within(tolerance), name);
            }
        }
    }

    private static IEnumerable<TestCaseData> Compared =>
    [
        new("datasets/scenes/models/residual/model.onnx"),
        .. from name in (string[])["resnetish", "vitish", "opzoo", "mobilenetv3ish"]
           select OnDemand.Case(new TestCaseData($"tests/Goldens/models/{name}.onnx"), isAlways: false),
    ];

    [TestCaseSource(nameof(Compared))]
    public void In_every_set_all_methods_have_the_very_numbers_of_the_working_set(string path)
    {
        using var model = OnnxModel.Open(Path.Combine(Repository.Root, path));
        var methods = Methods.Entries.Where(e => e.Type.IsAssignableTo(typeof(IGraphMethod))).Select(e => e.Name)
            .Select(name => (Name: name, Method: (IGraphMethod)Methods.Create(Short(name)).Value)).ToList();
        var images = Images.Random(model.Input, 2, 5).Values;
        var stated = new SortedSet<long>();
        // Each alone, or those that need a newer set would lift all.
        foreach (var (name, method) in methods)
        {
            var network = new ExplainedNetwork(model, [name], null);
            try
            {
                network.Add(method.Build);
            }
            catch (Exception error) when (error is NotApplicableException or NoGradientRuleException or InputException)
            {
                continue;
            }
            var graph = network.Built();
            using var working = ExplainedFile.Of(graph);
            var expected = working.Run(images, [0, 2])[name].Values;
            var count = 0;
            // One of every range in which other forms are written.
            var older = new[] { 11, 13, 16, 18 }.Select(set => OpsetLowering.Apply(graph, set, n => $"older_{n}_{count++}").Graph);
            foreach (var lowered in older.DistinctBy(g => g.Opsets[""]))
            {
                stated.Add(lowered.Opsets[""]);
                using var file = ExplainedFile.Of(lowered);
                Assert.That(file.Run(images, [0, 2])[name].Values, Is.EqualTo(expected), $"{name} in {lowered.Opsets[""]}");
            }
        }
        TestContext.Out.WriteLine($"Sets: {string.Join(' ', stated)}");
        Assert.That(stated, Is.Not.Empty);
    }

    private static string Short(string name) => name switch
    {
        "integrated-gradients" or "layer-conductance" => $"{name}:steps=2",
        "smoothgrad" or "vargrad" or "squaregrad" or "smooth-fullgrad" or "smooth-grad-cam++" or "expected-gradients" =>
            $"{name}:samples=2",
        _ => name,
    };

    // Operators whose forms never changed since the oldest set.
    private static Graph Smooth()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 8, 8);
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "w1", 1, 5, 3, 3, 3)]).Map("Tanh");
        b.Add(Node.Of("Identity", [x.Name], ["features"]));
        x = b.Op("Conv", [b.Existing("features"), SmallNetworks.Weights(b, "w3", 3, 5, 5, 2, 2)], ("strides", new long[] { 2, 2 }));
        x = x.Map("Relu");
        b.Add(Node.Of("Flatten", [x.Name], ["flat"]));
        b.Add(Node.Of("MatMul", ["flat", SmallNetworks.Weights(b, "w2", 2, 45, 4).Name], ["scores"]));
        return b.Build(["scores"]);
    }
}
