using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Index lists of slices and gathers.</summary>
internal static class Indices
{
    /// <summary>Reads 32- or 64-bit integers.</summary>
    public static long[] Read(Constant constant)
    {
        if (constant.Type == ElementType.Int64)
            return constant.Int64s.ToArray();
        var small = constant.As<int>(ElementType.Int32);
        var values = new long[small.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = small[i];
        return values;
    }

    /// <summary>The positions a slice reads, by the rules of the Slice operator (negative bounds count from the end, then clamp).</summary>
    public static List<long> Range(long start, long end, long step, long length)
    {
        start = Math.Clamp(start < 0 ? start + length : start, step > 0 ? 0 : -1, step > 0 ? length : length - 1);
        end = Math.Clamp(end < 0 ? end + length : end, step > 0 ? 0 : -1, length);
        var positions = new List<long>();
        for (var i = start; step > 0 ? i < end : i > end; i += step)
            positions.Add(i);
        return positions;
    }

    /// <summary>The transpose of reading <paramref name="positions"/> along an axis: puts each part back, zeros elsewhere.</summary>
    public static Value Spread(Value gradient, int axis, int rank, long length, List<long> positions)
    {
        var builder = gradient.Builder;
        // A contiguous run is a padding; anything else is a product with a selection matrix along the axis.
        if (positions.Count > 0 && positions.Select((p, i) => p - i).Distinct().Count() == 1)
        {
            var pads = new long[2 * rank];
            pads[axis] = positions[0];
            pads[rank + axis] = length - 1 - positions[^1];
            return pads.All(p => p == 0) ? gradient : builder.Op("Pad", [gradient, builder.Ints(pads)]);
        }
        var selection = new float[positions.Count * length];
        for (var i = 0; i < positions.Count; i++)
            selection[i * length + positions[i]] = 1;
        var matrix = builder.Constant(Constant.Of(selection, positions.Count, length));
        if (axis == rank - 1)
            return gradient.MatMul(matrix);
        long[] swap = [.. Enumerable.Range(0, rank).Select(a => a == axis ? rank - 1 : a == rank - 1 ? axis : (long)a)];
        return gradient.Transpose(swap).MatMul(matrix).Transpose(swap);
    }
}
