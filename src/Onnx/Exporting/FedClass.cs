using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Exporting;

/// <summary>The class to explain as an input.</summary>
/// <param name="Input">The input.</param>
/// <param name="Targets">1 at the class and 0 elsewhere: float N×classes.</param>
/// <param name="Numbers">The classes, int64 N; an error where one of them is no class, or there are more or fewer than images.</param>
internal sealed record FedClass(GraphInput Input, Value Targets, Value Numbers);
