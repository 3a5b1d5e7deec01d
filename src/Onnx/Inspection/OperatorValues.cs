using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;

namespace VisEval.Onnx.Inspection;

/// <summary>Every value of one run of a graph on the CPU, and each of its nodes as a graph of its own.</summary>
internal sealed class OperatorValues : IDisposable
{
    private readonly Graph _graph;
    private readonly Dictionary<string, OrtValue> _values;
    private readonly IDisposable _results;

    private OperatorValues(Graph graph, Dictionary<string, OrtValue> values, IDisposable results) =>
        (_graph, _values, _results) = (graph, values, results);

    /// <summary>Runs a graph on noise.</summary>
    /// <param name="graph">The forward graph of a network, or one of its backward graphs.</param>
    /// <param name="weights">The input that weighs the scores; null where there is none.</param>
    /// <param name="network">The network.</param>
    /// <param name="seed">Of the noise.</param>
    /// <param name="stop">Stops it.</param>
    public static OperatorValues Of(Graph graph, string? weights, LoadedNetwork network, Seed seed, CancellationToken stop)
    {
        var values = graph.Inputs.ToDictionary(i => i.Name, i => Fed(i, weights, network, seed));
        var tensors = graph.Nodes.SelectMany(n => n.Outputs).Where(o => o.Length > 0).ToList();
        using var session = new CompiledGraph(graph with { Outputs = tensors }, new SessionSettings(1) { Optimized = false }, stop);
        using var options = new RunOptions();
        var results = session.Run(options, [.. values.Keys], [.. values.Values]);
        for (var i = 0; i < tensors.Count; i++)
            values[tensors[i]] = results[i];
        return new OperatorValues(graph, values, results);
    }

    /// <summary>Whether a node can be run by itself: it reads values, and holds no graph.</summary>
    public bool Knows(Node node) =>
        !node.Subgraphs.Any() && Read(node).Any() && Read(node).Concat(Outputs(node)).All(name => _values[name].IsTensor);

    /// <summary>What two nodes have in common exactly when a device does the same with them.</summary>
    public string KeyOf(Node node)
    {
        var attributes = node.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={Text(a.Value)}");
        var inputs = node.Inputs.Select(name => name.Length == 0 ? "-"
            : _graph.Constants.TryGetValue(name, out var constant) ? $"const {constant.Type}[{string.Join(",", constant.Dims)}]"
            : Facts(name));
        return $"{node.Domain}:{node.Operator}({string.Join(";", inputs)}){{{string.Join(";", attributes)}}}→{node.Outputs.Count}";
    }

    /// <summary>The node as a graph: constants stay constants, everything else is fed.</summary>
    public Graph Alone(Node node) => new(
        [.. Read(node).Select(Input)], Outputs(node), [node],
        node.Inputs.Where(_graph.Constants.ContainsKey).Distinct().ToDictionary(name => name, name => _graph.Constants[name]),
        _graph.Opsets);

    /// <summary>What is fed to it.</summary>
    public IReadOnlyList<OrtValue> FedTo(Node node) => [.. Read(node).Select(name => _values[name])];

    /// <summary>What it gives on the CPU.</summary>
    public IReadOnlyList<OrtValue> ResultsOf(Node node) => [.. Outputs(node).Select(name => _values[name])];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var input in _graph.Inputs)
            _values[input.Name].Dispose();
        _results.Dispose();
    }

    // Whatever is fed beside the image and what weighs the scores is an image too.
    private static OrtValue Fed(GraphInput input, string? weights, LoadedNetwork network, Seed seed)
    {
        var like = network.Shapes.Of(input.Name == weights ? network.Scores : network.Input);
        int[] shape = [.. like.Select((length, axis) => (int)(axis == 0 ? network.Batch ?? length : length))];
        return OrtValue.CreateTensorValueFromMemory(Noise.Of(shape, seed.For(input.Name)).Values, [.. shape.Select(d => (long)d)]);
    }

    private IEnumerable<string> Read(Node node) =>
        node.Inputs.Where(name => name.Length > 0 && !_graph.Constants.ContainsKey(name)).Distinct();

    private static List<string> Outputs(Node node) => [.. node.Outputs.Where(o => o.Length > 0)];

    private GraphInput Input(string name)
    {
        var facts = _values[name].GetTensorTypeAndShape();
        return new GraphInput(name, (ElementType)(int)facts.ElementDataType, [.. facts.Shape.Select(d => (long?)d)]);
    }

    private string Facts(string name)
    {
        var facts = _values[name].GetTensorTypeAndShape();
        return $"{facts.ElementDataType}[{string.Join(",", facts.Shape)}]";
    }

    private static string Text(object attribute) => attribute switch
    {
        Array list => string.Join(",", list.Cast<object>().Select(v => Convert.ToString(v, CultureInfo.InvariantCulture))),
        Constant constant => $"{constant.Type}[{string.Join(",", constant.Dims)}]",
        _ => Convert.ToString(attribute, CultureInfo.InvariantCulture) ?? "",
    };
}
