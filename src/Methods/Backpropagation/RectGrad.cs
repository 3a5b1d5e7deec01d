using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>RectGrad: x ⊙ R, where R is the gradient of S_c but a ReLU with output a passes R·1[a·R &gt; τ]; C×H×W, signed
/// (Kim et al., 2019).</summary>
/// <remarks>τ is the quantile of a·R over all units of the layer, for each image. The authors' code also sets what arrives at the border
/// of padded convolutions to 0 (<c>border=true</c>), and has a variant PRR that shares out what arrives at a max-pooling in proportion to
/// the values of the window.</remarks>
/// <param name="Quantile">The share of units that pass nothing.</param>
/// <param name="TimesInput">Whether the propagated gradient R is multiplied by the image; else R by magnitude.</param>
/// <param name="Proportional">Whether a max-pooling shares in proportion: R_i = x_i Σ_j R_j / Σ_{k in window j} x_k.</param>
/// <param name="Border">Whether the outermost results of padded convolutions pass nothing.</param>
[Named("rect-grad")]
[Paper("Kim, Seo, Jeon, Koo, Choe, Jeon: Why are Saliency Maps Noisy? Cause of and Solution to Noisy Saliency Maps, ICCV Workshop", 2019)]
[Needs(Needs.Gradient | Needs.Rules)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.Signed)]
[Passes("1", "1")]
[Dialect("authors", "border=true")]
[Dialect("prr", "border=true,proportional=true")]
internal sealed record RectGrad(
    [InRange(0, 1), About("The share of the units of every layer that pass nothing back.")] double Quantile = 0.98,
    [About("Whether the propagated gradient is multiplied by the image at the end; else its magnitude is the map.")]
    bool TimesInput = true,
    [About("Whether a max-pooling shares out what arrives in proportion to the values of its window (the authors' variant PRR).")]
    bool Proportional = false,
    [About("Whether the outermost results of padded convolutions pass nothing back, as in the authors' code.")] bool Border = false)
    : IGraphMethod
{
    /// <inheritdoc/>
    /// <exception cref="NotApplicableException">A way from the image to the scores passes no ReLU.</exception>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        ReluRules.Require(model, "rect-grad");
        var (pixels, _) = RelevancePass.FromOne(model, batch.Values, targets, RuleSet.RectGrad(Quantile, Proportional, Border));
        if (!TimesInput)
            return pixels.Attributions(ChannelReduction.MaxAbsolute);
        for (var i = 0; i < pixels.Length; i++)
            pixels.Values[i] *= batch.Values.Values[i];
        return pixels.Attributions();
    }

    /// <inheritdoc/>
    /// <exception cref="NotApplicableException">A way from the image to the scores passes no ReLU.</exception>
    public Value Build(ExplanationGraph graph)
    {
        ReluRules.Require(graph.Model, "rect-grad");
        var pixels = RelevanceGraph.FromOne(graph, RuleSet.RectGrad(Quantile, Proportional, Border));
        return TimesInput ? pixels * graph.Images : pixels;
    }
}
