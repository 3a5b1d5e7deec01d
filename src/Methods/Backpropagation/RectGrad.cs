using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>RectGrad: the gradient of S_c, but a ReLU with output a passes R·1[a·R &gt; τ]; C×H×W (Kim et al., 2019).</summary>
/// <remarks>τ is the quantile of a·R over all units of the layer, for each image.</remarks>
/// <param name="Quantile">The share of units that pass nothing.</param>
[Named("rect-grad")]
[Paper("Kim, Seo, Jeon, Koo, Choe, Jeon: Why are Saliency Maps Noisy? Cause of and Solution to Noisy Saliency Maps, ICCV Workshop", 2019)]
[Needs(Needs.Gradient | Needs.Rules)]
[Passes("1", "1")]
public sealed record RectGrad(
    [InRange(0, 1), About("The share of the units of every layer that pass nothing back.")] double Quantile = 0.98)
    : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        RelevancePass.FromOne(model, batch.Values, targets, RuleSet.RectGrad(Quantile)).Pixels.Attributions(ChannelReduction.MaxAbsolute);
}
