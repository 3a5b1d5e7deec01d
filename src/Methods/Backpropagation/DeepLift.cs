using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Backpropagation;

/// <summary>DeepLIFT: (x − x′) ⊙ m, where every activation has the slope from the reference x′ to x, or by RevealCancel one slope
/// for what raises its input and one for what lowers it; C×H×W and signed (Shrikumar et al., 2017).</summary>
/// <remarks>Completeness: the values sum to S_c(x) − S_c(x′). The reference is run forwards with every image.</remarks>
/// <param name="Baseline">The reference x′.</param>
/// <param name="Rule">The rule at activations.</param>
[Named("deeplift")]
[Paper("Shrikumar, Greenside, Kundaje: Learning Important Features Through Propagating Activation Differences, ICML", 2017)]
[Complete("baseline")]
[Needs(Needs.Gradient | Needs.Rules)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.Signed)]
[Passes("2", "1")]
internal sealed record DeepLift(
    [About("The image to compare with: " + OptionText.Baselines)]
    Baseline Baseline = Baseline.Zero,
    DeepLiftRule Rule = DeepLiftRule.Rescale)
    : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var references = Tensor.Zeros(batch.Values.Shape);
        for (var i = 0; i < batch.Count; i++)
            Baseline.Of(batch.Subject(i, targets[i])).CopyTo(references.Item(i));
        var sum = Tensor.Zeros(batch.Values.Shape);
        AddTo(sum, 1, model, batch.Values, targets, references, Rule);
        return sum.Attributions();
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => Multiplied(graph, BaselineGraph.Of(Baseline, graph), Rule);

    /// <summary>(x − x′) ⊙ m inside a graph.</summary>
    internal static Value Multiplied(ExplanationGraph graph, Value reference, DeepLiftRule rule = DeepLiftRule.Rescale) =>
        (graph.Images - reference) * graph.AtInput(graph.Targets, rule.Rules(), reference);

    /// <summary>sum += weight · (x − x′) ⊙ m.</summary>
    internal static void AddTo(
        Tensor sum, float weight, IModel model, Tensor images, IReadOnlyList<int> targets, Tensor references,
        DeepLiftRule rule = DeepLiftRule.Rescale)
    {
        var start = ModelExtensions.OneHot(targets, model.ClassCount);
        var multipliers = model.Gradient(images, start, [model.InputTensor], rule.Rules(), references).Gradients[0];
        for (var i = 0; i < sum.Length; i++)
            sum.Values[i] += weight * (images.Values[i] - references.Values[i]) * multipliers.Values[i];
    }
}
