using Google.Protobuf;
using VisEval.Core;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Tests.Onnx.Loading;

/// <summary>Files that are wrong in one way each are refused with a sentence that says so.</summary>
public class BrokenFileTests
{
    [Test]
    public void A_shape_beyond_all_memory() => Refused(m => Tensor(m, "w1").Dims[0] = 1L << 62, "no shape of a tensor");

    [Test]
    public void A_negative_length() => Refused(m => Tensor(m, "w1").Dims[0] = -5, "no shape of a tensor");

    [Test]
    public void A_shape_that_does_not_fit_its_data() => Refused(m => Tensor(m, "w1").Dims[0] = 4, "bytes of Float data");

    [Test]
    public void An_element_type_nobody_knows() => Refused(m => Tensor(m, "w1").DataType = 99, "element type 99");

    [Test]
    public void Text_as_weights() => Refused(m => Tensor(m, "w1").DataType = 8, "holds text");

    [Test]
    public void Two_weights_of_one_name() => Refused(m => m.Graph.Initializer.Add(Tensor(m, "w1").Clone()), "'w1'");

    [Test]
    public void An_input_listed_twice() => Refused(m => m.Graph.Input.Add(m.Graph.Input[0].Clone()), "listed twice");

    [Test]
    public void An_input_without_a_type() => Refused(m => m.Graph.Input[0].Type = null, "is no tensor");

    [Test]
    public void An_image_of_a_million_rows_and_columns() => Refused(m => Side(m, 1 << 20), "at most 16777216 values an image");

    [Test]
    public void An_operator_without_a_name() => Refused(m => m.Graph.Node[0].OpType = "", "has no operator");

    [Test]
    public void A_stride_of_zero() => Refused(m => Attribute(m, "MaxPool", "strides").Ints[0] = 0, "'strides' is [0, 2]");

