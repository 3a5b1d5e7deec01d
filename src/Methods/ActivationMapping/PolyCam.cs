using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>How Poly-CAM weighs a channel with the mask M.</summary>
internal enum PolyWeight
{
    /// <summary>PCAM⁺: p_c(x ⊙ M), what the shown part is worth.</summary>
    Shown,

    /// <summary>PCAM⁻: ReLU(p_c(x) − p_c(x ⊙ (1 − M))), what is lost without it.</summary>
    Hidden,

    /// <summary>PCAM±: ReLU(p_c(x ⊙ M) + p_c(x) − p_c(x ⊙ (1 − M))).</summary>
    Both,
}

/// <summary>Poly-CAM: the maps ReLU(Σ_k w_k A_k) of the layers, from the last to the first, each normalised locally and multiplied by what
/// came before; h×w of the first layer, in [0, 1] (Englebert et al., 2022).</summary>
/// <remarks>M_k is A_k less its 0.1 % quantile, divided by its 99.9 % quantile, cut to [0, 1], then upsampled; the result is scaled alike.
/// By default the layers are the last ones of every resolution, as the authors choose them. See <see cref="LayerFusion.Refined"/>. A single
/// layer is not refined.</remarks>
/// <param name="Weight">The variant.</param>
/// <param name="Score">The score of a masked image.</param>
/// <param name="Layer">The tensors A, from the first of the network on.</param>
[Named("poly-cam")]
[Paper("Englebert, Cornu, De Vleeschouwer: Poly-CAM, ICPR", 2022)]
[Needs(Needs.Forward | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("when(weight, both, 2, 1) * (channels + layers) + when(weight, shown, 1, 2)", AtMost = true)]
internal sealed record PolyCam(
    [About("What weighs a channel: the score of the part it shows, what the score loses when that part is hidden, or both.")]
    PolyWeight Weight = PolyWeight.Both,
    [About(OptionText.MaskedScore)] ClassScore Score = ClassScore.Probability,
    [About("The tensors to refine through, from the first of the network on, joined by +; by default stages, the last of each resolution.")]
    string Layer = "stages")
    : ILayerMethod
{
    private const double Outliers = 0.001;
    private const float Smallest = 1e-12f;

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.EachImage(model, batch, targets, LayerPass.Layers(model, Layer), states =>
        {
            var subject = states[0].Subject;
            var whole = Weight == PolyWeight.Shown
                ? 0
                : Expansion.Scores(model, subject, 1, Score, (_, destination) => subject.Image.CopyTo(destination))[0];
            var map = LayerFusion.Refined([.. states.Select(s => s.Layer.Combine(s.Planes, Weights(model, s, whole), relu: true))]);
            return [new Tensor(Scaled(map.Values), map.Shape)];
        });

    private double[] Weights(IModel model, LayerState state, double whole)
    {
        var scores = new ChannelMasks(state, scale: Scaled).Scores(
            model, Weight == PolyWeight.Both ? 2 : 1, Score, (sample, mask, destination) =>
            {
                if (sample == 1 || Weight == PolyWeight.Hidden)
                    foreach (ref var value in mask)
                        value = 1 - value;
                SpanMath.Mask(state.Subject.Image, mask, destination);
            });
        return [.. Enumerable.Range(0, state.Layer.Channels).Select(k => Weight switch
        {
            PolyWeight.Shown => scores[0][k],
            PolyWeight.Hidden => Math.Max(whole - scores[0][k], 0),
            PolyWeight.Both => Math.Max(scores[0][k] + whole - scores[1][k], 0),
            _ => throw new ArgumentOutOfRangeException(nameof(state), Weight, "Not a weight."),
        })];
    }

    // As the authors: by the upper quantile, not by the range.
    private static float[] Scaled(ReadOnlySpan<float> plane)
    {
        var sorted = plane.ToArray();
        Array.Sort(sorted);
        var (low, high) = (Quantiles.Linear<float>(sorted, Outliers), Quantiles.Linear<float>(sorted, 1 - Outliers));
        var scaled = plane.ToArray();
        foreach (ref var value in scaled.AsSpan())
            value = (float)Math.Clamp((value - low) / Math.Max(high, Smallest), 0, 1);
        return scaled;
    }
}
