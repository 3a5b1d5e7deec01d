using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>A backward pass beside which the network runs a second time, on a reference input.</summary>
internal static class ReferenceCopy
{
    private const string Prefix = "viseval_reference_";

    /// <summary>Like <see cref="Backward.Build"/>, on a graph that holds each node that depends on the input twice.</summary>
    public static BackwardProgram Build(
        Graph graph, ShapeTable shapes, string output, IReadOnlyList<string> of, Func<Node, GraphFacts, GradientEntry?> rules,
        Func<Value, Value, Value> start)
    {
        // Further inputs hold what passes beside the tensor at which a network was cut: the same for both.
        var image = graph.Inputs[0];
        var copies = graph.Descendants([image.Name]).Where(t => t.Length > 0).ToDictionary(t => t, t => Prefix + t);
        string Copy(string tensor) => copies.GetValueOrDefault(tensor, tensor);
        var nodes = graph.Nodes.Where(n => n.Inputs.Any(copies.ContainsKey)).Select(n => n with
        {
            Name = n.Name.Length > 0 ? Prefix + n.Name : "",
            Inputs = [.. n.Inputs.Select(Copy)],
            Outputs = [.. n.Outputs.Select(Copy)],
        });
        var both = graph with
        {
            Inputs = [image, image with { Name = Copy(image.Name) }, .. graph.Inputs.Skip(1)],
            Nodes = [.. graph.Nodes, .. nodes],
        };
        var program = Backward.Build(both, Doubled(shapes, copies), output, of, rules, copies, start);
        return program with { Reference = Copy(image.Name) };
    }

    private static ShapeTable Doubled(ShapeTable shapes, Dictionary<string, string> copies)
    {
        var known = copies.Where(c => shapes.Knows(c.Key)).ToList();
        return shapes with
        {
            Two = shapes.Two.Concat(known.Select(c => KeyValuePair.Create(c.Value, shapes.Two[c.Key]))).ToDictionary(),
            Three = shapes.Three.Concat(known.Select(c => KeyValuePair.Create(c.Value, shapes.Three[c.Key]))).ToDictionary(),
            Types = shapes.Types.Concat(known.Select(c => KeyValuePair.Create(c.Value, shapes.Types[c.Key]))).ToDictionary(),
            FromShapes = shapes.FromShapes.Concat(known.Where(c => shapes.FromShapes.ContainsKey(c.Key))
                .Select(c => KeyValuePair.Create(c.Value, shapes.FromShapes[c.Key]))).ToDictionary(),
        };
    }
}
