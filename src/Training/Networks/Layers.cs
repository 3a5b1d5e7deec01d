using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Training.Networks;

/// <summary>The layers networks are made of. The same description is written once for training, where weights are fed and batch
/// normalization uses the statistics of the batch, and once for inference, where both are constants.</summary>
/// <param name="builder">The graph under construction.</param>
/// <param name="weights">The weights so far; a missing one is drawn.</param>
/// <param name="training">Whether the graph is for training.</param>
/// <param name="seed">The seed of new weights.</param>
internal sealed class Layers(GraphBuilder builder, Dictionary<string, Constant> weights, bool training, Seed seed)
{
    private const float Epsilon = 1e-5f;

    private readonly List<string> _trained = [];
    private readonly List<BatchStatistics> _statistics = [];

    /// <summary>The weights the optimizer changes, in the order of use.</summary>
    public IReadOnlyList<string> Trained => _trained;

    /// <summary>The batch statistics of every normalization, in the order of use.</summary>
    public IReadOnlyList<BatchStatistics> Statistics => _statistics;

    /// <summary>Convolution with zero padding that keeps the size at stride 1; its weights may start at chosen values,
    /// given by position.</summary>
    public Value Conv(
        Value x, string name, int inputs, int outputs, int kernel, int stride = 1, int groups = 1, bool bias = false,
        Func<int, float>? start = null)
    {
        var fanIn = inputs / groups * kernel * kernel;
        List<Value> operands = [x, Weight($"{name}.weight", fanIn, start, outputs, inputs / groups, kernel, kernel)];
        if (bias)
            operands.Add(Vector($"{name}.bias", outputs, 0));
        var pad = kernel / 2L;
        return Named(name, "Conv", operands,
            ("strides", (long[])[stride, stride]), ("pads", (long[])[pad, pad, pad, pad]), ("group", (long)groups));
    }

    /// <summary>A fully connected layer on N×inputs.</summary>
    public Value Dense(Value x, string name, int inputs, int outputs) => Named(
        name, "Gemm", [x, Weight($"{name}.weight", inputs, outputs, inputs), Vector($"{name}.bias", outputs, 0)], ("transB", 1L));

    /// <summary>Batch normalization.</summary>
    public Value Normalize(Value x, string name, int channels)
    {
        var (scale, shift) = (Vector($"{name}.scale", channels, 1), Vector($"{name}.shift", channels, 0));
        var (meanName, varianceName) = ($"{name}.mean", $"{name}.variance");
        var runningMean = Buffer(meanName, channels, 0);
        var runningVariance = Buffer(varianceName, channels, 1);
        if (!training)
            return Named(name, "BatchNormalization",
                [x, scale, shift, builder.Weight(meanName, runningMean), builder.Weight(varianceName, runningVariance)],
                ("epsilon", Epsilon));
        var mean = x.Mean(keep: true, 0, 2, 3);
        var centred = x - mean;
        var variance = (centred * centred).Mean(keep: true, 0, 2, 3);
        _statistics.Add(new BatchStatistics(meanName, mean.Name, varianceName, variance.Name));
        var factor = scale.Reshape(1, -1, 1, 1) / (variance + Epsilon).Map("Sqrt");
        return centred * factor + shift.Reshape(1, -1, 1, 1);
    }

    /// <summary>max(x, 0).</summary>
    public static Value Relu(Value x) => x.Map("Relu");

    /// <summary>x·clip(x/6 + 1/2, 0, 1) (Howard et al., 2019).</summary>
    public static Value HardSwish(Value x) => x.Map("HardSwish");

    /// <summary>2×2 maximum.</summary>
    public static Value MaxPool(Value x) => x.Map("MaxPool", ("kernel_shape", (long[])[2, 2]), ("strides", (long[])[2, 2]));

