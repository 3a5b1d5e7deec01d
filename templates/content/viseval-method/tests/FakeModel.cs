using VisEval.Core;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace MyMethod.Tests;

/// <summary>A model whose every answer is known: logit c = Σ w_ci·x_i, so that its gradient is w_c.</summary>
internal sealed class FakeModel(ImageSize input, params float[][] weights) : IModel, INetworkFacts
{
    public ImageSize Input => input;

    public int ClassCount => weights.Length;

    public INetworkFacts Network => this;

    public string InputTensor => "input";

    public string CamTensor => throw NoLayer();

    public Landmarks Landmarks => Landmarks.None;

    public IReadOnlyList<BiasTerm> Biases => [];

    public IReadOnlyList<string> WeightLayers => [];

    public IReadOnlyList<int> ShapeOf(string tensor) => [input.Channels, input.Height, input.Width];

    public ClassScores Predict(Tensor batch)
    {
        var logits = Tensor.Zeros(batch.BatchSize, weights.Length);
        for (var n = 0; n < batch.BatchSize; n++)
            for (var c = 0; c < weights.Length; c++)
                for (var i = 0; i < batch.ItemLength; i++)
                    logits.Item(n)[c] += weights[c][i] * batch.Item(n)[i];
        return ClassScores.FromLogits(logits);
    }

    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors) => [.. tensors.Select(_ => batch.Clone())];

    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null)
    {
        var gradient = Tensor.Zeros(batch.Shape);
        for (var n = 0; n < batch.BatchSize; n++)
            for (var c = 0; c < weights.Length; c++)
                for (var i = 0; i < batch.ItemLength; i++)
                    gradient.Item(n)[i] += seed.Item(n)[c] * weights[c][i];
        return new GradientResult(Predict(batch), Activations(batch, of), [.. of.Select(_ => gradient.Clone())]);
    }

    public IModel With(Alteration change) => throw NoLayer();

    private static NotApplicableException NoLayer() => new("no-layer", "The fake model has no layer.");
}
