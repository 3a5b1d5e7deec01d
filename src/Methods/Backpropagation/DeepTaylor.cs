using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Deep Taylor decomposition: z^B at the pixels, z⁺ without biases at every other layer;
/// C×H×W (Montavon et al., 2017).</summary>
/// <remarks>Starts with |S_c|: the rules share out what speaks for the class, so from a negative score evidence for it would come out as
/// evidence against it. Without a bias in the denominator the values sum to |S_c|, up to what meets a unit that nothing raises.</remarks>
/// <param name="Low">The smallest value a normalised pixel can have; by default the smallest of each image.</param>
/// <param name="High">The largest value a normalised pixel can have; by default the largest of each image.</param>
[Named("deep-taylor")]
[Paper(
    "Montavon, Lapuschkin, Binder, Samek, Müller: Explaining Nonlinear Classification Decisions with Deep Taylor Decomposition, "
    + "Pattern Recognition", 2017)]
[Needs(Needs.Gradient | Needs.Rules)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative)]
[Passes("1", "1")]
internal sealed record DeepTaylor(
    [InRange(-1e6, 1e6), About(OptionText.Low)] double? Low = null,
    [InRange(-1e6, 1e6), About(OptionText.High)] double? High = null)
    : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        RelevancePass.FromOne(model, batch.Values, targets, Composites.DeepTaylor(Low, High).FromMagnitude()).Pixels.Attributions();

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) =>
        RelevanceGraph.FromOne(graph, Composites.DeepTaylor(Low, High).FromMagnitude());
}
