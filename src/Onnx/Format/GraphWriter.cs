using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Format;

/// <summary>Turns a <see cref="Graph"/> into the messages of an ONNX file.</summary>
internal static class GraphWriter
{
    /// <summary>The name of a free first axis.</summary>
    public const string Batch = "N";

    /// <param name="graph">The graph.</param>
    /// <param name="producer">The program that writes it.</param>
    /// <param name="irVersion">The version of the format.</param>
    /// <param name="locations">Where the constants are that the messages shall refer to instead of holding them.</param>
    public static ModelProto Write(Graph graph, string producer, long irVersion, IReadOnlyDictionary<string, string> locations)
    {
        var model = new ModelProto { IrVersion = irVersion, ProducerName = producer, Graph = new GraphProto { Name = "graph" } };
        model.OpsetImport.Add(graph.Opsets.Select(o => new OperatorSetIdProto { Domain = o.Key, Version = o.Value }));
        model.Graph.Node.Add(graph.Nodes.Select(WriteNode));
        model.Graph.Initializer.Add(graph.Constants.Select(c => locations.TryGetValue(c.Key, out var location)
            ? TensorFormat.WriteReference(c.Key, c.Value, location)
            : TensorFormat.Write(c.Key, c.Value)));
        model.Graph.Input.Add(graph.Inputs.Select(WriteInput));
        model.Graph.ValueInfo.Add(graph.StatedShapes
            .Where(s => !graph.Outputs.Contains(s.Key))
            .Select(s => WriteInput(new GraphInput(s.Key, ElementType.Float, s.Value))));
        // The types of outputs are left to the runtime's inference.
        model.Graph.Output.Add(graph.Outputs.Select(o => new ValueInfoProto { Name = o }));
        return model;
    }

    // Types of a subgraph's inputs and outputs are inferred from the node around it, where they are not stated.
    public static GraphProto WriteSubgraph(Subgraph graph, string name)
    {
        var message = new GraphProto { Name = name };
        message.Node.Add(graph.Nodes.Select(WriteNode));
        message.Initializer.Add(graph.Constants.Select(c => TensorFormat.Write(c.Key, c.Value)));
        message.Input.Add(graph.Inputs.Select(
            i => graph.Stated.FirstOrDefault(s => s.Name == i) is { } stated ? WriteInput(stated) : new ValueInfoProto { Name = i }));
        message.Output.Add(graph.Outputs.Select(o => new ValueInfoProto { Name = o }));
        return message;
    }

    private static NodeProto WriteNode(Node node)
    {
        var message = new NodeProto { OpType = node.Operator, Name = node.Name, Domain = node.Domain };
        message.Input.Add(node.Inputs);
        message.Output.Add(node.Outputs);
        message.Attribute.Add(node.Attributes.Select(a => AttributeFormat.Write(a.Key, a.Value)));
        return message;
    }

    /// <summary>A tensor with its type and shape.</summary>
    public static ValueInfoProto WriteInput(GraphInput input)
    {
        var shape = new TensorShapeProto();
        for (var axis = 0; axis < input.Dims.Count; axis++)
            shape.Dim.Add(input.Dims[axis] is { } length
                ? new TensorShapeProto.Types.Dimension { DimValue = length }
                : new TensorShapeProto.Types.Dimension { DimParam = axis == 0 ? Batch : $"{input.Name}_{axis}" });
        return new ValueInfoProto
        {
            Name = input.Name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)input.Type, Shape = shape } },
        };
    }
}
