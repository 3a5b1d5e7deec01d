using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>Ablation-CAM: ReLU(Σ_k w_k A_k), w_k = (y − y_k) / y, y_k the score with A_k set to 0; h×w at the layer (Desai and
/// Ramaswamy, 2020).</summary>
/// <remarks>As published, the weights change their sign where y is negative: then the map shows evidence against the class. Dividing by
/// |y| instead is an option; where y is 0 nothing is divided. Only the part of the network after the layer is run; a channel of zeros has
/// the weight 0 and no pass.</remarks>
/// <param name="Absolute">Whether |y| takes the place of y in the denominator.</param>
/// <param name="Score">The score y.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("ablation-cam")]
[Paper("Desai, Ramaswamy: Ablation-CAM, WACV", 2020)]
[Needs(Needs.Forward | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("channels + layers + 1", AtMost = true)]
internal sealed record AblationCam(
    [About("Whether drops are divided by the absolute value of the score, so that a negative one does not turn the map's sign.")]
    bool Absolute = false,
    [About("The score that drops: logit or probability.")] ClassScore Score = ClassScore.Logit,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Activations(model, batch, targets, Layer, state => state.Layer.Combine(state.Planes, Weights(model, state), relu: true));

    private double[] Weights(IModel model, LayerState state)
    {
        var (layer, weights) = (state.Layer, new double[state.Layer.Channels]);
        int[] active = [.. Enumerable.Range(0, layer.Channels).Where(k => state.Plane(k).ContainsAnyExcept(0f))];
        // The last variant is the layer as it is.
        var scores = state.ScoresAfter(model, active.Length + 1, Score, (sample, planes) =>
        {
            if (sample < active.Length)
                planes.Slice(active[sample] * layer.Plane, layer.Plane).Clear();
        });
        double score = scores[^1];
        var unit = score == 0 ? 1 : Absolute ? Math.Abs(score) : score;
        for (var s = 0; s < active.Length; s++)
            weights[active[s]] = (score - scores[s]) / unit;
        return weights;
    }
}
