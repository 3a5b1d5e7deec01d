using Google.Protobuf;
using VisEval.Core;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Format;

/// <summary>Large weights are taken out of the message and are the same as those the parser would give.</summary>
public sealed class WeightExtractorTests
{
    private static readonly float[] Small = [1, 2, 3];
    private static readonly float[] First = GradientCase.Between(-1, 1, 1, 2000).Values;
    private static readonly float[] Second = GradientCase.Between(-1, 1, 2, 40, 50).Values;

    [Test]
    public void Large_weights_leave_the_message_and_small_ones_stay()
    {
        var bytes = Model().ToByteArray();
        var extracted = WeightExtractor.Extract(new MemoryStream(bytes));
        Assert.That(extracted.Message, Has.Length.LessThan(bytes.Length - 4 * (First.Length + Second.Length)));
        Assert.That(extracted.Data.Keys, Is.EquivalentTo(new[] { 0, 2 }));
        var message = ModelProto.Parser.ParseFrom(extracted.Message);
        Assert.That(message.Graph.Initializer.Select(i => i.Name), Is.EqualTo(new[] { "first", "small", "second" }));
        Assert.That(message.Graph.Initializer[1].RawData.Length, Is.EqualTo(12));
    }

    [Test]
    public void A_graph_has_the_weights_of_its_file()
    {
        var graph = OnnxFile.Parse(Model().ToByteArray(), "weights.onnx");
        Assert.That(graph.Constants["first"].Floats.ToArray(), Is.EqualTo(First));
        Assert.That(graph.Constants["small"].Floats.ToArray(), Is.EqualTo(Small));
        Assert.That(graph.Constants["second"].Floats.ToArray(), Is.EqualTo(Second));
    }

    [Test]
    public void Of_raw_data_stated_twice_the_parser_decides()
    {
        var bytes = Model().ToByteArray();
        // The graph once more: the format adds up what it repeats; the tensor in it has two fields of raw data.
        var tensor = new TensorProto { RawData = ByteString.CopyFrom(new byte[8000]) }.ToByteArray();
        var twice = new TensorProto { Name = "twice", DataType = 1, Dims = { 2000 }, RawData = Raw(First) }.ToByteArray();
        byte[] both = [.. tensor, .. twice];
        byte[] graph = [(5 << 3) | 2, .. Length(both.Length), .. both];
        byte[] whole = [.. bytes, (7 << 3) | 2, .. Length(graph.Length), .. graph];
        Assert.That(WeightExtractor.Extract(new MemoryStream(whole)).Data, Is.Empty);
        Assert.That(OnnxFile.Parse(whole, "twice.onnx").Constants["twice"].Floats.ToArray(), Is.EqualTo(First));
    }

    [TestCase(1)]
    [TestCase(5000)]
    public void What_is_cut_off_is_left_to_the_parser(int missing)
    {
        var bytes = Model().ToByteArray()[..^missing];
        var extracted = WeightExtractor.Extract(new MemoryStream(bytes));
        Assert.That(extracted.Message, Is.EqualTo(bytes));
        Assert.That(extracted.Data, Is.Empty);
        Assert.Throws<InputException>(() => OnnxFile.Parse(bytes, "cut.onnx"));
    }

    private static ModelProto Model()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 1, 2, 2);
        var message = ModelProto.Parser.ParseFrom(OnnxFile.Write(b.Build([x.Map("Identity").Name])));
        message.Graph.Initializer.Add(new TensorProto { Name = "first", DataType = 1, Dims = { 2000 }, RawData = Raw(First) });
        message.Graph.Initializer.Add(new TensorProto { Name = "small", DataType = 1, Dims = { 3 }, RawData = Raw(Small) });
        message.Graph.Initializer.Add(new TensorProto { Name = "second", DataType = 1, Dims = { 40, 50 }, RawData = Raw(Second) });
        return message;
    }

    private static ByteString Raw(float[] values) => ByteString.CopyFrom(Constant.Of(values).Data.Span);

    private static byte[] Length(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)value];
    }
}