    /// <summary>Every value twice in both directions: N×C×H×W to N×C×2H×2W.</summary>
    public static Value Enlarge(Value x) => x.Builder.Op(
        "Resize", [x, Value.None, x.Builder.Constant(Constant.Of([1, 1, 2, 2], 4))], ("mode", "nearest"),
        ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor"));

    /// <summary>The mean over all positions, N×C×1×1.</summary>
    public static Value GlobalMean(Value x) => x.Map("GlobalAveragePool");

    /// <summary>N×C×H×W to N×(C·H·W).</summary>
    public static Value Flatten(Value x) => x.Map("Flatten");

    /// <summary>Squeeze and excitation: every channel scaled by a gate computed from the channel means (Hu et al., 2018).</summary>
    public Value Excite(Value x, string name, int channels, int hidden)
    {
        var squeezed = Relu(Conv(GlobalMean(x), $"{name}.reduce", channels, hidden, 1, bias: true));
        var gate = Conv(squeezed, $"{name}.expand", hidden, channels, 1, bias: true).Map("HardSigmoid", ("alpha", 1 / 6f), ("beta", 0.5f));
        return x * gate;
    }

    /// <summary>1/(1 + e⁻ˣ), under a name.</summary>
    public Value Sigmoid(Value x, string name) => Named(name, "Sigmoid", [x]);

    /// <summary>A fully connected layer on the last axis, without a limit on the axes before it: x·W + b.</summary>
    public Value Linear(Value x, string name, int inputs, int outputs)
    {
        // Twice the fan-in makes He's deviation √(1/fan-in): no ReLU follows that would halve the variance.
        var product = Named(name, "MatMul", [x, Weight($"{name}.weight", 2 * inputs, inputs, outputs)]);
        return product + Vector($"{name}.bias", outputs, 0);
    }

    /// <summary>Layer normalization over the last axis (Ba et al., 2016).</summary>
    public Value NormalizeTokens(Value x, string name, int width) => Named(
        name, "LayerNormalization", [x, Vector($"{name}.scale", width, 1), Vector($"{name}.shift", width, 0)], ("axis", -1L),
        ("epsilon", Epsilon));

    /// <summary>Softmax over the last axis, under a name.</summary>
    public Value Softmax(Value x, string name) => Named(name, "Softmax", [x], ("axis", -1L));

    /// <summary>Joins along an axis.</summary>
    public Value Concat(IReadOnlyList<Value> parts, long axis) => builder.Op("Concat", parts, ("axis", axis));

    /// <summary>A learned tensor of small numbers (deviation 0.02), the same for every image.</summary>
    public Value Embedding(string name, params int[] dims) => Weight(name, 5000, dims);

    /// <summary>x·Φ(x) (Hendrycks and Gimpel, 2016).</summary>
    public static Value Gelu(Value x) => x.Map("Gelu");

    private Value Named(string name, string op, IReadOnlyList<Value> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var node = Node.Of(op, [.. inputs.Select(i => i.Name)], [$"{name}.out"], attributes) with { Name = name };
        builder.Add(node);
        return builder.Existing(node.Outputs[0]);
    }

    private Value Weight(string name, int fanIn, params int[] dims) => Weight(name, fanIn, null, dims);

    // He initialization, unless it starts elsewhere: standard deviation √(2/fan-in).
    private Value Weight(string name, int fanIn, Func<int, float>? start, params int[] dims)
    {
        if (!weights.TryGetValue(name, out var constant))
        {
            var random = seed.For(name).Random();
            var values = new float[dims.Aggregate(1, (a, b) => a * b)];
            for (var i = 0; i < values.Length; i++)
                values[i] = start?.Invoke(i) ?? (float)(random.NextGaussian() * Math.Sqrt(2.0 / fanIn));
            weights[name] = constant = Constant.Of(values, [.. dims.Select(d => (long)d)]);
        }
        return Declare(name, constant);
    }

    private Value Vector(string name, int length, float value) => Declare(name, Buffer(name, length, value));

    private Constant Buffer(string name, int length, float value)
    {
        if (!weights.TryGetValue(name, out var constant))
            weights[name] = constant = Constant.Of([.. Enumerable.Repeat(value, length)], length);
        return constant;
    }

    private Value Declare(string name, Constant constant)
    {
        _trained.Add(name);
        return training
            ? builder.Input(name, ElementType.Float, [.. constant.Dims.Select(d => (long?)d)])
            : builder.Weight(name, constant);
    }
}

/// <summary>Where one normalization keeps its running statistics and where the graph computes those of the batch.</summary>
internal sealed record BatchStatistics(string Mean, string BatchMean, string Variance, string BatchVariance);
