using VisEval.Core;
using VisEval.Methods.Shared.Resampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Shared.Layers;

/// <summary>The mask of an image that a mixture of a layer's channels makes, M(u) = n(↑S), S = Σ_k a_k ReLU(A_k), a = softmax(u), and
/// the derivative of the masked image's score by u.</summary>
/// <param name="model">The model.</param>
/// <param name="state">The layer.</param>
/// <param name="score">The score.</param>
internal sealed class ChannelMixture(IModel model, LayerState state, ClassScore score)
{
    private readonly float[] _features = Array.ConvertAll(state.Planes, v => MathF.Max(v, 0));
    private readonly Upsampler _upsampler =
        new(state.Layer.Height, state.Layer.Width, state.Subject.Size.Height, state.Subject.Size.Width);
    private readonly Tensor _seed = ModelExtensions.OneHot([state.Subject.Target], model.ClassCount);
    private readonly ImageSize _size = state.Subject.Size;

    /// <summary>M(u), one value a pixel; zeros where ↑S is constant.</summary>
    public float[] Mask(ReadOnlySpan<float> u)
    {
        var (upsampled, low, high) = Upsampled(Shares(u));
        return low == high ? new float[upsampled.Length] : Array.ConvertAll(upsampled, v => (v - low) / (high - low));
    }

    /// <summary>Writes the derivative of the score of x ⊙ M(u) by u; returns the score.</summary>
    /// <param name="u">One value a channel.</param>
    /// <param name="mask">M(u), not constant.</param>
    /// <param name="gradient">One value a channel.</param>
    public double Gradient(ReadOnlySpan<float> u, float[] mask, Span<float> gradient)
    {
        var seen = Tensor.Zeros(1, _size.Channels, _size.Height, _size.Width);
        SpanMath.Mask(state.Subject.Image, mask, seen.Values);
        var pass = model.Gradient(seen, _seed, [model.InputTensor], score.Rules());

        var (shares, byMask) = (Shares(u), new double[mask.Length]);
        for (var i = 0; i < _size.Length; i++)
            byMask[i % mask.Length] += (double)pass.Gradients[0].Values[i] * state.Subject.Image[i];
        var byPlane = ByPlane(mask, byMask, Upsampled(shares));

        var byShare = new double[shares.Length];
        for (var i = 0; i < _features.Length; i++)
            byShare[i / byPlane.Length] += (double)byPlane[i % byPlane.Length] * _features[i];
        var mean = shares.Zip(byShare, (a, b) => a * b).Sum();
        for (var k = 0; k < shares.Length; k++)
            gradient[k] = (float)(shares[k] * (byShare[k] - mean));
        return pass.Scores.Of(score, 0, state.Subject.Target);
    }

    // Scaling to [0, 1] also depends on the smallest and the largest value, each taken where it stands first.
    private float[] ByPlane(float[] mask, double[] byMask, (float[] Values, float Low, float High) upsampled)
    {
        var (values, low, high) = upsampled;
        var (byUpsampled, sum, weighted) = (new float[mask.Length], 0.0, 0.0);
        for (var i = 0; i < mask.Length; i++)
        {
            var scaled = byMask[i] / (high - low);
            byUpsampled[i] = (float)scaled;
            sum += scaled;
            weighted += scaled * mask[i];
        }
        byUpsampled[Array.IndexOf(values, low)] += (float)(weighted - sum);
        byUpsampled[Array.IndexOf(values, high)] -= (float)weighted;
        var byPlane = new float[state.Layer.Plane];
        _upsampler.Transpose(byUpsampled, byPlane);
        return byPlane;
    }

    private (float[] Values, float Low, float High) Upsampled(double[] shares)
    {
        var upsampled = new float[_size.Pixels];
        _upsampler.Resize(state.Layer.Combine(_features, shares, relu: false).Values, upsampled);
        var (low, high) = SpanMath.Extremes(upsampled);
        return (upsampled, low, high);
    }

    private static double[] Shares(ReadOnlySpan<float> u)
    {
        var largest = SpanMath.Extremes(u).Maximum;
        var exponentials = Array.ConvertAll(u.ToArray(), v => Math.Exp((double)v - largest));
        var sum = exponentials.Sum();
        return Array.ConvertAll(exponentials, e => e / sum);
    }
}
