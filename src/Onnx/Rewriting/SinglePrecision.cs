using System.Runtime.InteropServices;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Rewriting;

/// <summary>
/// Computes in 32-bit floats what a network computes in 16 or 64 bits: its constants, its conversions, its inputs. The values of half
/// types are exact in 32 bits, so only the rounding between operators is missing; those of 64 bits are rounded.
/// </summary>
internal static class SinglePrecision
{
    // Integer attributes whose value is an element type.
    private static readonly HashSet<string> TypeAttributes =
        ["to", "dtype", "output_dtype", "output_datatype", "stash_type", "softmax_precision"];

    public static Graph Apply(Graph graph, ICollection<string> notes)
    {
        var counts = new SortedDictionary<ElementType, int>();
        var inputs = graph.Inputs.Select(i => Other(i.Type) ? i with { Type = Counted(i.Type, counts) } : i).ToList();
        var result = graph with
        {
            Inputs = inputs,
            Nodes = [.. graph.Nodes.Select(n => Convert(n, counts))],
            Constants = graph.Constants.ToDictionary(c => c.Key, c => Convert(c.Value, counts)),
        };
        if (counts.Count > 0)
            notes.Add($"computed in float32: {string.Join(", ", counts.Select(c => Counted(c.Key, c.Value)))}");
        return result;
    }

    private static string Counted(ElementType type, int count) => $"{count} tensors and conversions were {type.ToString().ToLowerInvariant()}";

    private static Node Convert(Node node, SortedDictionary<ElementType, int> counts)
    {
        var changed = node.Attributes.Where(a => IsOther(a.Key, a.Value)).ToList();
        if (changed.Count > 0)
            node = node with { Attributes = node.Attributes.ToDictionary(a => a.Key, a => IsOther(a.Key, a.Value) ? Single(a.Value, counts) : a.Value) };
        return node.WithSubgraphs(inner => inner with
        {
            Nodes = [.. inner.Nodes.Select(n => Convert(n, counts))],
            Constants = inner.Constants.ToDictionary(c => c.Key, c => Convert(c.Value, counts)),
        });
    }

    private static bool IsOther(string name, object value) =>
        value is Constant constant ? Other(constant.Type) : value is long number && TypeAttributes.Contains(name) && Other((ElementType)number);

    private static object Single(object value, SortedDictionary<ElementType, int> counts) => value is Constant constant
        ? Convert(constant, counts)
        : (long)Counted((ElementType)(long)value, counts);

    private static Constant Convert(Constant constant, SortedDictionary<ElementType, int> counts)
    {
        if (!Other(constant.Type))
            return constant;
        Counted(constant.Type, counts);
        float[] values = constant.Type switch
        {
            ElementType.Float16 => Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(constant.Data.Span).ToArray(), v => (float)v),
            ElementType.BFloat16 => Array.ConvertAll(
                MemoryMarshal.Cast<byte, ushort>(constant.Data.Span).ToArray(), v => BitConverter.UInt32BitsToSingle((uint)v << 16)),
            _ => Array.ConvertAll(MemoryMarshal.Cast<byte, double>(constant.Data.Span).ToArray(), v => (float)v),
        };
        return Constant.Of(values, constant.Dims);
    }

    private static bool Other(ElementType type) => type is ElementType.Float16 or ElementType.BFloat16 or ElementType.Double;

    private static ElementType Counted(ElementType type, SortedDictionary<ElementType, int> counts)
    {
        counts[type] = counts.GetValueOrDefault(type) + 1;
        return ElementType.Float;
    }
}
