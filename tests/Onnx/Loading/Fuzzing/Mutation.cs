using Google.Protobuf;
using VisEval.Core;
using VisEval.Onnx.Format;

namespace VisEval.Tests.Onnx.Loading.Fuzzing;

/// <summary>Breaks model files: bytes, or the messages they are made of. The same number breaks the same thing.</summary>
internal static class Mutation
{
    private static readonly long[] OddNumbers =
        [0, 1, -1, 2, 3, 7, 10, 16, 255, 1 << 20, int.MaxValue, 1L << 31, 1L << 40, long.MaxValue, long.MinValue];
    private static readonly float[] OddFloats = [0, -1, 1e30f, float.NaN, float.PositiveInfinity, float.MinValue];
    private static readonly string[] Operators =
        ["Relu", "Conv", "Reshape", "Expand", "Tile", "Concat", "Resize", "Pad", "If", "Loop", "Gemm", "Split", "Slice", "ConstantOfShape",
            "Softmax", "Gather", "TopK", "Cast"];

    private static readonly Action<ModelProto, RandomSource>[] Structural =
    [
        (m, r) => Pick(m.Graph.Node, r)?.Input.Clear(),
        (m, r) => Swap(Pick(m.Graph.Node, r)?.Input, Names(m), r),
        (m, r) => Swap(Pick(m.Graph.Node, r)?.Output, Names(m), r),
        (m, r) => Change(Pick(m.Graph.Initializer, r)?.Dims, r),
        (m, r) => Remove(m.Graph.Node, r),
        (m, r) => Remove(m.Graph.Initializer, r),
        (m, r) => Repeat(m.Graph.Node, r),
        (m, r) => Repeat(m.Graph.Initializer, r),
        (m, r) => Repeat(m.Graph.Input, r),
        (m, r) => Repeat(m.Graph.Output, r),
        (m, r) => Attribute(m, r),
        (m, r) => Attribute(m, r),
        (m, r) => Attribute(m, r),
        (m, r) => Attribute(m, r),
        (m, r) => { if (Pick(m.Graph.Node, r) is { } node) node.OpType = Operators[r.NextInt(Operators.Length)]; },
        (m, r) => { if (Pick(m.Graph.Node, r) is { } node) node.Domain = r.NextInt(2) == 0 ? "com.microsoft" : "ai.onnx.ml"; },
        (m, r) => { if (Pick(m.Graph.Initializer, r) is { } tensor) tensor.DataType = r.NextInt(30); },
        (m, r) => { if (Pick(m.Graph.Initializer, r) is { } tensor) tensor.RawData = Bytes(tensor.RawData, r); },
        (m, r) => { if (Pick(m.Graph.Initializer, r) is { } tensor) tensor.RawData = Integers(tensor.RawData, r); },
        (m, r) => { if (Pick(m.Graph.Initializer, r) is { } tensor) tensor.RawData = Integers(tensor.RawData, r); },
        (m, r) => { if (Pick(m.Graph.Initializer, r) is { } tensor) tensor.DataLocation = TensorProto.Types.DataLocation.External; },
        (m, r) => { if (Pick(m.Graph.Input, r)?.Type?.TensorType is { } type) type.ElemType = r.NextInt(24); },
        (m, r) => { if (Pick(m.Graph.Input, r) is { } input) input.Type = null; },
        (m, r) => { if (Pick(m.Graph.Input, r)?.Type?.TensorType?.Shape?.Dim is { Count: > 0 } dims) dims[r.NextInt(dims.Count)].DimValue =
            Odd(r); },
        (m, r) => { if (Pick(m.Graph.Output, r) is { } output) output.Name = Names(m)[r.NextInt(Names(m).Count)]; },
        (m, r) => m.OpsetImport[0].Version = r.NextInt(30),
        (m, r) => m.IrVersion = Odd(r),
        (m, r) => m.Graph.Node
            .Add(new NodeProto { OpType = Operators[r.NextInt(Operators.Length)], Input = { Names(m)[0] }, Output = { "new" } }),
    ];

    public static byte[] Of(byte[] model, byte[] other, RandomSource random)
    {
        var kind = random.NextInt(10);
        if (kind == 0)
            return model[..random.NextInt(model.Length)];
        if (kind == 1)
            return [.. model[..random.NextInt(model.Length)], .. other[random.NextInt(other.Length)..]];
        if (kind <= 3)
        {
            var bytes = model.ToArray();
            for (var i = 1 + random.NextInt(4); i > 0; i--)
                bytes[random.NextInt(bytes.Length)] = (byte)random.NextInt(256);
            return bytes;
        }
        var message = ModelProto.Parser.ParseFrom(model);
        for (var i = 1 + random.NextInt(2); i > 0; i--)
            Structural[random.NextInt(Structural.Length)](message, random);
        return message.ToByteArray();
    }

    private static void Attribute(ModelProto model, RandomSource random)
    {
        if (Pick([.. model.Graph.Node.Where(n => n.Attribute.Count > 0)], random) is not { } node
            || Pick(node.Attribute, random) is not { } attribute)
            return;
        var kind = random.NextInt(6);
        if (kind == 0)
            node.Attribute.Remove(attribute);
        else if (kind == 1)
            attribute.Type = (AttributeProto.Types.AttributeType)random.NextInt(16);
        else if (kind == 2 && attribute.Ints.Count > 0)
            attribute.Ints.RemoveAt(0);
        else if (attribute.Ints.Count > 0)
            attribute.Ints[random.NextInt(attribute.Ints.Count)] = Odd(random);
        else
            (attribute.I, attribute.F) = (Odd(random), OddFloats[random.NextInt(OddFloats.Length)]);
    }

    private static List<string> Names(ModelProto model) =>
        [.. model.Graph.Node.SelectMany(n => n.Input.Concat(n.Output)).Concat(model.Graph.Input.Select(i => i.Name)).Distinct()];

    private static long Odd(RandomSource random) => OddNumbers[random.NextInt(OddNumbers.Length)];

    private static T? Pick<T>(IList<T> list, RandomSource random) where T : class =>
        list.Count == 0 ? null : list[random.NextInt(list.Count)];

    private static void Remove<T>(IList<T> list, RandomSource random) where T : class
    {
        if (Pick(list, random) is { } item)
            list.Remove(item);
    }

    private static void Repeat<T>(IList<T> list, RandomSource random) where T : class
    {
        if (Pick(list, random) is { } item)
            list.Add(item);
    }

    private static void Swap(IList<string>? list, List<string> names, RandomSource random)
    {
        if (list is { Count: > 0 })
            list[random.NextInt(list.Count)] = random.NextInt(8) == 0 ? "" : names[random.NextInt(names.Count)];
    }

    private static void Change(IList<long>? list, RandomSource random)
    {
        if (list is { Count: > 0 })
            list[random.NextInt(list.Count)] = Odd(random);
    }

    private static ByteString Bytes(ByteString old, RandomSource random) =>
        ByteString.CopyFrom(old.Span[..random.NextInt(old.Length + 1)].ToArray());

    // Shapes, axes and positions are 64-bit integers.
    private static ByteString Integers(ByteString old, RandomSource random)
    {
        var bytes = old.ToByteArray();
        if (bytes.Length >= 8)
            BitConverter.TryWriteBytes(bytes.AsSpan(8 * random.NextInt(bytes.Length / 8)), Odd(random));
        return ByteString.CopyFrom(bytes);
    }
}
