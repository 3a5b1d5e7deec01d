using VisEval.Core;

namespace VisEval.Training.Optimization;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019).</summary>
/// <remarks>m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², w ← w − η·(m̂/(√v̂ + ε) + λw), with m̂ and v̂
/// corrected for their start at zero. Vectors (biases, normalization) are not decayed.</remarks>
public sealed class AdamW(double decay = 0.02, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
{
    private readonly Dictionary<string, (float[] First, float[] Second)> _moments = [];
    private int _step;

    /// <summary>Changes all weights in place by one step.</summary>
    /// <param name="weights">The weights by name.</param>
    /// <param name="gradients">The derivative of the loss with respect to each.</param>
    /// <param name="rate">The learning rate η of this step.</param>
    public void Step(IReadOnlyList<(string Name, Tensor Value)> weights, IReadOnlyList<Tensor> gradients, double rate)
    {
        _step++;
        var (correct1, correct2) = (1 - Math.Pow(beta1, _step), 1 - Math.Pow(beta2, _step));
        for (var w = 0; w < weights.Count; w++)
        {
            var (values, slope) = (weights[w].Value.Values, gradients[w].Values);
            if (!_moments.TryGetValue(weights[w].Name, out var moments))
                _moments[weights[w].Name] = moments = (new float[values.Length], new float[values.Length]);
            var shrink = weights[w].Value.Rank > 1 ? decay : 0;
            for (var i = 0; i < values.Length; i++)
            {
                var first = moments.First[i] = (float)(beta1 * moments.First[i] + (1 - beta1) * slope[i]);
                var second = moments.Second[i] = (float)(beta2 * moments.Second[i] + (1 - beta2) * slope[i] * slope[i]);
                values[i] -= (float)(rate * (first / correct1 / (Math.Sqrt(second / correct2) + epsilon) + shrink * values[i]));
            }
        }
    }
}
