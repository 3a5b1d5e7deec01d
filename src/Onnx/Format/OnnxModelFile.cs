using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Format;

/// <summary>A graph as it stands in a file, with what the file states about itself.</summary>
internal sealed record OnnxModelFile(Graph Graph, FileFacts Facts);
