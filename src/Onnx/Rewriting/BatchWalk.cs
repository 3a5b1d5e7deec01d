using Microsoft.ML.OnnxRuntime;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Rewriting;

/// <summary>
/// Runs a graph node by node with two batches, so that a node that stands in the way of a free batch can be seen, and rewritten, before
/// the nodes behind it run. Where a shape differs between the two, the batch is.
/// </summary>
internal sealed class BatchWalk : IDisposable
{
    private readonly Dictionary<string, OrtValue>[] _values = [[], []];
    private readonly Dictionary<string, Constant> _constants;
    private readonly IReadOnlyDictionary<string, long> _opsets;
    private readonly CancellationToken _stop;

    public BatchWalk(Graph graph, GraphInput input, Dictionary<string, Constant> constants, CancellationToken stop = default)
    {
        (_constants, _opsets, _stop) = (constants, graph.Opsets, stop);
        for (var i = 0; i < 2; i++)
            _values[i][input.Name] = ShapeObserver.Zeros(input with { Dims = [null, .. input.Dims.Skip(1)] }, 2 + i);
    }

    /// <summary>The shape of a tensor for the first batch; null for constants and what is no tensor.</summary>
    public long[]? Shape(string tensor, int run = 0) =>
        _values[run].TryGetValue(tensor, out var value) && value.IsTensor ? value.GetTensorTypeAndShape().Shape : null;

    /// <summary>The axis that holds the batch, or null.</summary>
    public int? BatchAxis(string tensor)
    {
        if (Shape(tensor) is not { } two || Shape(tensor, 1) is not { } three || two.Length != three.Length)
            return null;
        for (var axis = 0; axis < two.Length; axis++)
            if (two[axis] != three[axis])
                return axis;
        return null;
    }

    /// <exception cref="OnnxRuntimeException">The node cannot run with these batches.</exception>
    public void Run(Node node)
    {
        var reads = node.Reads.Where(r => r.Length > 0).Distinct().ToList();
        var fed = reads.Where(_values[0].ContainsKey).ToList();
        var outputs = node.Outputs.Where(o => o.Length > 0).ToList();
        var inputs = fed.Select(name =>
        {
            // Lengths that do not grow are stated: the runtime's inference asks for that of a list of sizes.
            var (facts, other) = (_values[0][name].GetTensorTypeAndShape(), _values[1][name].GetTensorTypeAndShape().Shape);
            var dims = facts.Shape.Select((d, axis) => axis < other.Length && other[axis] == d ? d : (long?)null);
            return new GraphInput(name, (ElementType)(int)facts.ElementDataType, [.. dims]);
        }).ToList();
        var constants = reads.Where(_constants.ContainsKey).ToDictionary(r => r, r => _constants[r]);
        using var session = new TrialSession(new Graph(inputs, outputs, [node], constants, _opsets), _stop);
        foreach (var values in _values)
        {
            // The values live on under their names.
            var results = session.Run(fed, [.. fed.Select(name => values[name])]);
            for (var i = 0; i < outputs.Count; i++)
                values[outputs[i]] = results[i];
        }
    }

    /// <summary>Frees tensors that nothing reads any more.</summary>
    public void Forget(IEnumerable<string> tensors)
    {
        foreach (var tensor in tensors)
            foreach (var values in _values)
                if (values.Remove(tensor, out var value))
                    value.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => Forget([.. _values[0].Keys]);
}
