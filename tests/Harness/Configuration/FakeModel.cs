using VisEval.Core;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Harness.Configuration;

/// <summary>A model of which only the sizes are asked.</summary>
public sealed class FakeModel(int channels = 3, int height = 4, int width = 4, int classes = 2) : IModel, INetworkFacts, IDisposable
{
    public ImageSize Input { get; } = new(channels, height, width);

    public int ClassCount => classes;

    public INetworkFacts Network => this;

    public string InputTensor => "input";

    public string CamTensor => "features";

    public IReadOnlyList<BiasTerm> Biases => throw Unasked();

    public IReadOnlyList<string> WeightLayers => [];

    public bool IsDisposed { get; private set; }

    public ClassScores Predict(Tensor batch) => throw Unasked();

    public IReadOnlyList<int> ShapeOf(string tensor) =>
        tensor == CamTensor ? [8, height, width] : throw new InputException($"The model has no tensor '{tensor}'.");

    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors) => throw Unasked();

    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null) =>
        throw Unasked();

    public Landmarks Landmarks => Landmarks.None;

    public IModel With(Alteration change) => throw Unasked();

    public void Dispose() => IsDisposed = true;

    private static InvalidOperationException Unasked() => new("A plan computes nothing.");
}
