using VisEval.Core;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>FullGrad: Σ_k ψ(x ⊙ ∂S_c/∂x) + Σ_layers Σ_k up(ψ(b_k · ∂S_c/∂z_k)), ψ the magnitude rescaled to [0, 1] over
/// the image or layer; H×W at the input (Srinivas and Fleuret, 2019).</summary>
/// <remarks>Over the layers whose results have height and width; up is bilinear. For ReLU networks Σ x·∂S/∂x + Σ b·∂S/∂z = S
/// before ψ, the biases of all layers counted. The authors' 10⁻⁶ in the denominator of ψ is left out: it is not small against small
/// gradients.</remarks>
/// <param name="Rescale">Whether ψ rescales; else it is the magnitude.</param>
/// <param name="AlignCorners">Whether up maps corner to corner.</param>
[Named("fullgrad")]
[Paper("Srinivas, Fleuret: Full-Gradient Representation for Neural Network Visualization, NeurIPS", 2019)]
[Needs(Needs.Gradient)]
[Claims(MapPlace.Pixels, Claims.ClassDiscriminative)]
[Passes("1", "1")]
[Dialect("authors", "align-corners=true")]
internal sealed record FullGrad(
    [About(OptionText.FullGradRescale)] bool Rescale = true,
    [About(OptionText.FullGradCorners)] bool AlignCorners = false)
    : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var full = new FullGradParts(model);
        var seed = ModelExtensions.OneHot(targets, model.ClassCount);
        var gradients = model.Gradient(batch.Values, seed, full.Tensors, RuleSet.Standard).Gradients;
        return
        [
            .. Enumerable.Range(0, batch.Count).Select(i =>
            {
                var parts = full.Zeros();
                full.Add(parts, 1, batch.Values.Item(i), gradients, i);
                return new Attribution(full.Map(parts, Rescale, AlignCorners));
            }),
        ];
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        var full = new FullGradParts(graph.Model);
        var gradients = graph.Gradient(graph.Targets, full.Tensors, RuleSet.Standard).Gradients;
        return full.Map(full.Parts(graph, gradients), Rescale, AlignCorners);
    }
}
