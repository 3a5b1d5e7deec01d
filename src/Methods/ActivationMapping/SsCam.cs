using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Layers;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>What SS-CAM adds its noise to.</summary>
internal enum Smoothing
{
    /// <summary>The mask: x ⊙ (M_k + ε), one ε a pixel; type 1.</summary>
    Mask,

    /// <summary>The image: (x + ε) ⊙ M_k; type 2.</summary>
    Input,
}

/// <summary>SS-CAM: Score-CAM with C_k averaged over N noises ε ~ N(0, σ²) of the mask (type 1) or the image (type 2); h×w at the layer
/// (Wang et al., 2020).</summary>
/// <remarks>All channels see the same noises: what they share cancels in the softmax, which only compares channels.</remarks>
/// <param name="Samples">The number N of noises; each costs a forward pass a channel.</param>
/// <param name="Sigma">σ: in the units of the mask, [0, 1], or of the normalised image.</param>
/// <param name="Smooth">What the noise is added to.</param>
/// <param name="Score">The score f_c.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("ss-cam")]
[Paper("Wang, Naidu, Michael, Kundu: SS-CAM, arXiv:2006.14255", 2020)]
[Needs(Needs.Forward | Needs.Layer)]
[Randomized]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("samples * (channels + layers) + 1", AtMost = true)]
internal sealed record SsCam(
    [InRange(1, 100_000), About("Noises that the score is averaged over; each costs a forward pass a channel.")] int Samples = 35,
    [InRange(0, 100), About("Standard deviation of the noise, in the units of the mask (0 to 1) or of the normalised image.")]
    double Sigma = 2,
    [About("What the noise is added to: mask or input.")] Smoothing Smooth = Smoothing.Mask,
    [About(OptionText.MaskedScore)] ClassScore Score = ClassScore.Logit,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Activations(
            model, batch, targets, Layer, state => new ChannelMasks(state).Map(model, Samples, Score, Show(state.Subject)));

    private ChannelMasks.Show Show(Subject subject)
    {
        var noise = new float[Smooth == Smoothing.Mask ? subject.Size.Pixels : subject.Size.Length];
        var drawn = -1;
        return (sample, mask, destination) =>
        {
            if (sample != drawn)
                GaussianNoise.Fill(noise, Sigma, subject.Seed.For(sample).Random());
            drawn = sample;
            if (Smooth == Smoothing.Mask)
            {
                SpanMath.Add(noise, mask);
                SpanMath.Mask(subject.Image, mask, destination);
            }
            else
            {
                subject.Image.CopyTo(destination);
                SpanMath.Add(noise, destination);
                SpanMath.Mask(destination, mask, destination);
            }
        };
    }
}
