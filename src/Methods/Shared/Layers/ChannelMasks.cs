using VisEval.Core;
using VisEval.Methods.Shared.Resampling;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Shared.Layers;

/// <summary>The channels of a layer as masks of the image, M_k = A_k upsampled and scaled to [0, 1], and the weight that each gets from the
/// score of the masked image: what Score-CAM and its successors share.</summary>
/// <remarks>A channel that is constant over the image is the mask 0. All such channels give the same images and are run as one; with
/// Score-CAM that image is the baseline, the zero image, whose score cancels in the softmax.</remarks>
/// <param name="state">The layer.</param>
/// <param name="alignCorners">Whether upsampling maps corner to corner.</param>
/// <param name="epsilon">What is added to the range before a mask is divided by it.</param>
/// <param name="scale">Scales a channel to [0, 1] before it is upsampled, a constant one to 0; null to scale the upsampled channel by its
/// extremes.</param>
internal sealed class ChannelMasks(
    LayerState state, bool alignCorners = false, double epsilon = 0, Func<ReadOnlySpan<float>, float[]>? scale = null)
{
    private readonly int[] _varying =
        [.. Enumerable.Range(0, state.Layer.Channels).Where(k => state.Plane(k).ContainsAnyExcept(state.Plane(k)[0]))];
    private readonly Upsampler _upsampler =
        new(state.Layer.Height, state.Layer.Width, state.Subject.Size.Height, state.Subject.Size.Width, alignCorners);

    /// <summary>Writes the masked image.</summary>
    /// <param name="sample">The number of the variation of the mask or the image.</param>
    /// <param name="mask">The mask, one value a pixel; may be changed.</param>
    /// <param name="destination">The image.</param>
    public delegate void Show(int sample, Span<float> mask, Span<float> destination);

    /// <summary>ReLU(Σ_k α_k A_k), α = softmax_k(mean_s f_c(image masked by M_k in variation s)).</summary>
    /// <remarks>All masks of a variation are run before the next variation.</remarks>
    public Tensor Map(IModel model, int samples, ClassScore score, Show show) =>
        state.Layer.Combine(state.Planes, Weights(model, samples, score, show), relu: true);

    /// <summary>The score of every channel's mask in every variation, and last of each variation that of the mask 0.</summary>
    public float[][] Scores(IModel model, int samples, ClassScore score, Show show)
    {
        var (masks, mask) = (_varying.Length + 1, new float[state.Subject.Size.Pixels]);
        var scores = Expansion.Scores(model, state.Subject, samples * masks, score, (variant, destination) =>
        {
            Draw(variant % masks, mask);
            show(variant / masks, mask, destination);
        });
        return [.. scores.Chunk(masks).Select(ofMasks =>
        {
            var ofChannels = new float[state.Layer.Channels + 1];
            Array.Fill(ofChannels, ofMasks[^1]);
            for (var m = 0; m < _varying.Length; m++)
                ofChannels[_varying[m]] = ofMasks[m];
            return ofChannels;
        })];
    }

    private double[] Weights(IModel model, int samples, ClassScore score, Show show)
    {
        var mean = new double[state.Layer.Channels + 1];
        foreach (var variation in Scores(model, samples, score, show))
            for (var k = 0; k < mean.Length; k++)
                mean[k] += variation[k] / (double)samples;
        return Softmax(Array.ConvertAll(mean[..^1], m => m - mean[^1]));
    }

    // The last mask is that of the constant channels.
    private void Draw(int number, Span<float> mask)
    {
        if (number == _varying.Length)
        {
            mask.Clear();
            return;
        }
        var plane = state.Plane(_varying[number]);
        if (scale is not null)
        {
            _upsampler.Resize(scale(plane), mask);
            return;
        }
        _upsampler.Resize(plane, mask);
        var (minimum, maximum) = SpanMath.Extremes(mask);
        var range = (float)(maximum - minimum + epsilon);
        if (range == 0)
            mask.Clear();
        else
            foreach (ref var value in mask)
                value = (value - minimum) / range;
    }

    private static double[] Softmax(double[] values)
    {
        var maximum = values.Max();
        var exponentials = Array.ConvertAll(values, v => Math.Exp(v - maximum));
        var sum = exponentials.Sum();
        return Array.ConvertAll(exponentials, e => e / sum);
    }
}
