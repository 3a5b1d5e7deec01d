using VisEval.Core;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Testing;

/// <summary>A linear model on 1×2×2 images, logit_c = Σ_i weight_c,i · x_i, whose derivative is its weights; counts what is done to it.</summary>
internal sealed class RunnerModel(float[][] weights, float shift = 0) : IModel, INetworkFacts, IDisposable
{
    public RunnerModel() : this([[1, 2, 3, 4], [4, 3, -2, 1]])
    {
    }

    public List<RunnerModel> Copies { get; } = [];

    public List<int> RandomizedLayers { get; } = [];

    public bool IsDisposed { get; private set; }

    public ImageSize Input => new(1, 2, 2);

    public int ClassCount => weights.Length;

    public INetworkFacts Network => this;

    public string InputTensor => "input";

    public string CamTensor => "input";

    public IReadOnlyList<BiasTerm> Biases => [];

    public IReadOnlyList<string> WeightLayers => ["last", "first"];

    public IReadOnlyList<int> ShapeOf(string tensor) => [1, 2, 2];

    public ClassScores Predict(Tensor batch)
    {
        var logits = Tensor.Zeros(batch.BatchSize, ClassCount);
        for (var i = 0; i < batch.BatchSize; i++)
            for (var c = 0; c < ClassCount; c++)
                for (var p = 0; p < 4; p++)
                    logits.Item(i)[c] += weights[c][p] * (batch.Item(i)[p] - shift);
        return ClassScores.FromLogits(logits);
    }

    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors) => [.. tensors.Select(_ => batch)];

    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null)
    {
        var gradient = Tensor.Zeros(batch.Shape);
        for (var i = 0; i < batch.BatchSize; i++)
            for (var c = 0; c < ClassCount; c++)
                for (var p = 0; p < 4; p++)
                    gradient.Item(i)[p] += seed.Item(i)[c] * weights[c][p];
        return new GradientResult(Predict(batch), [batch], [gradient]);
    }

    public Landmarks Landmarks => Landmarks.None;

    /// <summary>A randomized copy's weights are the number of layers re-drawn plus the pixel's index; minus that where permuted.</summary>
    public IModel With(Alteration change)
    {
        switch (change)
        {
            case Alteration.ShiftedInput shifted:
                return Keep(new RunnerModel(weights, shift + shifted.Constant), 0);
            case Alteration.Randomized { Layers.Count: var layers, Draw: var draw }:
                var sign = draw == WeightDraw.Permuted ? -1 : 1;
                float[] row = [.. Enumerable.Range(layers, 4).Select(v => (float)(sign * v))];
                return Keep(new RunnerModel([.. weights.Select(_ => row)], shift), layers);
            default:
                throw new InputException("This model cannot be run from an inner tensor on.");
        }
    }

    private RunnerModel Keep(RunnerModel copy, int layers)
    {
        lock (Copies)
        {
            Copies.Add(copy);
            RandomizedLayers.Add(layers);
        }
        return copy;
    }

    public void Dispose() => IsDisposed = true;
}
