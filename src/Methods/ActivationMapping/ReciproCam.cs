using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>What Recipro-CAM leaves of a layer around a place.</summary>
internal enum Neighbourhood
{
    /// <summary>The 3×3 places around it, weighted (1 2 1; 2 4 2; 1 2 1)/16.</summary>
    Gaussian,

    /// <summary>The place alone.</summary>
    Single,

    /// <summary>The place's own values, copied to the 3×3 places around it with the weights of the Gaussian.</summary>
    Copies,
}

/// <summary>Recipro-CAM: at every place the score of the class if of A only that place's neighbourhood is left; h×w at the layer (Byun and
/// Lee, 2022).</summary>
/// <remarks>The map is the score itself: in [0, 1] for probabilities. Only the part of the network after the layer is run.</remarks>
/// <param name="Mask">What is left around a place.</param>
/// <param name="Score">The score.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("recipro-cam")]
[Paper("Byun, Lee: Recipro-CAM, arXiv:2209.14074", 2022)]
[Needs(Needs.Forward | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("positions + 1")]
[Dialect("training-extensions", "mask=copies")]
[Dialect("openvino-xai", "mask=single,score=logit")]
internal sealed record ReciproCam(
    [About("What is left around a place: a gaussian neighbourhood, the single place, or copies of it.")]
    Neighbourhood Mask = Neighbourhood.Gaussian,
    [About("The score of what is left: probability or logit.")] ClassScore Score = ClassScore.Probability,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Activations(model, batch, targets, Layer, state => new Tensor(
            state.ScoresAfter(model, state.Layer.Plane, Score, (place, planes) => Leave(state, place, planes)),
            state.Layer.Height, state.Layer.Width));

    private void Leave(LayerState state, int place, Span<float> planes)
    {
        planes.Clear();
        var (layer, reach) = (state.Layer, Mask == Neighbourhood.Single ? 0 : 1);
        var (row, column) = (place / layer.Width, place % layer.Width);
        for (var y = Math.Max(row - reach, 0); y <= Math.Min(row + reach, layer.Height - 1); y++)
            for (var x = Math.Max(column - reach, 0); x <= Math.Min(column + reach, layer.Width - 1); x++)
            {
                var (to, weight) = (y * layer.Width + x, reach == 0 ? 1 : 0.25f / (1 << (Math.Abs(y - row) + Math.Abs(x - column))));
                for (var k = 0; k < layer.Channels; k++)
                    planes[k * layer.Plane + to] = weight * state.Plane(k)[Mask == Neighbourhood.Copies ? place : to];
            }
    }
}