    [Test]
    public void A_group_of_zero() => Refused(
        m => m.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "group", Type = AttributeProto.Types.AttributeType.Int }),
        "'group' is 0");

    [Test]
    public void A_window_of_a_million_rows() => Refused(m => Attribute(m, "MaxPool", "kernel_shape").Ints[0] = 1 << 20, "'kernel_shape'");

    [Test]
    public void A_result_of_eight_terabytes() => Refused(
        m =>
        {
            m.Graph.Initializer.Add(TensorFormat.Write("huge", Constant.Ints(1L << 41)));
            m.Graph.Node.Add(new NodeProto { OpType = "ConstantOfShape", Input = { "huge" }, Output = { "zeros" } });
            m.Graph.Output.Add(new ValueInfoProto { Name = "zeros" });
        },
        "asks for 8796.1 GB of memory");

    [Test]
    public void An_operator_set_from_the_future() => Refused(m => m.OpsetImport[0].Version = long.MaxValue, "operator set");

    [Test]
    public void A_domain_nobody_implements() => Refused(
        m =>
        {
            m.Graph.Node[0].Domain = "ai.example";
            m.OpsetImport.Add(new OperatorSetIdProto { Domain = "ai.example", Version = 1 });
        },
        "ai.example");

    [TestCase("../weights.bin", "not beside the model")]
    [TestCase("/etc/hostname", "not beside the model")]
    [TestCase("nowhere.bin", "not beside the model")]
    [TestCase("", "not beside the model")]
    public void Weights_in_a_file_that_is_not_beside_the_model(string location, string expected) =>
        Refused(m => External(Tensor(m, "w1"), ("location", location)), expected);

    [TestCase("0", "9000000000000000000")]
    [TestCase("9000000000000000000", "12")]
    [TestCase("-4", "540")]
    [TestCase("x", "540")]
    public void Weights_outside_their_file(string offset, string length) =>
        Refused(
            m => External(Tensor(m, "w1"), ("location", "model.onnx"), ("offset", offset), ("length", length)), "outside its data file");

    [Test]
    public void Weights_in_files_beside_the_model_are_read()
    {
        var model = Message();
        var folder = Directory.CreateTempSubdirectory("viseval-test-").FullName;
        try
        {
            foreach (var (name, file) in new[] { ("w1", "a.bin"), ("w2", "b.bin") })
            {
                var tensor = Tensor(model, name);
                File.WriteAllBytes(Path.Combine(folder, file), [1, 2, 3, 4, .. tensor.RawData.Span]);
                External(tensor, ("location", file), ("offset", "4"), ("length", $"{tensor.RawData.Length}"));
                tensor.RawData = ByteString.Empty;
            }
            var path = Path.Combine(folder, "model.onnx");
            File.WriteAllBytes(path, model.ToByteArray());
            Assert.That(
                OnnxFile.Read(path).Constants["w2"].Floats.ToArray(),
                Is.EqualTo(SmallNetworks.Convolutional().Constants["w2"].Floats.ToArray()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void A_function_of_the_model_is_unfolded()
    {
        var model = Message();
        var twice = new FunctionProto { Name = "Twice", Domain = "local", Input = { "x" }, Output = { "y" }, Attribute = { "slope" } };
        twice.OpsetImport.Add(new OperatorSetIdProto { Version = Graph.WorkingOpset });
        twice.Node.Add(new NodeProto
        {
            OpType = "LeakyRelu",
            Input = { "x" },
            Output = { "inner" },
            Attribute = { new AttributeProto { Name = "alpha", RefAttrName = "slope", Type = AttributeProto.Types.AttributeType.Float } },
        });
        twice.Node.Add(new NodeProto { OpType = "Add", Input = { "inner", "inner" }, Output = { "y" } });
        model.Functions.Add(twice);
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "local", Version = 1 });
        var relu = model.Graph.Node.First(n => n.OpType == "Relu");
        (relu.OpType, relu.Domain) = ("Twice", "local");
        relu.Attribute.Add(new AttributeProto { Name = "slope", F = 0.25f, Type = AttributeProto.Types.AttributeType.Float });
        var graph = OnnxFile.Parse(model.ToByteArray(), "functions.onnx");
        Assert.That(graph.Nodes.Select(n => n.Operator), Does.Contain("LeakyRelu").And.Contain("Add").And.Not.Contain("Twice"));
        Assert.That(graph.Nodes.First(n => n.Operator == "LeakyRelu").Float("alpha"), Is.EqualTo(0.25f));
        using var file = new TemporaryModel(graph);
        using var opened = OnnxModel.Open(file.Path);
        Assert.That(opened.ClassCount, Is.EqualTo(4));
    }

    [Test]
    public void A_function_that_calls_itself() => Refused(
        m =>
        {
            m.Functions.Add(new FunctionProto
            {
                Name = "Self",
                Input = { "x" },
                Output = { "y" },
                Node = { new NodeProto { OpType = "Self", Input = { "x" }, Output = { "y" } } },
            });
            m.Graph.Node.First(n => n.OpType == "Relu").OpType = "Self";
        },
        "calls itself");

    private static void Refused(Action<ModelProto> wrong, string expected)
    {
        var model = Message();
        wrong(model);
        using var file = new TemporaryModel(model.ToByteArray());
        var error = Assert.Throws<InputException>(() => OnnxModel.Open(file.Path));
        Assert.That(error!.Message, Does.Contain(file.Path).And.Contain(expected));
    }

    private static ModelProto Message() => ModelProto.Parser.ParseFrom(OnnxFile.Write(SmallNetworks.Convolutional()));

    private static TensorProto Tensor(ModelProto model, string name) => model.Graph.Initializer.First(t => t.Name == name);

    private static AttributeProto Attribute(ModelProto model, string op, string name) =>
        model.Graph.Node.First(n => n.OpType == op).Attribute.First(a => a.Name == name);

    private static void Side(ModelProto model, long length)
    {
        foreach (var dim in model.Graph.Input[0].Type.TensorType.Shape.Dim.Skip(2))
            dim.DimValue = length;
    }

    private static void External(TensorProto tensor, params ReadOnlySpan<(string Key, string Value)> facts)
    {
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        foreach (var (key, value) in facts)
            tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
    }

    [TestCase(null, 3L, 8L, 1L << 20, "at most 16777216 values an image")]
    [TestCase(1L << 20, 3L, 4L, 4L, "fixed to a batch of 1048576")]
    public void An_input_too_large_to_try_is_refused_before_it_is_tried(
        long? batch, long channels, long height, long width, string sentence)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, batch, channels, height, width);
        using var file = new TemporaryModel(b.Build([x.Map("GlobalAveragePool").Map("Flatten").Name]));
        var error = Assert.Throws<InputException>(() => OnnxModel.Open(file.Path));
        Assert.That(error!.Message, Does.Contain(file.Path).And.Contain(sentence));
    }
}
