using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>ViT-CX: (1/N) Σ_i s_i M_i / Σ_j M_j, s_i = p_c(x ⊙ M_i + ε(1 − M_i)) − p_c(x + ε(1 − M_i)) + p_c(x), M_i the sum of
/// the similar channels of cluster i, upsampled and scaled to [0, 1], ε ~ N(0, σ²); H×W, signed (Xie et al., 2023).</summary>
/// <remarks>Channels are clustered as in <see cref="ChannelClusters"/>. A pixel that no mask shows has the value 0. Made for the patch
/// tokens of vision transformers (before the last attention, the default here too); it asks for nothing but a spatial layer.</remarks>
/// <param name="Distance">The cosine distance from which channels are not merged.</param>
/// <param name="Sigma">σ in the units of the normalised image.</param>
/// <param name="Score">The score p_c.</param>
/// <param name="Layer">The tensor, K×h×w or tokens; null for the model's own.</param>
[Named("vit-cx")]
[Paper("Xie, Li, Cao, Zhang: ViT-CX: Causal Explanation of Vision Transformers, IJCAI", 2023)]
[Needs(Needs.Forward | Needs.Layer)]
[Randomized]
[Claims(MapPlace.Pixels, Claims.ClassDiscriminative)]
[Passes("2 * channels + layers + 1", AtMost = true)]
internal sealed record VitCx(
    [InRange(0, 2), About("The cosine distance between masks from which they are not merged.")] double Distance = 0.1,
    [InRange(0, 100), About("Standard deviation of the noise where the mask hides, in the units of the normalised image.")]
    double Sigma = 0.1,
    [About(OptionText.MaskedScore)] ClassScore Score = ClassScore.Probability,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Activations(model, batch, targets, Layer, state => Map(model, state));

    private Tensor Map(IModel model, LayerState state)
    {
        var (size, image, noise) = (state.Subject.Size, state.Subject.Image, GaussianNoise.Of(state.Subject.Seed, Sigma));
        var (clusters, mask) = (new ChannelClusters(state, Distance), new float[size.Pixels]);
        // First the masked images, then those with the noise alone, and last the image as it is.
        var scores = Expansion.Scores(model, state.Subject, 2 * clusters.Count + 1, Score, (sample, destination) =>
        {
            if (sample == 2 * clusters.Count)
            {
                image.CopyTo(destination);
                return;
            }
            clusters.Draw(sample % clusters.Count, mask);
            noise(sample % clusters.Count, destination);
            for (var i = 0; i < destination.Length; i++)
            {
                var shown = mask[i % mask.Length];
                destination[i] = image[i] * (sample < clusters.Count ? shown : 1) + destination[i] * (1 - shown);
            }
        });
        var (sum, cover) = (new double[size.Pixels], new double[size.Pixels]);
        for (var m = 0; m < clusters.Count; m++)
        {
            clusters.Draw(m, mask);
            SpanMath.AddScaled(mask, (double)scores[m] - scores[clusters.Count + m] + scores[^1], sum);
            SpanMath.AddScaled(mask, 1, cover);
        }
        return new Tensor(
            [.. sum.Zip(cover, (s, c) => c == 0 ? 0 : (float)(s / c / clusters.Count))], size.Height, size.Width);
    }
}
