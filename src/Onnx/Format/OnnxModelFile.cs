using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Format;

/// <summary>A graph as it stands in a file, with what the file states about itself.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Producer">The program that wrote it.</param>
/// <param name="ProducerVersion">Its version.</param>
/// <param name="Inputs">Every declared input: name, type and shape.</param>
/// <param name="Outputs">Every declared output: name, type and shape.</param>
internal sealed record OnnxModelFile(
    Graph Graph, string Producer, string ProducerVersion, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);
