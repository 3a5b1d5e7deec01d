using VisEval.Core;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Testing;

/// <summary>A model whose every answer is known: logits = W·x + b, so the gradient is W. The tensor "layer" is the input itself.</summary>
public sealed class LinearModel(ImageSize input, float[][] weights, float[] bias) : IModel, INetworkFacts
{
    public static LinearModel Random(ImageSize input, int classes, int seed)
    {
        var random = Seed.Of(seed).Random();
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
        return new LinearModel(input, [.. Enumerable.Range(0, classes).Select(_ => Draw(input.Length))], Draw(classes));
    }

    public float[][] Weights { get; } = weights;

    public float[] Bias { get; } = bias;

    public ImageSize Input { get; } = input;

    public int ClassCount => Bias.Length;

    public INetworkFacts Network => this;

    public string InputTensor => "input";

    public string CamTensor => "layer";

    public IReadOnlyList<string> Tensors => ["layer", "flat"];

    public IReadOnlyList<BiasTerm> Biases => [];

    public IReadOnlyList<string> WeightLayers => ["dense"];

    public ClassScores Predict(Tensor batch)
    {
        var logits = Tensor.Zeros(batch.BatchSize, ClassCount);
        for (var n = 0; n < batch.BatchSize; n++)
            for (var c = 0; c < ClassCount; c++)
            {
                double sum = Bias[c];
                for (var i = 0; i < batch.ItemLength; i++)
                    sum += (double)Weights[c][i] * batch.Item(n)[i];
                logits.Item(n)[c] = (float)sum;
            }
        return ClassScores.FromLogits(logits);
    }

    public IReadOnlyList<int> ShapeOf(string tensor) => tensor switch
    {
        "input" or "layer" => [Input.Channels, Input.Height, Input.Width],
        "flat" => [Input.Length],
        _ => throw new InputException($"There is no tensor '{tensor}'."),
    };

    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors) => [.. tensors.Select(_ => batch.Clone())];

    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null)
    {
        var gradient = Tensor.Zeros(batch.Shape);
        for (var n = 0; n < batch.BatchSize; n++)
            for (var c = 0; c < ClassCount; c++)
                for (var i = 0; i < batch.ItemLength; i++)
                    gradient.Item(n)[i] += seed.Item(n)[c] * Weights[c][i];
        return new GradientResult(Predict(batch), Activations(batch, of), [.. of.Select(_ => gradient.Clone())]);
    }

    // Every tensor is the image itself.
    public TensorGradient Gradient(Tensor batch, string from, Tensor seed, IReadOnlyList<string> of, RuleSet rules)
    {
        var arriving = rules == RuleSet.OfHalfSquaredDistance
            ? new Tensor([.. batch.Memory.ToArray().Zip(seed.Values, (x, s) => x - s)], batch.Shape)
            : seed.Reshape(batch.Shape);
        return new TensorGradient(batch.Clone(), [.. of.Select(_ => arriving)]);
    }

    public Landmarks Landmarks => Landmarks.None;

    public IModel With(Alteration change) => change switch
    {
        Alteration.CutAfter { Tensor: "input" or "layer" } => this,
        Alteration.ShiftedInput shifted =>
            new LinearModel(Input, Weights, [.. Bias.Select((b, c) => (float)(b - Weights[c].Sum(w => (double)w * shifted.Constant)))]),
        Alteration.Randomized randomized => randomized.Layers.Contains("dense") ? Redrawn(randomized.Seed.For("dense").Random()) : this,
        _ => throw new InputException("This model cannot be run from an inner tensor on."),
    };

    private LinearModel Redrawn(RandomSource random) =>
        new(Input, [.. Weights.Select(row => row.Select(_ => (float)random.NextGaussian()).ToArray())], Bias);
}
