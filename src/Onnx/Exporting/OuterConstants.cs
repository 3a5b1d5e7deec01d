using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Exporting;

/// <summary>The constants that a node may read: those of its own graph, then those of the graphs around it.</summary>
/// <param name="Own">Those of its graph.</param>
/// <param name="Around">Those of the graph around it; null for the outermost one.</param>
internal sealed record OuterConstants(IReadOnlyDictionary<string, Constant> Own, OuterConstants? Around = null)
{
    /// <summary>The constant behind a tensor; null where the tensor is computed.</summary>
    public Constant? Find(string tensor) => Own.TryGetValue(tensor, out var constant) ? constant : Around?.Find(tensor);
}
