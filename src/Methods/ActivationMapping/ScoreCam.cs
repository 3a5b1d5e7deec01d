using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>Score-CAM: ReLU(Σ_k α_k A_k), α = softmax_k(C), C_k = f_c(x ⊙ M_k) − f_c(0), M_k = A_k upsampled and scaled to [0, 1];
/// h×w at the layer (Wang et al., 2020).</summary>
/// <remarks>The baseline is the zero image in normalised space. A channel that is constant over the image has M_k = 0, so C_k = 0:
/// it costs no forward pass. With the probability as score, the C_k differ by less than 1 and the softmax is nearly uniform.</remarks>
/// <param name="Score">The score f_c.</param>
/// <param name="AlignCorners">Whether masks are upsampled corner to corner instead of by half-pixel centres.</param>
/// <param name="Epsilon">What is added to a mask's range before it is divided by it.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("score-cam")]
[Paper("Wang et al.: Score-CAM, CVPR Workshops", 2020)]
[Needs(Needs.Forward | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("channels + layers + 1", AtMost = true)]
[Dialect("pytorch-grad-cam", "align-corners=true,epsilon=1e-8")]
internal sealed record ScoreCam(
    [About(OptionText.MaskedScore)] ClassScore Score = ClassScore.Logit,
    [About("Whether masks are upsampled corner to corner instead of by half-pixel centres.")] bool AlignCorners = false,
    [InRange(0, 1), About("What is added to the range of a mask before it is divided by it.")] double Epsilon = 0,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Activations(model, batch, targets, Layer, state => new ChannelMasks(state, AlignCorners, Epsilon).Map(
            model, samples: 1, Score, (_, mask, destination) => SpanMath.Mask(state.Subject.Image, mask, destination)));
}
