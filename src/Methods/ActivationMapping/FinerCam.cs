using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.ActivationMapping;

/// <summary>Finer-CAM: Grad-CAM of S_c − γ Σ_d p_d S_d / Σ_d p_d, d the classes whose logits are nearest to S_c; h×w at the layer
/// (Zhang et al., 2025).</summary>
/// <remarks>p is the softmax probability; among the references, p_d / Σ p is their own softmax q. As in the authors' code the derivative
/// goes through q too: by S_d it is −γ q_d (1 + S_d − Σ_e q_e S_e), instead of −γ q_d with weights that are held. Of logits as
/// near, the class with the smaller number comes first. With γ = 0 it is Grad-CAM.</remarks>
/// <param name="Gamma">γ, the strength of the comparison.</param>
/// <param name="References">The number of classes d, at most all others.</param>
/// <param name="Held">Whether the weights q are held when the derivative is taken.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("finer-cam")]
[Paper("Zhang, Gu, Chowdhury, Mai, Carlyn, Berger-Wolf, Su, Chao: Finer-CAM, CVPR", 2025)]
[Needs(Needs.Forward | Needs.Gradient | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("2", "1")]
internal sealed record FinerCam(
    [InRange(0, 100), About("How strongly similar classes are compared with; 0 not at all.")] double Gamma = 1,
    [InRange(1, 100_000), About("Classes with the nearest logits that are compared with.")] int References = 3,
    [About("Whether the weights of the classes are held when the derivative is taken.")] bool Held = false,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod, IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var scores = model.Predict(batch.Values);
        var seed = Tensor.Zeros(batch.Count, model.ClassCount);
        for (var i = 0; i < batch.Count; i++)
            Compare(scores.Logits.Item(i), targets[i]).CopyTo(seed.Item(i));
        return LayerPass.Gradients(model, batch, seed, Layer, (layer, activation, gradient) =>
            layer.Combine(activation, Array.ConvertAll(layer.Sums(gradient), sum => sum / layer.Plane), relu: true));
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph) => LayerGraph.Relevance(
        graph, graph.Model.ClassCount == 1 ? graph.Targets : Compared(graph), Layer, RuleSet.Standard,
        (a, g) => LayerGraph.Combine(a, g.Mean(keep: true, 2, 3), relu: true));

    /// <summary>The derivative of the compared score by every logit.</summary>
    internal float[] Compare(ReadOnlySpan<float> logits, int target)
    {
        var (values, seed) = (logits.ToArray(), new float[logits.Length]);
        seed[target] = 1;
        int[] nearest = [.. Enumerable.Range(0, values.Length).Where(c => c != target)
            .OrderBy(c => Math.Abs((double)values[c] - values[target])).Take(References)];
        if (nearest.Length == 0)
            return seed;
        var highest = nearest.Max(d => values[d]);
        double[] weights = [.. nearest.Select(d => Math.Exp((double)values[d] - highest))];
        var sum = weights.Sum();
        var mean = nearest.Zip(weights, (d, w) => w * values[d]).Sum() / sum;
        foreach (var (d, weight) in nearest.Zip(weights))
            seed[d] = (float)(-Gamma * weight / sum * (Held ? 1 : 1 + values[d] - mean));
        return seed;
    }

    // The same inside a graph, N×classes.
    private Value Compared(ExplanationGraph graph)
    {
        var (builder, logits) = (graph.Builder, graph.Logits.Widened());
        var gaps = (logits - (logits * graph.Targets.Widened()).Sum(keep: true, 1)).Map("Abs");
        var others = logits.Number(double.PositiveInfinity).Where(graph.Targets > 0.5f, gaps);
        var count = Math.Min(References, graph.Model.ClassCount - 1);
        var nearest = builder.Op("TopK", 2, [others, builder.Ints(count)], ("axis", 1L), ("largest", 0L))[1];
        var values = builder.Op("GatherElements", [logits, nearest], ("axis", 1L));
        var weights = (values - values.Highest(1)).Map("Exp");
        var shares = weights / weights.Sum(keep: true, 1);
        var slopes = Held ? shares : shares * (values.Number(1) + values - (shares * values).Sum(keep: true, 1));
        var seeds = (slopes * slopes.Number(-Gamma)).ToFloat();
        return builder.Op("ScatterElements", [graph.Targets, nearest, seeds], ("axis", 1L));
    }
}
