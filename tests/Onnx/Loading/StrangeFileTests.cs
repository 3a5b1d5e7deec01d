using VisEval.Core;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Tests.Onnx.Loading;

/// <summary>Operators nobody knows, names that no runtime reads, tensors that no machine holds: a sentence in own words.</summary>
public sealed class StrangeFileTests
{
    private const string RawWords = "ONNX Runtime cannot run it";

    [Test]
    public void An_operator_of_a_foreign_domain_is_named_with_it() => Refused(
        Changed("conv1", n => n with { Domain = "my.company", Operator = "MyConv" }), "'MyConv'", "'my.company'");

    [Test]
    public void An_operator_that_does_not_exist_is_named() =>
        Refused(Changed("conv1", n => n with { Operator = "Convolute" }), "'Convolute'");

    [Test]
    public void A_model_without_operators_of_the_standard_is_told_from_a_network()
    {
        var b = new GraphBuilder();
        var x = b.Input("x", ElementType.Float, null, 4);
        b.Add(Node.Of("LinearClassifier", [x.Name], ["label", "scores"], ("coefficients", new float[12])) with { Domain = "ai.onnx.ml" });
        var graph = b.Build(["scores"]) with { Opsets = new Dictionary<string, long> { ["ai.onnx.ml"] = 1 } };
        Refused(graph, "'ai.onnx.ml'", "LinearClassifier");
    }

    [TestCase("r\0evil")]
    [TestCase("\0")]
    public void A_name_that_the_runtime_would_cut_off_is_refused(string name)
    {
        var plain = SmallNetworks.Convolutional();
        string Renamed(string tensor) => tensor == "features" ? name : tensor;
        var graph = plain with
        {
            Nodes =
            [
                .. plain.Nodes.Select(n => n with { Inputs = [.. n.Inputs.Select(Renamed)], Outputs = [.. n.Outputs.Select(Renamed)] }),
            ],
        };
        Refused(graph, "NUL", "\\u0000");
    }

    [Test]
    public void A_padding_that_makes_a_tensor_of_gigabytes_is_refused_before_it_is_made() => Refused(
        Changed("conv1", n => n.With("pads", new long[] { 4000, 4000, 4000, 4000 })), "'conv1'", "values an image");

    [Test]
    public void A_constant_of_a_gigabyte_is_refused() => Refused(
        SmallNetworks.Convolutional((b, x) =>
            x + b.Op("ConstantOfShape", [b.Ints(1L << 28)]).Mean(false, 0)), "(ConstantOfShape)", "values an image");

    [Test]
    public void A_million_operators_are_refused()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 8, 8).Map("GlobalAveragePool").Map("Flatten");
        for (var i = 0; i < 100_000; i++)
            x = x.Map("Identity");
        Refused(b.Build([x.Name]), "100002 operators", "100000");
    }

    private static Graph Changed(string node, Func<Node, Node> change)
    {
        var plain = SmallNetworks.Convolutional();
        return plain with { Nodes = [.. plain.Nodes.Select(n => n.Name == node ? change(n) : n)] };
    }

    private static void Refused(Graph graph, params string[] said)
    {
        using var file = new TemporaryModel(OnnxFile.Write(graph));
        var error = Assert.Throws<InputException>(() => OnnxModel.Open(file.Path).Dispose());
        Assert.That(error!.Message, Does.StartWith(file.Path).And.Not.Contain(RawWords));
        foreach (var part in said)
            Assert.That(error.Message, Does.Contain(part));
    }
}
