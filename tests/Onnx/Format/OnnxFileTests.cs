using VisEval.Core;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Tests.Onnx.Format;

public class OnnxFileTests
{
    [Test]
    public void A_graph_survives_writing_and_reading()
    {
        var graph = SmallNetworks.Convolutional();
        var again = OnnxFile.Parse(OnnxFile.Write(graph), "again.onnx");
        Assert.Multiple(() =>
        {
            Assert.That(again.Nodes.Select(n => (n.Operator, n.Name)), Is.EqualTo(graph.Nodes.Select(n => (n.Operator, n.Name))));
            Assert.That(again.Constants.Keys, Is.EquivalentTo(graph.Constants.Keys));
            Assert.That(again.Constants["w1"].Floats.ToArray(), Is.EqualTo(graph.Constants["w1"].Floats.ToArray()));
            Assert.That(again.Inputs[0].Dims, Is.EqualTo(graph.Inputs[0].Dims));
            Assert.That(again.Opsets[""], Is.EqualTo(Graph.WorkingOpset));
        });
    }

    [TestCase("not an onnx file at all, only words", "not")]
    [TestCase("", "not an ONNX model")]
    public void Other_files_are_refused_by_name(string content, string expected)
    {
        using var file = new TemporaryModel(System.Text.Encoding.UTF8.GetBytes(content));
        var error = Assert.Throws<InputException>(() => OnnxModel.Open(file.Path));
        Assert.That(error!.Message, Does.Contain(file.Path).And.Contain(expected));
    }

    [Test]
    public void A_missing_file_is_refused_by_name()
    {
        var error = Assert.Throws<InputException>(() => OnnxModel.Open("nowhere.onnx"));
        Assert.That(error!.Message, Does.Contain("nowhere.onnx").And.Contain("cannot be read"));
    }

    [Test]
    public void A_file_cut_anywhere_is_refused_and_never_crashes()
    {
        var bytes = OnnxFile.Write(SmallNetworks.Convolutional());
        for (var length = 0; length < bytes.Length; length += 37)
        {
            using var file = new TemporaryModel(bytes[..length]);
            Assert.Throws<InputException>(() => OnnxModel.Open(file.Path), $"{length} bytes");
        }
    }

    [Test]
    public void An_operator_nobody_knows_is_refused_by_name()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional((b, x) => x.Map("Frobnicate")));
        var error = Assert.Throws<InputException>(() => OnnxModel.Open(file.Path));
        Assert.That(error!.Message, Does.Contain("Frobnicate"));
    }

    [Test]
    public void A_tensor_that_nothing_produces_is_named()
    {
        var graph = SmallNetworks.Convolutional();
        var broken = graph with { Nodes = [.. graph.Nodes.Where(n => n.Name != "conv2")] };
        var error = Assert.Throws<InputException>(() => OnnxFile.Parse(OnnxFile.Write(broken), "broken.onnx"));
        Assert.That(error!.Message, Does.Contain("broken.onnx").And.Contain("conv2.out"));
    }

    [Test]
    public void A_cycle_is_told()
    {
        var b = new GraphBuilder();
        b.Input("image", ElementType.Float, null, 1, 2, 2);
        b.Add(Node.Of("Add", ["image", "late"], ["early"]));
        b.Add(Node.Of("Relu", ["early"], ["late"]));
        var error = Assert.Throws<InputException>(() => OnnxFile.Parse(OnnxFile.Write(b.Build(["late"])), "loop.onnx"));
        Assert.That(error!.Message, Does.Contain("cycle"));
    }

    [Test]
    public void Nodes_out_of_order_are_sorted()
    {
        var graph = SmallNetworks.Convolutional();
        var again = OnnxFile.Parse(OnnxFile.Write(graph with { Nodes = [.. graph.Nodes.Reverse()] }), "reversed.onnx");
        using var file = new TemporaryModel(again);
        using var model = OnnxModel.Open(file.Path);
        Assert.That(model.ClassCount, Is.EqualTo(4));
    }

    [TestCase(new long[] { 2, 8 }, "two-dimensional input")]
    [TestCase(new long[] { 1, 3, 0, 0 }, "free size")]
    public void An_input_that_is_no_image_is_refused(long[] dims, string what)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, [.. dims.Select(d => d == 0 ? (long?)null : d)]);
        using var file = new TemporaryModel(b.Build([x.Map("Relu").Name]));
        Assert.Throws<InputException>(() => OnnxModel.Open(file.Path), what);
    }
}
