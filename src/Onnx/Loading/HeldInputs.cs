using System.Globalization;
using System.Runtime.InteropServices;
using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Holds further inputs of a network constant, as a person states them: a factor, a flag, a shape.</summary>
internal static class HeldInputs
{
    /// <summary>The graph with constants in place of the stated inputs.</summary>
    /// <param name="graph">The graph as it stands in the file.</param>
    /// <param name="values">The values by name: one for the whole tensor, or all of them.</param>
    /// <param name="notes">Receives what was held.</param>
    /// <exception cref="InputException">There is no such input, its values do not fit it, or an input is left beside the image.</exception>
    public static Graph Hold(Graph graph, IReadOnlyDictionary<string, IReadOnlyList<double>> values, ICollection<string> notes)
    {
        foreach (var name in values.Keys.Where(name => graph.Inputs.All(i => i.Name != name)))
            throw new InputException(
                $"The description states a value of the input '{Printable.Of(name)}', which the network does not have. "
                + Suggestions.Sentence(name, [.. graph.Inputs.Select(i => i.Name)]));
        var open = graph.Inputs.Where(i => !values.ContainsKey(i.Name)).ToList();
        if (open.Count != 1)
            throw new InputException(open.Count == 0
                ? "The description states values of all inputs; the image must be left."
                : $"An image classifier has one input, this network has {open.Count}: {string.Join(", ", open.Select(Described))}. State a "
                    + $"value for each but the image in the JSON file beside the model: {Example(open)}.");
        if (values.Count == 0)
            return graph;
        var constants = graph.Constants.ToDictionary();
        foreach (var input in graph.Inputs.Where(i => values.ContainsKey(i.Name)))
            constants[input.Name] = Constant(input, values[input.Name]);
        notes.Add($"held constant: {string.Join(", ", values.Select(v => $"'{v.Key}' at {Text(v.Value)}"))}");
        return graph with { Inputs = open, Constants = constants };
    }

    private static Constant Constant(GraphInput input, IReadOnlyList<double> values)
    {
        // What is free has the length of the values, or one element.
        long[] dims = input.Dims.Count == 1 && input.Dims[0] is null ? [values.Count] : [.. input.Dims.Select(d => d ?? 1)];
        var count = dims.Aggregate(1.0, (a, d) => a * d);
        if ((values.Count != 1 && values.Count != count) || count > MostValues)
            throw new InputException(
                $"The description states {values.Count} values for the input {Described(input)}; state one, or {count}.");
        double[] all = values.Count == 1 ? [.. Enumerable.Repeat(values[0], (int)count)] : [.. values];
        return new Constant(input.Type, dims, input.Type switch
        {
            ElementType.Float => Bytes(all, v => (float)v),
            ElementType.Double => Bytes(all, v => v),
            ElementType.Float16 => Bytes(all, v => (Half)v),
            ElementType.Bool => Bytes(all, v => v != 0 ? (byte)1 : (byte)0),
            _ when !all.All(v => double.IsInteger(v) && Math.Abs(v) <= int.MaxValue) =>
                throw new InputException($"The input {Described(input)} takes whole numbers of 32 bits."),
            ElementType.Int64 => Bytes(all, v => (long)v),
            ElementType.Int32 => Bytes(all, v => (int)v),
            ElementType.UInt8 when all.All(v => v is >= 0 and <= byte.MaxValue) => Bytes(all, v => (byte)v),
            var other => throw new InputException($"The input {Described(input)} is of type {other}, which does not take these values."),
        });
    }

    private const int MostValues = 1 << 20;

    private static byte[] Bytes<T>(double[] values, Converter<double, T> convert) where T : struct =>
        MemoryMarshal.AsBytes(Array.ConvertAll(values, convert).AsSpan()).ToArray();

    // The image has most axes; the others are shown with a value.
    private static string Example(List<GraphInput> open)
    {
        var image = open.OrderByDescending(i => i.Dims.Count).First();
        return "\"inputs\": {" + string.Join(", ", open.Where(i => i != image)
            .Select(i => $"\"{Printable.Of(i.Name)}\": {(i.Type == ElementType.Bool ? "false" : "1")}")) + "}";
    }

    private static string Described(GraphInput input) =>
        $"'{Printable.Of(input.Name)}' ({input.Type} "
        + $"[{string.Join("×", input.Dims.Select(d => d?.ToString(CultureInfo.InvariantCulture) ?? "?"))}])";

    private static string Text(IReadOnlyList<double> values) =>
        string.Join(" ", values.Take(4).Select(v => v.ToString("0.####", CultureInfo.InvariantCulture))) + (values.Count > 4 ? " …" : "");
}
