using VisEval.Core;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Testing;

/// <summary>The part of a model from a tensor on, of which only the scores can be asked.</summary>
public sealed class TailModel(ImageSize input, int classes, string tensor, Func<double[], double[]> logits) : IModel, INetworkFacts
{
    private const string OnlyScores = "This part of a model gives its scores and nothing else.";

    public ImageSize Input { get; } = input;

    public int ClassCount { get; } = classes;

    public INetworkFacts Network => this;

    public string InputTensor { get; } = tensor;

    public string CamTensor => InputTensor;

    public IReadOnlyList<BiasTerm> Biases => [];

    public IReadOnlyList<string> WeightLayers => [];

    public Landmarks Landmarks => Landmarks.None;

    public ClassScores Predict(Tensor batch) => ClassScores.FromLogits(Tensor.Stack(
    [
        .. Enumerable.Range(0, batch.BatchSize).Select(n =>
            new Tensor(Array.ConvertAll(logits(Array.ConvertAll(batch.Item(n).ToArray(), v => (double)v)), v => (float)v), ClassCount)),
    ]));

    public IReadOnlyList<int> ShapeOf(string tensor) =>
        tensor == InputTensor ? [Input.Channels, Input.Height, Input.Width] : throw new InputException(OnlyScores);

    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors) => throw new InputException(OnlyScores);

    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null) =>
        throw new InputException(OnlyScores);

    public IModel With(Alteration change) => change is Alteration.Randomized ? this : throw new InputException(OnlyScores);
}
