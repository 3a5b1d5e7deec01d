using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>IS-CAM: Score-CAM with C_k averaged over the masks (i/N)·M_k, i = 1…N; h×w at the layer (Naidu et al., 2020).</summary>
/// <remarks>The averages approach the integral of the score as the mask grows from nothing to M_k. Torch-cam reads the paper's sum as
/// growing factors Σ_(j≤i) j/N, up to (N+1)/2: an option.</remarks>
/// <param name="Steps">The number N of scaled masks; each costs a forward pass a channel.</param>
/// <param name="Accumulate">Whether the factors are added up.</param>
/// <param name="Score">The score f_c.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("is-cam")]
[Paper("Naidu, Ghosh, Maurya, Nayak, Kundu: IS-CAM, arXiv:2010.03023", 2020)]
[Needs(Needs.Forward | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("steps * (channels + layers) + 1", AtMost = true)]
[Dialect("torch-cam", "accumulate=true")]
internal sealed record IsCam(
    [InRange(1, 10_000), About("Scaled masks that the score is averaged over; each costs a forward pass a channel.")] int Steps = 10,
    [About("Whether the factors of the masks are added up: 1/N, 3/N, 6/N, … instead of 1/N, 2/N, 3/N, ….")] bool Accumulate = false,
    [About(OptionText.MaskedScore)] ClassScore Score = ClassScore.Logit,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Activations(model, batch, targets, Layer, state =>
            new ChannelMasks(state).Map(model, Steps, Score, (step, mask, destination) =>
            {
                foreach (ref var value in mask)
                    value *= Factor(step + 1);
                SpanMath.Mask(state.Subject.Image, mask, destination);
            }));

    private float Factor(int step) => (float)((Accumulate ? step * (step + 1) / 2.0 : step) / Steps);
}
