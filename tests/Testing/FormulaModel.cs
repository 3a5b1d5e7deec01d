using VisEval.Core;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Testing;

/// <summary>A model whose logits are a formula of the image, and their derivatives another; remembers the images it was asked about.</summary>
/// <param name="input">The size of the images.</param>
/// <param name="logits">The logits of an image.</param>
/// <param name="derivatives">For an image ∂logit_c/∂x, one row a class; without it there are no gradients.</param>
public sealed class FormulaModel(ImageSize input, Func<float[], double[]> logits, Func<float[], double[][]>? derivatives = null)
    : IModel, INetworkFacts
{
    /// <summary>Every image seen, in order.</summary>
    public List<float[]> Seen { get; } = [];

    public ImageSize Input { get; } = input;

    public int ClassCount { get; } = logits(new float[input.Length]).Length;

    public INetworkFacts Network => this;

    public string InputTensor => "input";

    public string CamTensor => throw new InputException("A formula has no layers.");

    public IReadOnlyList<BiasTerm> Biases => [];

    public IReadOnlyList<string> WeightLayers => [];

    public Landmarks Landmarks => Landmarks.None;

    /// <summary>Class 0 has the logit w·x + b, class 1 the logit 0; the derivatives are w and 0.</summary>
    public static FormulaModel Linear(ImageSize input, double[] weights, double bias = 0) => new(
        input, image => [weights.Zip(image, (w, x) => w * x).Sum() + bias, 0], _ => [weights, new double[weights.Length]]);

    public ClassScores Predict(Tensor batch)
    {
        var scores = Tensor.Zeros(batch.BatchSize, ClassCount);
        for (var n = 0; n < batch.BatchSize; n++)
        {
            var image = batch.Item(n).ToArray();
            Seen.Add(image);
            Array.ConvertAll(logits(image), v => (float)v).CopyTo(scores.Item(n));
        }
        return ClassScores.FromLogits(scores);
    }

    public IReadOnlyList<int> ShapeOf(string tensor) => tensor == InputTensor
        ? [Input.Channels, Input.Height, Input.Width]
        : throw new InputException($"There is no tensor '{tensor}'.");

    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors) => [.. tensors.Select(_ => batch.Clone())];

    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null)
    {
        if (derivatives is null || of is not ["input"])
            throw new InputException("This model has no such gradient.");
        var (scores, gradient) = (Predict(batch), Tensor.Zeros(batch.Shape));
        for (var n = 0; n < batch.BatchSize; n++)
        {
            var rows = derivatives(batch.Item(n).ToArray());
            for (var c = 0; c < ClassCount; c++)
                for (var i = 0; i < batch.ItemLength; i++)
                    gradient.Item(n)[i] += (float)(Start(rules, scores.Probabilities.Item(n), seed.Item(n), c) * rows[c][i]);
        }
        return new GradientResult(scores, [batch.Clone()], [gradient]);
    }

    public IModel With(Alteration change) => change switch
    {
        Alteration.Randomized => this,
        Alteration.ShiftedInput shifted => Shifted(shifted.Constant),
        _ => throw new InputException("A formula cannot be run from an inner tensor on."),
    };

    private FormulaModel Shifted(float constant)
    {
        float[] Back(float[] image) => [.. image.Select(v => v - constant)];
        return new FormulaModel(Input, image => logits(Back(image)), derivatives is null ? null : image => derivatives(Back(image)));
    }

    // The weight of logit j where the pass starts from Σ seed_c · score_c.
    private static double Start(RuleSet rules, ReadOnlySpan<float> p, ReadOnlySpan<float> seed, int j)
    {
        var sum = 0.0;
        for (var c = 0; c < p.Length; c++)
            sum += seed[c] * (rules.Name switch
            {
                "gradient" => c == j ? 1 : 0,
                "gradient of the probability" => p[c] * ((c == j ? 1.0 : 0) - p[j]),
                "gradient of the log-probability" => (c == j ? 1.0 : 0) - p[j],
                _ => throw new InputException($"This model knows no rules '{rules.Name}'."),
            });
        return sum;
    }
}
