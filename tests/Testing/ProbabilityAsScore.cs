using VisEval.Core;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Testing;

/// <summary>A model whose "logit" is its probability, for reference numbers of networks that end in a softmax and were explained by
/// differentiating its output.</summary>
/// <remarks>∂p_c/∂x = Σ_j p_c(1[j=c] − p_j) ∂z_j/∂x, whether z is the logit or its logarithm of the probability.</remarks>
public sealed class ProbabilityAsScore(IModel inner) : IModel
{
    public ImageSize Input => inner.Input;

    public int ClassCount => inner.ClassCount;

    public INetworkFacts Network => inner.Network;

    public ClassScores Predict(Tensor batch) => ClassScores.FromLogits(inner.Predict(batch).Probabilities);

    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors) => inner.Activations(batch, tensors);

    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null)
    {
        var probabilities = inner.Predict(batch).Probabilities;
        var through = Tensor.Zeros(seed.Shape);
        for (var n = 0; n < seed.BatchSize; n++)
        {
            var p = probabilities.Item(n);
            var s = seed.Item(n);
            var mean = 0.0;
            for (var c = 0; c < ClassCount; c++)
                mean += (double)s[c] * p[c];
            for (var c = 0; c < ClassCount; c++)
                through.Item(n)[c] = (float)(p[c] * (s[c] - mean));
        }
        return inner.Gradient(batch, through, of, rules, reference);
    }

    public IModel With(Alteration change) => new ProbabilityAsScore(inner.With(change));
}
