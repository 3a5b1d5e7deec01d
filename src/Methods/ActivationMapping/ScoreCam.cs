using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Runtime;

namespace VisEval.Methods.ActivationMapping;

/// <summary>Score-CAM: ReLU(Σ_k α_k A_k), α = softmax_k(C), C_k = f_c(x ⊙ M_k) − f_c(0), M_k = A_k upsampled and scaled to [0, 1];
/// h×w at the layer (Wang et al., 2020).</summary>
/// <remarks>The baseline is the zero image in normalised space. A channel that is constant over the image has M_k = 0, so C_k = 0:
/// it costs no forward pass. With the probability as score, the C_k differ by less than 1 and the softmax is nearly uniform.</remarks>
/// <param name="Score">The score f_c.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("score-cam")]
[Paper("Wang et al.: Score-CAM, CVPR Workshops", 2020)]
[Needs(Needs.Forward | Needs.Layer)]
public sealed record ScoreCam(
    [About("The score of the masked images: logit or probability.")] ClassScore Score = ClassScore.Logit,
    [About("The ONNX tensor to look at, channels × height × width; by default the last spatial one.")] string? Layer = null)
    : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var layer = SpatialLayer.Of(model, Layer);
        var activations = model.Activations(batch.Values, [layer.Name])[0];
        var upsampler = new Upsampler(layer.Height, layer.Width, batch.Size.Height, batch.Size.Width);
        return batch.PerImage(targets, subject => Explain(model, subject, layer, activations.Item(subject.Index).ToArray(), upsampler));
    }

    private Attribution Explain(IModel model, Subject subject, SpatialLayer layer, float[] activation, Upsampler upsampler)
    {
        var varying = Enumerable.Range(0, layer.Channels).Where(k => Varies(activation.AsSpan(k * layer.Plane, layer.Plane))).ToArray();
        var mask = new float[subject.Size.Pixels];
        // The last variant is the baseline, the zero image.
        var scores = Expansion.Scores(model, subject, varying.Length + 1, Score, (sample, destination) =>
        {
            if (sample == varying.Length)
            {
                destination.Clear();
                return;
            }
            upsampler.Resize(activation.AsSpan(varying[sample] * layer.Plane, layer.Plane), mask);
            ScaleToUnit(mask);
            SpanMath.Mask(subject.Image, mask, destination);
        });

        var increase = new double[layer.Channels];
        for (var s = 0; s < varying.Length; s++)
            increase[varying[s]] = (double)scores[s] - scores[^1];
        return new Attribution(layer.Combine(activation, Softmax(increase), relu: true));
    }

    private static bool Varies(ReadOnlySpan<float> values) => values.ContainsAnyExcept(values[0]);

    private static void ScaleToUnit(Span<float> values)
    {
        var (minimum, maximum) = SpanMath.Extremes(values);
        foreach (ref var value in values)
            value = (value - minimum) / (maximum - minimum);
    }

    private static double[] Softmax(double[] values)
    {
        var maximum = values.Max();
        var exponentials = Array.ConvertAll(values, v => Math.Exp(v - maximum));
        var sum = exponentials.Sum();
        return Array.ConvertAll(exponentials, e => e / sum);
    }
}
