using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Layer conductance: ∫ ∂S_c/∂y · dy over the straight path from a baseline to the image, y the units of a layer;
/// Σ_k at a layer h×w, C×H×W at the input; signed (Dhamdhere et al., 2019).</summary>
/// <remarks>As a sum over the path's steps: the mean of the gradients at both ends of a step times the change of y (Shrikumar et al.,
/// 2018). Completeness: at a layer that every path passes, all values sum to S_c(x) − S_c(x′); at the input this is
/// integrated gradients.</remarks>
/// <param name="Steps">The number of steps of the path.</param>
/// <param name="Baseline">The image x′ that the path starts at.</param>
/// <param name="Layer">The tensor y; null for the model's own.</param>
[Named("layer-conductance")]
[Paper("Dhamdhere, Sundararajan, Yan: How Important Is a Neuron?, ICLR", 2019)]
[Needs(Needs.Gradient | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative | Claims.Signed)]
[Passes("steps + 1", "steps + 1")]
internal sealed record LayerConductance(
    [InRange(1, 100_000), About("The number of steps on the path from the baseline to the image.")] int Steps = 50,
    [About("The image the path starts at: " + OptionText.Baselines)] Baseline Baseline = Baseline.Zero,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod, IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        RelevanceLayers.Explain(model, Layer, tensors =>
        {
            IReadOnlyList<Tensor> conductance =
                [.. tensors.Select(t => Tensor.Zeros([batch.Count, .. model.Network.ShapeOf(t)]))];
            for (var i = 0; i < batch.Count; i++)
            {
                var sums = Sum(model, batch.Subject(i, targets[i]), tensors);
                for (var t = 0; t < tensors.Count; t++)
                    for (var k = 0; k < sums[t].Length; k++)
                        conductance[t].Item(i)[k] = (float)sums[t][k];
            }
            return conductance;
        });

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => LayerGraph.Stopped(graph, Layer, tensors =>
    {
        Value Table(Func<int, double> entry) =>
            graph.Builder.Constant(Wide.Doubles([.. Enumerable.Range(0, Steps + 1).Select(entry)], Steps + 1));
        var start = BaselineGraph.Of(Baseline, graph);
        // The first point ends no step.
        var (along, halves) = (Table(step => (double)step / Steps), Table(step => step == 0 ? 0 : 0.5));
        Value[] initial = [.. tensors.Select(t => SampleLoop.Zeros(graph, t)).SelectMany(zeros => new[] { zeros, zeros, zeros })];
        var ends = graph.Loop(Steps + 1, initial, (inner, step, before) =>
        {
            var from = inner.Outside(start);
            var moved = SampleLoop.At(inner, along, step) * (inner.Images - from).Widened();
            var pass = inner.At((from.Widened() + moved).ToFloat()).Gradient(inner.Targets, tensors, RuleSet.Standard);
            return
            [
                .. tensors.SelectMany((_, t) =>
                {
                    var (value, gradient) = (pass.Values[t].Widened(), pass.Gradients[t].Widened());
                    var (sum, lastValue, lastGradient) = (before[3 * t], before[3 * t + 1], before[3 * t + 2]);
                    var term = SampleLoop.At(inner, halves, step) * (lastGradient + gradient) * (value - lastValue);
                    return new[] { sum + term, value, gradient };
                }),
            ];
        }, ownWeights: true);
        return [.. tensors.Select((_, t) => ends[3 * t].ToFloat())];
    });

    private double[][] Sum(IModel model, Subject subject, IReadOnlyList<string> tensors)
    {
        var start = Baseline.Of(subject);
        var sums = new double[tensors.Count][];
        var (values, gradients) = (new float[tensors.Count][], new float[tensors.Count][]);
        Expansion.ForEach(subject.Size, Steps + 1, Point, (first, chunk) =>
        {
            var seed = ModelExtensions.OneHot([.. Enumerable.Repeat(subject.Target, chunk.BatchSize)], model.ClassCount);
            var pass = model.Gradient(chunk, seed, tensors, RuleSet.Standard);
            for (var s = 0; s < chunk.BatchSize; s++)
                for (var t = 0; t < tensors.Count; t++)
                {
                    var (value, gradient) = (pass.Values[t].Item(s).ToArray(), pass.Gradients[t].Item(s).ToArray());
                    sums[t] ??= new double[value.Length];
                    if (first + s > 0)
                        for (var k = 0; k < value.Length; k++)
                            sums[t][k] += 0.5 * ((double)gradients[t][k] + gradient[k]) * ((double)value[k] - values[t][k]);
                    (values[t], gradients[t]) = (value, gradient);
                }
        });
        return sums;

        void Point(int step, Span<float> destination)
        {
            var along = (double)step / Steps;
            for (var i = 0; i < destination.Length; i++)
                destination[i] = (float)(start[i] + along * (subject.Image[i] - start[i]));
        }
    }
}
