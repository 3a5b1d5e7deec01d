using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Contrastive LRP: max(0, R/ΣR − D/ΣD), R the relevance of the target, D of its contrast; C×H×W (Gu et al.,
/// 2018).</summary>
/// <remarks>Both passes follow deep Taylor decomposition: z⁺ without biases, and z^B at the pixels.</remarks>
/// <param name="Contrast">What the class is contrasted with.</param>
/// <param name="Low">The smallest value a normalised pixel can have; by default the smallest of each image.</param>
/// <param name="High">The largest value a normalised pixel can have; by default the largest of each image.</param>
[Named("clrp")]
[Paper("Gu, Yang, Tresp: Understanding Individual Decisions of CNNs via Contrastive Backpropagation, ACCV", 2018)]
[Needs(Needs.Gradient | Needs.Rules)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative)]
[Passes("2", "2")]
internal sealed record Clrp(
    [About("What the class is contrasted with: all other classes alike, or its own unit with the signs of its weights turned.")]
    ContrastiveStart Contrast = ContrastiveStart.Others,
    [InRange(-1e6, 1e6), About(OptionText.Low)] double? Low = null,
    [InRange(-1e6, 1e6), About(OptionText.High)] double? High = null)
    : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var rules = Composites.DeepTaylor(Low, High);
        var (pixels, _) = RelevancePass.FromOne(model, batch.Values, targets, rules);
        var dual = Contrast == ContrastiveStart.Negated
            ? RelevancePass.FromOne(model, batch.Values, targets, Composites.DeepTaylorContrast(Low, High)).Pixels
            : RelevancePass.From(model, batch.Values, AllOthers(targets, model.ClassCount), rules).Pixels;
        EqualSums.Subtract(pixels, dual);
        for (var i = 0; i < pixels.Length; i++)
            pixels.Values[i] = MathF.Max(0, pixels.Values[i]);
        return pixels.Attributions();
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        var rules = Composites.DeepTaylor(Low, High);
        var dual = Contrast == ContrastiveStart.Negated
            ? RelevanceGraph.FromOne(graph, Composites.DeepTaylorContrast(Low, High))
            : graph.AtInput(graph.Start(0, 1f / (graph.Model.ClassCount - 1)), rules);
        return RelevanceGraph.EqualSums(RelevanceGraph.FromOne(graph, rules), dual).Map("Relu");
    }

    // The scale of the dual's start does not matter: the result is normalised by its sum.
    private static Tensor AllOthers(IReadOnlyList<int> targets, int classes)
    {
        var start = Tensor.Zeros(targets.Count, classes);
        for (var i = 0; i < targets.Count; i++)
        {
            start.Item(i).Fill(1f / (classes - 1));
            start.Item(i)[targets[i]] = 0;
        }
        return start;
    }
}
