using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Contrastive excitation back-propagation: the pass of the target's unit minus that of the unit against it; C×H×W and signed
/// (Zhang et al., 2016).</summary>
/// <remarks>The unit against the class is the last layer with the signs of its weights and bias turned. The passes are linear in what
/// arrives, so it makes no difference at which layer one is subtracted from the other.</remarks>
[Named("contrastive-excitation-backprop")]
[Paper("Zhang, Lin, Brandt, Shen, Sclaroff: Top-down Neural Attention by Excitation Backprop, ECCV", 2016)]
[Needs(Needs.Gradient | Needs.Rules)]
[Passes("2", "2")]
public sealed record ContrastiveExcitationBackprop : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var (pixels, _) = RelevancePass.FromOne(model, batch.Values, targets, Composites.ExcitationBackprop);
        var (against, _) = RelevancePass.FromOne(model, batch.Values, targets, Composites.ExcitationBackpropContrast);
        for (var i = 0; i < pixels.Length; i++)
            pixels.Values[i] -= against.Values[i];
        return pixels.Attributions();
    }
}
