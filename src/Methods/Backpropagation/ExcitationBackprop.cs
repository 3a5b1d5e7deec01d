using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Excitation back-propagation: the probability that a winner-takes-all walk from S_c ends at a unit, z⁺ at every layer; C×H×W
/// (Zhang et al., 2016).</summary>
/// <remarks>Starts with 1 at the target. Positive biases keep their share of the probability.</remarks>
[Named("excitation-backprop")]
[Paper("Zhang, Lin, Brandt, Shen, Sclaroff: Top-down Neural Attention by Excitation Backprop, ECCV", 2016)]
[Needs(Needs.Gradient | Needs.Rules)]
[Passes("1", "1")]
public sealed record ExcitationBackprop : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        RelevancePass.FromOne(model, batch.Values, targets, Composites.ExcitationBackprop).Pixels.Attributions();
}
