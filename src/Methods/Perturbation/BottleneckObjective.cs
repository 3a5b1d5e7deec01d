using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Perturbation;

/// <summary>What the information bottleneck minimises: −mean_s ln p_c(Z_s) + β·mean_i KL_i, for one image and one layer (Schulz et al.,
/// 2020).</summary>
internal sealed class BottleneckObjective
{
    private const double Sigma = 1;

    private readonly IModel _tail;
    private readonly LayerState _state;
    private readonly SpatialLayer _layer;
    private readonly double _beta;
    private readonly RandomSource _random;
    private readonly ImageSize _size;
    private readonly Tensor _seed;
    private readonly Tensor _seen;
    private readonly float[] _noise;
    private readonly float[] _planes;

    // Of every value; the deviation is 0 where there is no information, and the mean is shown.
    private readonly double[] _means;
    private readonly double[] _deviations;

    /// <summary>Makes x of the values of the layer.</summary>
    /// <param name="tail">The network from the layer on.</param>
    /// <param name="state">The image at the layer.</param>
    /// <param name="beta">β.</param>
    /// <param name="samples">Draws of the noise.</param>
    /// <param name="moments">μ and σ.</param>
    public BottleneckObjective(IModel tail, LayerState state, double beta, int samples, FeatureMoments moments)
    {
        (_tail, _state, _layer, _beta, _random) = (tail, state, state.Layer, beta, state.Subject.Seed.Random());
        _size = new ImageSize(_layer.Channels, _layer.Height, _layer.Width);
        _seed = ModelExtensions.OneHot([.. Enumerable.Repeat(state.Subject.Target, samples)], tail.ClassCount);
        _seen = Tensor.Zeros(samples, tail.Input.Channels, tail.Input.Height, tail.Input.Width);
        (_noise, _planes) = (new float[samples * _size.Length], new float[_size.Length]);
        (_means, _deviations) = (moments.Means, moments.Deviations);
        Features = [.. state.Planes.Select((v, i) => _deviations[i] > 0 ? (float)((v - _means[i]) / _deviations[i]) : 0)];
    }

    /// <summary>x = (R − μ)/σ, K·h·w.</summary>
    public float[] Features { get; }

    /// <summary>Writes the derivative by α with fresh noise; returns the objective.</summary>
    public double Gradient(ReadOnlySpan<float> alpha, Span<float> gradient)
    {
        GaussianNoise.Fill(_noise, 1, _random);
        return GradientOfDrawn(alpha, gradient);
    }

    /// <summary>The same with the noise drawn last.</summary>
    internal double GradientOfDrawn(ReadOnlySpan<float> alpha, Span<float> gradient)
    {
        var hidden = Hidden(alpha);
        for (var s = 0; s < _seen.BatchSize; s++)
        {
            var noise = _noise.AsSpan(s * _planes.Length, _planes.Length);
            for (var i = 0; i < _planes.Length; i++)
                _planes[i] = (float)(_means[i] + _deviations[i] * ((1 - hidden[i]) * Features[i] + hidden[i] * noise[i]));
            _state.Values.CopyTo(_seen.Item(s));
            _layer.Restore(_planes, _seen.Item(s));
        }
        var pass = _tail.Gradient(_seen, _seed, [_tail.InputTensor], RuleSet.OfLogProbability);

        // The derivative by 1 − λ: Z changes by σ(ε − x), and KL by its own formula.
        var byHidden = new double[_planes.Length];
        for (var s = 0; s < _seen.BatchSize; s++)
        {
            var planes = _layer.ChannelsFirst(pass.Gradients[0].Item(s));
            var noise = _noise.AsSpan(s * byHidden.Length, byHidden.Length);
            for (var i = 0; i < byHidden.Length; i++)
                byHidden[i] -= planes[i] * _deviations[i] * ((double)noise[i] - Features[i]) / _seen.BatchSize;
        }
        var information = 0.0;
        for (var i = 0; i < byHidden.Length; i++)
            if (_deviations[i] > 0)
            {
                double h = hidden[i];
                byHidden[i] += _beta / byHidden.Length * (h - 1 / h - (1 - h) * Features[i] * Features[i]);
                information += Information(h, Features[i]);
            }
        var back = GaussianBlur.Transpose(Array.ConvertAll(byHidden, v => (float)v), _size, Sigma);
        for (var i = 0; i < back.Length; i++)
        {
            var share = Sigmoid(-alpha[i]);
            gradient[i] = (float)(-share * (1 - share) * back[i]);
        }
        return Loss(pass.Scores) + _beta * information / byHidden.Length;
    }

    /// <summary>Σ_k KL/ln 2 at every place.</summary>
    public float[] Bits(ReadOnlySpan<float> alpha)
    {
        var (hidden, bits) = (Hidden(alpha), new double[_layer.Plane]);
        for (var i = 0; i < hidden.Length; i++)
            if (_deviations[i] > 0)
                bits[i % _layer.Plane] += Information(hidden[i], Features[i]) / Math.Log(2);
        return Array.ConvertAll(bits, b => (float)b);
    }

    // KL[N(λx, (1 − λ)²) ‖ N(0, 1)] for h = 1 − λ, in nats.
    private static double Information(double h, double x) => 0.5 * ((1 - h) * (1 - h) * x * x + h * h - 1) - Math.Log(h);

    // 1 − λ, blurred; the blur keeps constants, and 1 − λ keeps its digits where λ is nearly 1.
    private float[] Hidden(ReadOnlySpan<float> alpha)
    {
        var share = new float[alpha.Length];
        for (var i = 0; i < share.Length; i++)
            share[i] = (float)Sigmoid(-alpha[i]);
        return GaussianBlur.Apply(share, _size, Sigma);
    }

    private double Loss(ClassScores scores)
    {
        var sum = 0.0;
        for (var s = 0; s < scores.Count; s++)
            for (var c = 0; c < _tail.ClassCount; c++)
                sum -= _seed.Item(s)[c] > 0 ? Math.Log(scores.Probability(s, c)) / scores.Count : 0;
        return sum;
    }

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
}
