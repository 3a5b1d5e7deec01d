using VisEval.Core;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Testing;

/// <summary>A small network in plain loops and double precision, with its exact derivative: 3×3 convolution, ReLU ("relu1"), 3×3
/// convolution of stride 2, ReLU ("relu2", the CAM tensor), global mean, fully connected. Each image is computed by itself, so batches
/// change nothing.</summary>
public sealed class ConvolutionalModel : IModel, INetworkFacts
{
    private readonly NaiveConvolution _first;
    private readonly NaiveConvolution _second;
    private readonly double[,] _dense;
    private readonly double[] _bias;

    private ConvolutionalModel(ImageSize input, NaiveConvolution first, NaiveConvolution second, double[,] dense, double[] bias) =>
        (Input, _first, _second, _dense, _bias) = (input, first, second, dense, bias);

    public static ConvolutionalModel Random(ImageSize input, int classes, int seed, int hidden = 4, int features = 5)
    {
        var random = Seed.Of(seed).Random();
        var first = NaiveConvolution.Random(input, hidden, 1, random);
        var second = NaiveConvolution.Random(first.Output, features, 2, random);
        return new ConvolutionalModel(
            input, first, second, Dense(classes, features, random), [.. Enumerable.Range(0, classes).Select(_ => random.NextGaussian())]);
    }

    public ImageSize Input { get; }

    public int ClassCount => _bias.Length;

    public INetworkFacts Network => this;

    public string InputTensor => "input";

    public string CamTensor => "relu2";

    public IReadOnlyList<BiasTerm> Biases => throw new InputException("This model does not tell its biases.");

    public IReadOnlyList<string> WeightLayers => ["dense", "conv2", "conv1"];

    public ClassScores Predict(Tensor batch) => Scores([.. Images(batch).Select(Forward)]);

    public IReadOnlyList<int> ShapeOf(string tensor)
    {
        var size = tensor switch
        {
            "input" => Input,
            "relu1" => _first.Output,
            "relu2" => _second.Output,
            _ => throw new InputException($"There is no tensor '{tensor}'. Known: input, relu1, relu2."),
        };
        return [size.Channels, size.Height, size.Width];
    }

    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors)
    {
        var passes = Images(batch).Select(Forward).ToList();
        return [.. tensors.Select(t => Pack(t, passes.Select(p => p.Value(t))))];
    }

    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null)
    {
        if (rules.Name != "gradient" && rules.Name != "guided-backprop")
            throw new NoGradientRuleException("Relu", "relu2", $"this model knows no rules '{rules.Name}'.");
        var forward = Images(batch).Select(Forward).ToList();
        var backward = forward.Select((pass, n) => Backward(pass, seed.Item(n).ToArray(), rules.Name == "guided-backprop")).ToList();
        return new GradientResult(
            Scores(forward),
            [.. of.Select(t => Pack(t, forward.Select(p => p.Value(t))))],
            [.. of.Select(t => Pack(t, backward.Select(p => p.Value(t))))]);
    }

    public IModel With(Alteration change) => change switch
    {
        Alteration.CutAfter cut => Tail(cut.Tensor),
        Alteration.Randomized randomized => Randomized(randomized.Layers, randomized.Seed),
        _ => throw new InputException("This model does not shift its images."),
    };

    private IModel Tail(string tensor) => tensor switch
    {
        "input" => this,
        "relu1" => new TailModel(_first.Output, ClassCount, "relu1", relu1 => Logits(Relu2(relu1))),
        "relu2" => new TailModel(_second.Output, ClassCount, "relu2", Logits),
        _ => throw new InputException($"There is no tensor '{tensor}'. Known: input, relu1, relu2."),
    };

    public Landmarks Landmarks { get; } = new(["input", "relu1", "relu2"], [], [], ["relu2"]);

    private ConvolutionalModel Randomized(IReadOnlyCollection<string> layers, Seed seed) => new(
        Input,
        layers.Contains("conv1") ? NaiveConvolution.Random(_first.Input, _first.Output.Channels, 1, seed.For("conv1").Random()) : _first,
        layers.Contains("conv2") ? NaiveConvolution.Random(_second.Input, _second.Output.Channels, 2, seed.For("conv2").Random()) : _second,
        layers.Contains("dense") ? Dense(ClassCount, _dense.GetLength(1), seed.For("dense").Random()) : _dense,
        _bias);

    private Pass Forward(double[] image)
    {
        var relu1 = Array.ConvertAll(_first.Forward(image), v => Math.Max(v, 0));
        var relu2 = Relu2(relu1);
        return new Pass(image, relu1, relu2, Logits(relu2));
    }

    private double[] Relu2(double[] relu1) => Array.ConvertAll(_second.Forward(relu1), v => Math.Max(v, 0));

    private double[] Logits(double[] relu2)
    {
        var logits = (double[])_bias.Clone();
        for (var c = 0; c < ClassCount; c++)
            for (var i = 0; i < relu2.Length; i++)
                logits[c] += _dense[c, i / _second.Output.Pixels] * relu2[i] / _second.Output.Pixels;
        return logits;
    }

    private Pass Backward(Pass forward, float[] seed, bool guided)
    {
        double Gate(double value, double signal) => value > 0 && (!guided || signal > 0) ? signal : 0;
        var relu2 = new double[forward.Relu2.Length];
        for (var i = 0; i < relu2.Length; i++)
            for (var c = 0; c < ClassCount; c++)
                relu2[i] += seed[c] * _dense[c, i / _second.Output.Pixels] / _second.Output.Pixels;
        var relu1 = _second.Backward([.. relu2.Select((signal, i) => Gate(forward.Relu2[i], signal))]);
        var input = _first.Backward([.. relu1.Select((signal, i) => Gate(forward.Relu1[i], signal))]);
        return new Pass(input, relu1, relu2, []);
    }

    private Tensor Pack(string tensor, IEnumerable<double[]> items) =>
        Tensor.Stack([.. items.Select(v => new Tensor(Array.ConvertAll(v, x => (float)x), [.. ShapeOf(tensor)]))]);

    private static ClassScores Scores(IReadOnlyList<Pass> passes) =>
        ClassScores.FromLogits(
            Tensor.Stack([.. passes.Select(p => new Tensor(Array.ConvertAll(p.Logits, x => (float)x), p.Logits.Length))]));

    private static IEnumerable<double[]> Images(Tensor batch) =>
        Enumerable.Range(0, batch.BatchSize).Select(n => Array.ConvertAll(batch.Item(n).ToArray(), x => (double)x));

    private static double[,] Dense(int classes, int features, RandomSource random)
    {
        var dense = new double[classes, features];
        for (var c = 0; c < classes; c++)
            for (var k = 0; k < features; k++)
                dense[c, k] = 2 * random.NextGaussian();
        return dense;
    }

    private sealed record Pass(double[] Input, double[] Relu1, double[] Relu2, double[] Logits)
    {
        public double[] Value(string tensor) => tensor switch
        {
            "input" => Input,
            "relu1" => Relu1,
            "relu2" => Relu2,
            _ => throw new InputException($"There is no tensor '{tensor}'. Known: input, relu1, relu2."),
        };
    }
}
