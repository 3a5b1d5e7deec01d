using System.Text;
using Google.Protobuf;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Format;

/// <summary>Attributes of ONNX nodes as plain values; what VisEval does not read itself (types, lists of tensors) is carried along
/// unchanged.</summary>
internal static class AttributeFormat
{
    public static object Read(AttributeProto attribute, string path) => Kind(attribute) switch
    {
        AttributeProto.Types.AttributeType.Float => attribute.F,
        AttributeProto.Types.AttributeType.Int => attribute.I,
        AttributeProto.Types.AttributeType.String => attribute.S.ToStringUtf8(),
        AttributeProto.Types.AttributeType.Tensor when attribute.T is not null => TensorFormat.Read(attribute.T, path),
        AttributeProto.Types.AttributeType.SparseTensor when attribute.SparseTensor is not null =>
            TensorFormat.ReadSparse(attribute.SparseTensor, path),
        AttributeProto.Types.AttributeType.Graph when attribute.G is not null => GraphReader.ReadSubgraph(attribute.G, path),
        AttributeProto.Types.AttributeType.Floats => attribute.Floats.ToArray(),
        AttributeProto.Types.AttributeType.Ints => attribute.Ints.ToArray(),
        AttributeProto.Types.AttributeType.Strings => attribute.Strings.Select(s => s.ToStringUtf8()).ToArray(),
        _ => attribute,
    };

    public static AttributeProto Write(string name, object value)
    {
        if (value is AttributeProto unread)
            return unread;
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case float number:
                (attribute.F, attribute.Type) = (number, AttributeProto.Types.AttributeType.Float);
                break;
            case long number:
                (attribute.I, attribute.Type) = (number, AttributeProto.Types.AttributeType.Int);
                break;
            case string text:
                (attribute.S, attribute.Type) = (ByteString.CopyFromUtf8(text), AttributeProto.Types.AttributeType.String);
                break;
            case Constant constant:
                (attribute.T, attribute.Type) = (TensorFormat.Write("", constant), AttributeProto.Types.AttributeType.Tensor);
                break;
            case Subgraph graph:
                (attribute.G, attribute.Type) = (GraphWriter.WriteSubgraph(graph, name), AttributeProto.Types.AttributeType.Graph);
                break;
            case float[] numbers:
                attribute.Floats.Add(numbers);
                attribute.Type = AttributeProto.Types.AttributeType.Floats;
                break;
            case long[] numbers:
                attribute.Ints.Add(numbers);
                attribute.Type = AttributeProto.Types.AttributeType.Ints;
                break;
            case string[] texts:
                attribute.Strings.Add(texts.Select(t => ByteString.CopyFrom(t, Encoding.UTF8)));
                attribute.Type = AttributeProto.Types.AttributeType.Strings;
                break;
            default:
                throw new ArgumentException($"An attribute cannot hold a {value.GetType().Name}.", nameof(value));
        }
        return attribute;
    }

    // Files of IR version 1 do not state the type; then the one field that is filled tells it.
    private static AttributeProto.Types.AttributeType Kind(AttributeProto attribute)
    {
        if (attribute.Type != AttributeProto.Types.AttributeType.Undefined)
            return attribute.Type;
        if (attribute.Ints.Count > 0)
            return AttributeProto.Types.AttributeType.Ints;
        if (attribute.Floats.Count > 0)
            return AttributeProto.Types.AttributeType.Floats;
        if (attribute.T is not null)
            return AttributeProto.Types.AttributeType.Tensor;
        if (attribute.G is not null)
            return AttributeProto.Types.AttributeType.Graph;
        if (attribute.S.Length > 0)
            return AttributeProto.Types.AttributeType.String;
        return attribute.F != 0 ? AttributeProto.Types.AttributeType.Float : AttributeProto.Types.AttributeType.Int;
    }
}
