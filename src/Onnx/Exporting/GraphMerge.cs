using System.Security.Cryptography;
using Google.Protobuf;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Exporting;

/// <summary>Puts graphs together in one: nodes that compute the same stand there once, constants of equal content too.</summary>
/// <remarks>Two nodes compute the same where operator, attributes and inputs are equal: then the forward passes of many explanations
/// become one, and a pass by changed rules shares what the change leaves.</remarks>
/// <param name="builder">The graph that receives them.</param>
/// <param name="names">The names of the whole file.</param>
/// <param name="large">Where weights are stored: in the outermost graph, for all graphs inside it.</param>
internal sealed class GraphMerge(GraphBuilder builder, TensorNames names, SharedConstants large)
{
    // Shapes and axes are read by shape inference, which does not look outside of the graph of a loop.
    private const int LargestSmall = 4096;

    private readonly SharedConstants _small = new(builder);
    private readonly Dictionary<string, IReadOnlyList<string>> _nodes = [];

    /// <summary>The graph that receives them.</summary>
    public GraphBuilder Builder => builder;

    /// <summary>The names of the whole file.</summary>
    public TensorNames Names => names;

    /// <summary>Where weights are stored.</summary>
    public SharedConstants Large => large;

    /// <summary>Adds a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">What takes the place of its inputs, by their names.</param>
    /// <param name="isFirst">Whether all its tensors keep names of their own, even where two are equal.</param>
    /// <returns>What each of its tensors is called here.</returns>
    public IReadOnlyDictionary<string, string> Add(Graph graph, IReadOnlyDictionary<string, string> inputs, bool isFirst = false)
    {
        var map = new Dictionary<string, string>(inputs) { [""] = "" };
        foreach (var (name, constant) in graph.Constants)
            map[name] = NameOf(name, constant, isFirst);
        foreach (var node in graph.Nodes)
            foreach (var (own, here) in node.Outputs.Zip(Outputs(node, map, isFirst)))
                map[own] = here;
        foreach (var (name, shape) in graph.StatedShapes)
            builder.State(builder.Existing(map[name]), shape);
        return map;
    }

    private string NameOf(string name, Constant constant, bool isFirst)
    {
        var store = constant.Data.Length > LargestSmall ? large : _small;
        if (!isFirst)
            return store.NameOf(constant, () => names.Take(name));
        var taken = names.Take(name);
        store.Store(taken, constant);
        return taken;
    }

    private IReadOnlyList<string> Outputs(Node node, Dictionary<string, string> map, bool isFirst)
    {
        var here = (node with { Inputs = [.. node.Inputs.Select(i => map[i])] })
            .WithSubgraphs(inner => inner.Reading(name => map.GetValueOrDefault(name, name)));
        var key = Key(here);
        if (!isFirst && _nodes.TryGetValue(key, out var known))
            return known;
        var outputs = node.Outputs.Select(o => o.Length == 0 ? "" : names.Take(o)).ToList();
        builder.Add(here with { Outputs = outputs, Name = isFirst ? node.Name : "" });
        _nodes.TryAdd(key, outputs);
        return outputs;
    }

    private static string Key(Node node) => string.Join(
        '\n',
        [
            node.Domain, node.Operator, string.Concat(node.Outputs.Select(o => o.Length == 0 ? '-' : '+')), .. node.Inputs,
            .. node.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal)
                .Select(a => Convert.ToHexString(SHA256.HashData(AttributeFormat.Write(a.Key, a.Value).ToByteArray()))),
        ]);
}
