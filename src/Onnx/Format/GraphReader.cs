using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Format;

/// <summary>Turns the messages of an ONNX file into a <see cref="Graph"/>, checking that it hangs together.</summary>
internal static class GraphReader
{
    private const int Int64 = (int)ElementType.Int64;
    private const int Bool = (int)ElementType.Bool;

    /// <param name="model">The file's message.</param>
    /// <param name="data">Raw data that was taken out of the message, by the position of its initializer.</param>
    /// <param name="path">The file, for messages and to locate external data.</param>
    public static Graph Read(ModelProto model, IReadOnlyDictionary<int, byte[]> data, string path)
    {
        var opsets = Opsets(model, path);
        Functions.Inline(model, path);
        var (nodes, constants) = Content(model.Graph, data, path);
        if (model.Graph.Input.GroupBy(i => i.Name).FirstOrDefault(g => g.Key.Length == 0 || g.Count() > 1) is { } twice)
            throw new InputException($"{path}: the input '{twice.Key}' is listed twice or has no name.");
        // Old files list weights among the inputs too: an input with a default is that constant.
        var inputs = model.Graph.Input.Where(i => !constants.ContainsKey(i.Name)).Select(i => ReadInput(i, path)).ToList();
        var outputs = model.Graph.Output.Select(o => Named(o.Name, path)).Where(o => o.Length > 0).Distinct().ToList();
        if (inputs.Count == 0 || outputs.Count == 0)
            throw new InputException($"{path}: the graph has no input or no output.");
        var sorted = NodeSorter.Sort(nodes, inputs.Select(i => i.Name).Concat(constants.Keys), path);
        var known = sorted.SelectMany(n => n.Outputs).Concat(inputs.Select(i => i.Name)).Concat(constants.Keys).ToHashSet();
        return outputs.FirstOrDefault(o => !known.Contains(o)) is { } lost
            ? throw new InputException($"{path}: nothing produces the output '{lost}'.")
            : new Graph(inputs, outputs, sorted, constants, opsets);
    }

    public static Subgraph ReadSubgraph(GraphProto graph, string path)
    {
        var (nodes, constants) = Content(graph, new Dictionary<int, byte[]>(), path);
        var inner = new Subgraph([.. graph.Input.Select(i => i.Name)], [.. graph.Output.Select(o => o.Name)], nodes, constants)
        {
            // Others follow from what is fed, which may become another type of number.
            Stated = [.. graph.Input.Where(i => i.Type?.TensorType is { Shape.Dim.Count: 0, ElemType: Int64 or Bool })
                .Select(i => ReadInput(i, path))],
        };
        // What it does not name itself comes from outside; whether it does, the graph around it finds out.
        var known = inner.Captured.Concat(inner.Inputs).Concat(constants.Keys).ToList();
        return inner with { Nodes = NodeSorter.Sort(nodes, known, path) };
    }

    private static Dictionary<string, long> Opsets(ModelProto model, string path)
    {
        var opsets = new Dictionary<string, long>();
        foreach (var opset in model.OpsetImport)
            opsets[Domain(opset.Domain)] = opset.Version;
        if (opsets.ContainsKey(""))
            return opsets;
        var foreign = model.Graph.Node.FirstOrDefault(n => Domain(n.Domain).Length > 0);
        throw new InputException(foreign is null || model.Graph.Node.Any(n => Domain(n.Domain).Length == 0)
            ? $"{path}: the version of the standard operator set is not stated."
            : $"{path}: its operators are all of the domain '{Printable.Of(foreign.Domain)}' (such as {Printable.Of(foreign.OpType)}), "
                + "none of the ONNX standard: that is no network for images. Models of classical learning on tables are exported so.");
    }

    private static (List<Node> Nodes, Dictionary<string, Constant> Constants) Content(
        GraphProto graph, IReadOnlyDictionary<int, byte[]> data, string path)
    {
        var constants = new Dictionary<string, Constant>();
        void Add(string name, Constant constant)
        {
            if (Named(name, path).Length == 0 || !constants.TryAdd(name, constant))
                throw new InputException($"{path}: two constants are named '{name}', or one has no name.");
        }
        for (var i = 0; i < graph.Initializer.Count; i++)
            Add(graph.Initializer[i].Name, TensorFormat.Read(graph.Initializer[i], path, data.GetValueOrDefault(i)));
        foreach (var sparse in graph.SparseInitializer)
            Add(sparse.Values?.Name ?? "", TensorFormat.ReadSparse(sparse, path));
        var nodes = new List<Node>();
        foreach (var node in graph.Node.Select(n => ReadNode(n, path)))
            if (node is { Operator: "Constant", Domain: "" } && ConstantValue(node) is { } value)
                Add(node.Outputs[0], value);
            else
                nodes.Add(node);
        return (nodes, constants);
    }

    private static Node ReadNode(NodeProto node, string path)
    {
        if (node.Output.All(o => o.Length == 0) || node.OpType.Length == 0)
            throw new InputException($"{path}: node '{node.Name}' ({node.OpType}) has no operator or no output.");
        var attributes = new Dictionary<string, object>();
        foreach (var attribute in node.Attribute)
            attributes[attribute.Name] = AttributeFormat.Read(attribute, path);
        return new Node(
            node.OpType, node.Name, [.. node.Input.Select(i => Named(i, path))], [.. node.Output.Select(o => Named(o, path))], attributes,
            Domain(node.Domain));
    }

    // The runtime reads a name up to the first NUL.
    private static string Named(string name, string path) => name.Contains('\0')
        ? throw new InputException($"{path}: the name '{Printable.Of(name)}' of a tensor holds a NUL character; rename it.")
        : name;

    private static string Domain(string domain) => domain == "ai.onnx" ? "" : domain;

    private static Constant? ConstantValue(Node node) => node.Attributes.FirstOrDefault() switch
    {
        { Value: Constant tensor } => tensor,
        { Key: "value_float", Value: float number } => Constant.Scalar(number),
        { Key: "value_floats", Value: float[] numbers } => Constant.Of(numbers, numbers.Length),
        { Key: "value_int", Value: long number } => Constant.IntScalar(number),
        { Key: "value_ints", Value: long[] numbers } => Constant.Ints(numbers),
        _ => null,
    };

    private static GraphInput ReadInput(ValueInfoProto input, string path)
    {
        if (input.Type?.TensorType is not { } tensor)
            throw new InputException($"{path}: the input '{Printable.Of(input.Name)}' is no tensor.");
        // Images where nothing is stated.
        if (tensor.Shape is null)
            return new GraphInput(Named(input.Name, path), (ElementType)tensor.ElemType, [null, null, null, null]);
        return new GraphInput(
            Named(input.Name, path), (ElementType)tensor.ElemType,
            [.. tensor.Shape.Dim.Select(d => d.DimValue > 0 ? d.DimValue : (long?)null)]);
    }
}
