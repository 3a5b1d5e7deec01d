using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>RAP, relative attributing propagation: relevance by influence of either sign, from which every layer takes the same from each
/// active unit, so that units of little influence become negative; C×H×W, signed, Σ = |S_c| (Nam et al., 2020).</summary>
/// <remarks>Starts with |S_c|, see <see cref="DeepTaylor"/>. The classifier shares by |x·w|; a layer gives what raises its results all of
/// what arrives and what lowers them their part of both, and takes the excess back in equal shares; the pixels get z^B.</remarks>
/// <param name="Low">The smallest value a normalised pixel can have; by default the smallest of each image.</param>
/// <param name="High">The largest value a normalised pixel can have; by default the largest of each image.</param>
[Named("rap")]
[Paper(
    "Nam, Gur, Choi, Wolf, Lee: Relative Attributing Propagation: Interpreting the Comparative Contributions of Individual Units in Deep "
    + "Neural Networks, AAAI", 2020)]
[Needs(Needs.Gradient | Needs.Rules)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.Signed)]
[Passes("1", "1")]
internal sealed record Rap(
    [InRange(-1e6, 1e6), About(OptionText.Low)] double? Low = null,
    [InRange(-1e6, 1e6), About(OptionText.High)] double? High = null)
    : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        RelevancePass.FromOne(model, batch.Values, targets, Composites.RelativeAttribution(Low, High).FromMagnitude())
            .Pixels.Attributions();

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) =>
        RelevanceGraph.FromOne(graph, Composites.RelativeAttribution(Low, High).FromMagnitude());
}
