using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Methods.Shared.Resampling;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>Group-CAM: ReLU(Σ_g s_g M_g), s_g = p_c(x ⊙ M_g + blur(x) ⊙ (1 − M_g)) − p_c(blur(x)); M_g, of the channels of group
/// g, is ReLU(Σ_k w_k A_k) where that exceeds its θ-quantile, upsampled and scaled to [0, 1], w_k as in Grad-CAM; H×W (Zhang et al.,
/// 2021).</summary>
/// <remarks>Groups are runs of ⌈K/groups⌉ neighbouring channels. As in the authors' code the blur has σ = 50 and is cut at 25 pixels,
/// of a picture of 224×224, and scales with the picture (<see cref="PictureScale"/>); beyond the border the edge pixel continues.
/// A group whose mask is constant counts nothing and costs nothing.</remarks>
/// <param name="Groups">The number of groups.</param>
/// <param name="Quantile">θ.</param>
/// <param name="Score">The score of a blended image.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("group-cam")]
[Paper("Zhang, Rao, Yang: Group-CAM, arXiv:2103.13859", 2021)]
[Needs(Needs.Forward | Needs.Gradient | Needs.Layer)]
[Claims(MapPlace.Pixels, Claims.ClassDiscriminative)]
[Passes("(groups + 1) * layers + 1", "1", AtMost = true)]
internal sealed record GroupCam(
    [InRange(1, 100_000), About("Groups of neighbouring channels; each costs one forward pass.")] int Groups = 32,
    [InRange(0, 1), About("The quantile of a group's values up to which they are taken for noise and set to 0.")] double Quantile = 0.7,
    [About(OptionText.MaskedScore)] ClassScore Score = ClassScore.Probability,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod
{
    private const double Sigma = 50;
    private const double Reach = 25;

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Gradients(model, batch, targets, Layer, (state, gradient) => Map(model, state, gradient));

    private Tensor Map(IModel model, LayerState state, float[] gradient)
    {
        var (size, image, unit) = (state.Subject.Size, state.Subject.Image, state.Subject.Size.UnitLength());
        var blurred = GaussianBlur.Apply(image, size, Sigma * unit, (int)Math.Ceiling(Reach * unit));
        var masks = Masks(state, gradient);
        // The last variant is the blurred image.
        var scores = Expansion.Scores(model, state.Subject, masks.Count + 1, Score, (sample, destination) =>
        {
            blurred.CopyTo(destination);
            if (sample < masks.Count)
                for (var start = 0; start < image.Length; start += size.Pixels)
                    SpanMath.Blend(
                        blurred.AsSpan(start, size.Pixels), image.AsSpan(start, size.Pixels), masks[sample],
                        destination.Slice(start, size.Pixels));
        });
        var sum = new double[size.Pixels];
        for (var g = 0; g < masks.Count; g++)
            SpanMath.AddScaled(masks[g], (double)scores[g] - scores[^1], sum);
        return new Tensor(Array.ConvertAll(sum, v => (float)Math.Max(v, 0)), size.Height, size.Width);
    }

    private List<float[]> Masks(LayerState state, float[] gradient)
    {
        var (layer, size, weights) = (state.Layer, state.Subject.Size, state.Layer.Sums(gradient));
        var (length, masks) = ((layer.Channels + Groups - 1) / Groups, new List<float[]>());
        var upsampler = new Upsampler(layer.Height, layer.Width, size.Height, size.Width);
        for (var first = 0; first < layer.Channels; first += length)
        {
            double[] own = [.. weights.Select((w, k) => k >= first && k < first + length ? w / layer.Plane : 0)];
            var group = layer.Combine(state.Planes, own, relu: true).Values;
            var threshold = Quantiles.Linear<float>(group.Order().ToArray(), Quantile);
            var mask = new float[size.Pixels];
            upsampler.Resize(Array.ConvertAll(group, v => v <= threshold ? 0 : v), mask);
            if (SpanMath.Extremes(mask) is var (low, high) && low != high)
                masks.Add(Array.ConvertAll(mask, v => (v - low) / (high - low)));
        }
        return masks;
    }
}
