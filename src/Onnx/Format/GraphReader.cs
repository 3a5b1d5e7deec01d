using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Format;

/// <summary>Turns the messages of an ONNX file into a <see cref="Graph"/>, checking that it hangs together.</summary>
internal static class GraphReader
{
    public static Graph Read(ModelProto model, string path)
    {
        var constants = new Dictionary<string, Constant>();
        foreach (var tensor in model.Graph.Initializer)
            if (!constants.TryAdd(tensor.Name, TensorFormat.Read(tensor, path)))
                throw new InputException($"{path}: two initializers are named '{tensor.Name}'.");

        var nodes = new List<Node>();
        foreach (var node in model.Graph.Node.Select(n => ReadNode(n, path)))
            if (node is { Operator: "Constant", Domain: "" } && ConstantValue(node) is { } value)
                constants[node.Outputs[0]] = value;
            else
                nodes.Add(node);

        var inputs = model.Graph.Input.Where(i => !constants.ContainsKey(i.Name)).Select(ReadInput).ToList();
        var opsets = new Dictionary<string, long>();
        foreach (var opset in model.OpsetImport)
            opsets[opset.Domain == "ai.onnx" ? "" : opset.Domain] = opset.Version;
        if (!opsets.ContainsKey(""))
            throw new InputException($"{path}: the version of the standard operator set is not stated.");
        var outputs = model.Graph.Output.Select(o => o.Name).ToList();
        if (inputs.Count == 0 || outputs.Count == 0)
            throw new InputException($"{path}: the graph has no input or no output.");
        return new Graph(inputs, outputs, Sort(nodes, inputs, constants, outputs, path), constants, opsets);
    }

    private static Node ReadNode(NodeProto node, string path)
    {
        if (node.Output.Count == 0)
            throw new InputException($"{path}: node '{node.Name}' ({node.OpType}) has no output.");
        var attributes = new Dictionary<string, object>();
        foreach (var attribute in node.Attribute)
            attributes[attribute.Name] = AttributeFormat.Read(attribute, path);
        var domain = node.Domain == "ai.onnx" ? "" : node.Domain;
        return new Node(node.OpType, node.Name, [.. node.Input], [.. node.Output], attributes, domain);
    }

    private static Constant? ConstantValue(Node node) => node.Attributes.FirstOrDefault() switch
    {
        { Key: "value", Value: Constant tensor } => tensor,
        { Key: "value_float", Value: float number } => Constant.Scalar(number),
        { Key: "value_floats", Value: float[] numbers } => Constant.Of(numbers, numbers.Length),
        { Key: "value_int", Value: long number } => Constant.IntScalar(number),
        { Key: "value_ints", Value: long[] numbers } => Constant.Ints(numbers),
        _ => null,
    };

    private static GraphInput ReadInput(ValueInfoProto input)
    {
        var tensor = input.Type?.TensorType;
        var dims = tensor?.Shape?.Dim.Select(d => d.DimValue > 0 ? d.DimValue : (long?)null).ToList() ?? [];
        return new GraphInput(input.Name, (ElementType)(tensor?.ElemType ?? 0), dims);
    }

    // Kahn's algorithm, stable in the file's order: files in the wild are not always sorted, and a cycle must be told.
    private static List<Node> Sort(
        List<Node> nodes, List<GraphInput> inputs, Dictionary<string, Constant> constants, List<string> outputs, string path)
    {
        var known = new HashSet<string>(inputs.Select(i => i.Name)) { "" };
        known.UnionWith(constants.Keys);
        var produced = new HashSet<string>();
        foreach (var name in nodes.SelectMany(n => n.Outputs).Where(o => o.Length > 0))
            if (!produced.Add(name) || known.Contains(name))
                throw new InputException($"{path}: the tensor '{name}' is produced twice.");

        var sorted = new List<Node>(nodes.Count);
        var waiting = nodes;
        while (waiting.Count > 0)
        {
            var later = new List<Node>();
            foreach (var node in waiting)
                if (node.Inputs.All(known.Contains))
                {
                    sorted.Add(node);
                    known.UnionWith(node.Outputs);
                }
                else
                    later.Add(node);
            if (later.Count == waiting.Count)
            {
                var node = later[0];
                var missing = node.Inputs.First(i => !known.Contains(i));
                throw new InputException(produced.Contains(missing)
                    ? $"{path}: the graph has a cycle through node '{node.Label}' ({node.Operator})."
                    : $"{path}: node '{node.Label}' ({node.Operator}) reads the tensor '{missing}', which nothing produces.");
            }
            waiting = later;
        }
        if (outputs.FirstOrDefault(o => !known.Contains(o)) is { } lost)
            throw new InputException($"{path}: nothing produces the output '{lost}'.");
        return sorted;
    }
}
