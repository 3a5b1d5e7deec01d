using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Works out receptive fields from the graph: a convolution or pooling of k places, stride s, dilation d and p places of padding
/// before makes of (start, step, length) the field (start − p·step, step·s, length + (k − 1)·d·step); where branches meet, the field that
/// holds theirs.</summary>
/// <remarks>What is not known to look at places one by one (attention, norms over places, resizing, reshaping) sees all of the image.
/// Pooled branches that come back, as in squeeze-and-excitation, too.</remarks>
internal sealed class ReceptiveFields
{
    private const int Channels = 1;
    private const int SpatialRank = 4;

    private static readonly HashSet<string> Elementwise =
    [
        "Relu", "LeakyRelu", "PRelu", "Elu", "Selu", "Celu", "Gelu", "Sigmoid", "HardSigmoid", "HardSwish", "Mish", "Tanh", "Softplus",
        "Softsign", "ThresholdedRelu", "Clip", "Identity", "Dropout", "Cast", "Neg", "Abs", "Exp", "Log", "Sqrt", "Reciprocal", "Erf",
        "Pow", "Add", "Sub", "Mul", "Div", "Sum", "Max", "Min", "Mean", "Where", "BatchNormalization", "LRN",
        "Sign", "Floor", "Ceil", "Round",
    ];

    private static readonly HashSet<string> AlongChannels = ["Concat", "Split", "Gather", "Softmax", "LogSoftmax"];
    private static readonly HashSet<string> Windows = ["Conv", "MaxPool", "AveragePool", "LpPool"];

    private readonly LoadedNetwork _network;
    private readonly Dictionary<string, ReceptiveField?> _fields = [];

    public ReceptiveFields(LoadedNetwork network)
    {
        _network = network;
        _fields[network.Input] = new ReceptiveField(new FieldAxis(0, 1, 1), new FieldAxis(0, 1, 1));
        foreach (var node in network.Graph.Nodes)
            if (node.Reads.Any(_fields.ContainsKey))
                foreach (var output in node.Outputs.Where(o => o.Length > 0))
                    _fields[output] = Of(node, output);
    }

    /// <summary>The field of a tensor; null where it sees all of the image, or has no places.</summary>
    public ReceptiveField? this[string tensor] => _fields.GetValueOrDefault(tensor);

    private ReceptiveField? Of(Node node, string output)
    {
        if (node.Domain.Length > 0 || node.Subgraphs.Any() || Shape(output) is not { } shape)
            return null;
        var data = node.Inputs.Where(_fields.ContainsKey).Distinct().ToList();
        // Where the places of an input are not those of the output, something is broadcast over places.
        if (Windows.Contains(node.Operator))
            return data is [var only] && only == node.Inputs[0] && _fields[only] is { } below ? Window(node, below, only, shape) : null;
        var keepsPlaces = data.All(d => Shape(d) is { } s && (s[2], s[3]) == (shape[2], shape[3]));
        return keepsPlaces && (Elementwise.Contains(node.Operator)
            || (AlongChannels.Contains(node.Operator) && node.Int("axis", -1) is Channels or Channels - SpatialRank))
            ? Union(data)
            : null;
    }

    private ReceptiveField? Union(IReadOnlyList<string> data)
    {
        if (data.Any(d => _fields[d] is null))
            return null;
        var fields = data.Select(d => _fields[d]!).ToList();
        return Union(fields.Select(f => f.Rows)) is { } rows && Union(fields.Select(f => f.Columns)) is { } columns
            ? new ReceptiveField(rows, columns)
            : null;
    }

    private static FieldAxis? Union(IEnumerable<FieldAxis> axes)
    {
        var all = axes.ToList();
        if (all.Select(a => a.Step).Distinct().Count() > 1)
            return null;
        var start = all.Min(a => a.Start);
        return new FieldAxis(start, all[0].Step, all.Max(a => a.Start + a.Length) - start);
    }

    private ReceptiveField? Window(Node node, ReceptiveField below, string input, long[] output)
    {
        if (Shape(input) is not { } shape)
            return null;
        var kernel = node.Ints("kernel_shape") ?? _network.Shapes.Of(node.Inputs[1])[2..];
        var (strides, dilations) = (node.Ints("strides") ?? [1, 1], node.Ints("dilations") ?? [1, 1]);
        var pads = node.Ints("pads") ?? [0, 0, 0, 0];
        FieldAxis Axis(FieldAxis from, int axis)
        {
            var reach = (kernel[axis] - 1) * dilations[axis];
            var before = node.Text("auto_pad", "NOTSET") switch
            {
                "SAME_UPPER" => Same(axis, reach) / 2,
                "SAME_LOWER" => (Same(axis, reach) + 1) / 2,
                "VALID" => 0,
                _ => pads[axis],
            };
            return new FieldAxis(
                (int)(from.Start - before * from.Step), (int)(from.Step * strides[axis]), (int)(from.Length + reach * from.Step));
        }
        long Same(int axis, long reach) => Math.Max(0, (output[axis + 2] - 1) * strides[axis] + reach + 1 - shape[axis + 2]);
        return new ReceptiveField(Axis(below.Rows, 0), Axis(below.Columns, 1));
    }

    private long[]? Shape(string tensor) =>
        _network.Shapes.Knows(tensor) && _network.Shapes.Of(tensor) is { Length: SpatialRank } shape ? shape : null;
}
