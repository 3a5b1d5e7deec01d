using VisEval.Core;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Inspection;

/// <summary>What can be said of a network without judging its numbers.</summary>
/// <param name="OperatorSet">The operator set of the file.</param>
/// <param name="Producer">The program that wrote the file.</param>
/// <param name="Inputs">Every declared input with its shape.</param>
/// <param name="Outputs">Every declared output with its shape.</param>
/// <param name="Size">The image size.</param>
/// <param name="Classes">The number of classes.</param>
/// <param name="Scores">The tensor the scores are read from.</param>
/// <param name="Meaning">What the scores are.</param>
/// <param name="Weights">The number of trained numbers.</param>
/// <param name="NonFinite">The constants that hold NaN or ±∞.</param>
/// <param name="Operators">Which operators it uses, and which of them have a gradient rule.</param>
/// <param name="CamCandidates">Tensors that class activation methods could use, the default first.</param>
/// <param name="Suspicions">What its first operators say about the input it expects.</param>
/// <param name="Notes">What was done to it when it was loaded.</param>
/// <param name="ClassNames">The names of the classes, where the file holds them; else empty.</param>
public sealed record ModelInspection(
    long OperatorSet,
    string Producer,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    ImageSize Size,
    int Classes,
    string Scores,
    ScoreMeaning Meaning,
    long Weights,
    IReadOnlyList<NonFiniteWeights> NonFinite,
    IReadOnlyList<OperatorUse> Operators,
    IReadOnlyList<CamCandidate> CamCandidates,
    IReadOnlyList<string> Suspicions,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> ClassNames)
{
    /// <summary>Looks at a network.</summary>
    public static ModelInspection Of(OnnxModel model)
    {
        var (network, camTensor) = (model.Loaded, model.FoundCamTensor);
        var graph = network.Graph.WithOutputs([network.Scores]);
        return new ModelInspection(
            network.File.Opset,
            network.File.Producer,
            network.File.Inputs,
            network.File.Outputs,
            network.Size,
            network.Classes,
            network.Scores,
            network.Meaning,
            graph.Constants.Values.Where(c => c.Type == ElementType.Float).Sum(c => c.Count),
            NonFiniteWeights.Of(graph),
            OperatorUse.Of(graph, network.Input, network.Scores, HasRule),
            CamCandidate.Of(NetworkMap.Of(network), camTensor, HasRule),
            InputSuspicions.Of(network.Size, model.Network.Normalization),
            network.Notes,
            network.ClassNames);
    }

    private static bool HasRule(Node node) => node.Domain.Length == 0 && GradientTable.Standard.ContainsKey(node.Operator);
}
