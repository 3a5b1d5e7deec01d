using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Format;

/// <summary>What a model file states about itself.</summary>
/// <param name="Opset">The version of the standard operator set.</param>
/// <param name="Producer">The program that wrote it, with its version.</param>
/// <param name="Inputs">Every declared input: name, type and shape.</param>
/// <param name="Outputs">Every declared output: name, type and shape.</param>
/// <param name="Metadata">What it says of itself, by key.</param>
internal sealed record FileFacts(
    long Opset, string Producer, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The version of the file format.</summary>
    public long IrVersion { get; init; }

    /// <summary>The element type of every output that states one.</summary>
    public IReadOnlyDictionary<string, ElementType> OutputTypes { get; init; } = new Dictionary<string, ElementType>();
}
