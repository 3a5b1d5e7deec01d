using Google.Protobuf;
using VisEval.Core;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Onnx.Format;

/// <summary>Every place in which an ONNX tensor may keep its elements.</summary>
public class TensorFormatTests
{
    private static IEnumerable<TestCaseData> Fields =>
    [
        Field("float", 1, t => t.FloatData.Add([1.5f, -2]), [0, 0, 0xC0, 0x3F, 0, 0, 0, 0xC0]),
        Field("unsigned byte", 2, t => t.Int32Data.Add([1, 255]), [1, 255]),
        Field("signed byte", 3, t => t.Int32Data.Add([1, -1]), [1, 255]),
        Field("unsigned 16-bit", 4, t => t.Int32Data.Add([1, 65535]), [1, 0, 255, 255]),
        Field("signed 16-bit", 5, t => t.Int32Data.Add([1, -2]), [1, 0, 254, 255]),
        Field("32-bit", 6, t => t.Int32Data.Add([1, -1]), [1, 0, 0, 0, 255, 255, 255, 255]),
        Field("64-bit", 7, t => t.Int64Data.Add([1, -1]), [1, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255]),
        Field("boolean", 9, t => t.Int32Data.Add([1, 0]), [1, 0]),
        Field("half", 10, t => t.Int32Data.Add([0x3C00, 0xC000]), [0, 0x3C, 0, 0xC0]),
        Field("double", 11, t => t.DoubleData.Add([1, 2]), [0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0x40]),
        Field("unsigned 32-bit", 12, t => t.Uint64Data.Add([1, uint.MaxValue]), [1, 0, 0, 0, 255, 255, 255, 255]),
        Field("unsigned 64-bit", 13, t => t.Uint64Data.Add([1, 2]), [1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]),
        Field("16-bit of wide range", 16, t => t.Int32Data.Add([0x3F80, 0xC000]), [0x80, 0x3F, 0, 0xC0]),
        Field("4-bit", 22, t => t.Int32Data.Add(0x2F), [0x2F]),
    ];

    [TestCaseSource(nameof(Fields))]
    public void Typed_fields_are_read(byte[] tensor, byte[] expected) =>
        Assert.That(TensorFormat.Read(TensorProto.Parser.ParseFrom(tensor), "x.onnx").Data.ToArray(), Is.EqualTo(expected));

    [Test]
    public void A_scalar_and_an_empty_tensor_are_read()
    {
        Assert.That(
            TensorFormat.Read(new TensorProto { DataType = 1, FloatData = { 3 } }, "x.onnx").Floats.ToArray(), Is.EqualTo(new[] { 3f }));
        Assert.That(TensorFormat.Read(new TensorProto { DataType = 1, Dims = { 0, 4 } }, "x.onnx").Count, Is.Zero);
    }

    [TestCase(new long[] { 1, 5 }, new long[] { 2 })]
    [TestCase(new long[] { 0, 1, 1, 2 }, new long[] { 2, 2 })]
    public void A_sparse_tensor_gets_its_zeros_back(long[] positions, long[] shape)
    {
        var dense = TensorFormat.ReadSparse(Sparse(positions, shape), "x.onnx");
        Assert.That(dense.Dims, Is.EqualTo(new long[] { 2, 3 }));
        Assert.That(dense.Floats.ToArray(), Is.EqualTo(new[] { 0f, 7, 0, 0, 0, 8 }));
    }

    [TestCase(new long[] { 1, 6 }, new long[] { 2 })]
    [TestCase(new long[] { -1, 2 }, new long[] { 2 })]
    [TestCase(new long[] { 0, 3, 1, 2 }, new long[] { 2, 2 })]
    [TestCase(new long[] { 1 }, new long[] { 1 })]
    public void Sparse_positions_outside_the_shape_are_refused(long[] positions, long[] shape) =>
        Assert.Throws<InputException>(() => TensorFormat.ReadSparse(Sparse(positions, shape), "x.onnx"));

    private static SparseTensorProto Sparse(long[] positions, long[] shape) => new()
    {
        Values = TensorFormat.Write("values", Constant.Of([7, 8], 2)),
        Indices = TensorFormat.Write("", Constant.Ints(positions) with { Dims = shape }),
        Dims = { 2, 3 },
    };

    private static TestCaseData Field(string name, int type, Action<TensorProto> fill, byte[] expected)
    {
        var tensor = new TensorProto { Name = "t", DataType = type, Dims = { 2 } };
        fill(tensor);
        return new TestCaseData(tensor.ToByteArray(), expected).SetArgDisplayNames(name);
    }
}
