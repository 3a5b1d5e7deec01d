using VisEval.Core;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Loading;

/// <summary>A network made ready: raised to the working operator set, its shapes observed, its scores found.</summary>
/// <param name="Path">The file, for messages.</param>
/// <param name="Graph">The forward graph; its first output are the scores.</param>
/// <param name="Shapes">Observed shapes.</param>
/// <param name="Input">The image input.</param>
/// <param name="Size">The image size.</param>
/// <param name="Scores">The score tensor: logits where the network has them.</param>
/// <param name="Meaning">What the scores are.</param>
/// <param name="Classes">The number of classes.</param>
internal sealed record LoadedNetwork(
    string Path,
    Graph Graph,
    ShapeTable Shapes,
    string Input,
    ImageSize Size,
    string Scores,
    ScoreMeaning Meaning,
    int Classes)
{
    /// <summary>What was done to the network on the way, in order; sentences for a person.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The batch that every run must have, of a network whose fixed batch cannot be freed; null for any.</summary>
    public long? Batch { get; init; }

    /// <summary>The input as it stands in the file, before it was made float N×C×H×W; null where the network comes from no file.</summary>
    public GraphInput? Given { get; init; }

    /// <summary>The type of the input in the file, before it was made float.</summary>
    public ElementType GivenType => Given?.Type ?? ElementType.Float;

    /// <summary>The outputs of the file that are tensors, in its order.</summary>
    public IReadOnlyList<string> GivenOutputs { get; init; } = [];

    /// <summary>Whether the kind of the scores is assumed: neither the network shows it nor anybody states it.</summary>
    public bool KindIsAssumed { get; init; }

    /// <summary>Which of the notes say how the scores are read, and nothing of what the file holds.</summary>
    public IReadOnlyList<string> Readings { get; init; } = [];

    /// <summary>What of it changes the numbers, so that every command says it; sentences for a person.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The names of the classes, where the file holds them; else empty.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>What the file states about itself.</summary>
    public FileFacts File { get; init; } = new(0, "", [], [], new Dictionary<string, string>());
}
