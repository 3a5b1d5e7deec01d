using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>The transpose of reading: derivatives go back to the positions their elements were read from.</summary>
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

    /// <summary>Puts each part along an axis back to one of <paramref name="positions"/>: zeros elsewhere, sums where a position was read
    /// several times.</summary>
    /// <remarks>The positions are constant, so every place of the result can collect the parts that came from it: a padding, or one gather,
    /// where scattering costs some 20 ns an element.</remarks>
    public static Value Spread(Value gradient, int axis, int rank, long length, IReadOnlyList<long> positions)
    {
        var builder = gradient.Builder;
        if (positions.Count > 0 && Enumerable.Range(0, positions.Count).All(i => positions[i] == positions[0] + i))
            return Pad(gradient, rank, [(axis, positions[0], length - 1 - positions[^1])]);
        var readers = Enumerable.Range(0, positions.Count).ToLookup(i => positions[i]);
        var most = Math.Max(1, readers.Select(r => r.Count()).DefaultIfEmpty().Max());
        // Table[p, j]: the part that read position p as the j-th; where there is none, the row of zeros behind the last part.
        var table = new long[length * most];
        Array.Fill(table, positions.Count);
        foreach (var group in readers)
            foreach (var (reader, j) in group.Select((reader, j) => (reader, j)))
                table[group.Key * most + j] = reader;
        if (table.Contains(positions.Count))
            gradient = Pad(gradient, rank, [(axis, 0, 1)]);
        var dims = most == 1 ? new[] { length } : [length, most];
        var collected = builder.Op("Gather", [gradient, builder.Constant(Constant.Ints(table) with { Dims = dims })], ("axis", (long)axis));
        return most == 1 ? collected : collected.Sum(keep: false, axis + 1);
    }

    /// <summary>Adds zeros (a negative amount: cuts) before and after along some axes.</summary>
    public static Value Pad(Value x, int rank, IReadOnlyList<(int Axis, long Before, long After)> amounts)
    {
        var pads = new long[2 * rank];
        foreach (var (axis, before, after) in amounts)
            (pads[axis], pads[rank + axis]) = (before, after);
        return pads.All(p => p == 0) ? x : x.Builder.Op("Pad", [x, x.Builder.Ints(pads)]);
    }

    /// <summary>Zeros in the shape of a tensor of any element type.</summary>
    public static Value ZerosLike(Value x) => Filled(x.Shape(), 0);

    /// <summary>A float tensor of a computed shape with one value everywhere.</summary>
    public static Value Filled(Value shape, float value) =>
        shape.Builder.Op("ConstantOfShape", [shape], ("value", Constant.Of([value], 1)));
}
