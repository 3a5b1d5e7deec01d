using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Tells from the graph alone between which numbers every value of a tensor lies, whatever the image: 0…1 behind a sigmoid or a
/// softmax, and what arithmetic makes of it.</summary>
internal sealed class ValueRange(Graph graph, ShapeTable shapes, ScoreTail tail, ProbabilityTotal totals)
{
    // What lies further back is not looked at.
    private const int MostSteps = 64;

    private delegate Interval Rule(ValueRange range, Node node, Interval[] inputs);

    private static readonly Dictionary<string, Interval> Fixed = new()
    {
        ["Sigmoid"] = Interval.Unit,
        ["HardSigmoid"] = Interval.Unit,
        ["Softmax"] = Interval.Unit,
        ["Tanh"] = Interval.Signed,
        ["Erf"] = Interval.Signed,
        ["Softsign"] = Interval.Signed,
        ["Sin"] = Interval.Signed,
        ["Cos"] = Interval.Signed,
        ["Softplus"] = new(0, double.PositiveInfinity),
        ["Abs"] = new(0, double.PositiveInfinity),
    };

    // Give values of their data, or what lies between some of them.
    private static readonly HashSet<string> Keeping = ["Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Dropout", "Transpose",
        "Cast", "Slice", "Gather", "Split", "Expand", "Tile", "MaxPool", "GlobalMaxPool", "GlobalAveragePool", "ReduceMean", "ReduceMax",
        "ReduceMin", "DepthToSpace", "SpaceToDepth"];

    private static readonly Dictionary<string, Rule> Rules = new()
    {
        ["Neg"] = (_, _, x) => -x[0],
        ["Add"] = (range, node, x) => range.Parts(node, x[0] + x[1]),
        ["Sub"] = (_, _, x) => x[0] - x[1],
        ["Mul"] = (_, _, x) => x[0] * x[1],
        ["Div"] = (range, node, x) => range.IsShare(node, x[0]) ? Interval.Unit : x[0] * x[1].Reciprocal(),
        ["Reciprocal"] = (_, _, x) => x[0].Reciprocal(),
        ["Sum"] = (range, node, x) => range.Parts(node, x.Aggregate((a, b) => a + b)),
        ["Mean"] = (_, _, x) => x.Aggregate((a, b) => a.With(b)),
        ["Concat"] = (_, _, x) => x.Aggregate((a, b) => a.With(b)),
        ["Where"] = (_, _, x) => x[1].With(x[2]),
        ["Max"] = (_, _, x) => new(x.Max(i => i.Low), x.Max(i => i.High)),
        ["Min"] = (_, _, x) => new(x.Min(i => i.Low), x.Min(i => i.High)),
        ["Clip"] = (_, node, x) => Clipped(x[0], node.HasInput(1) ? x[1].Low : null, node.HasInput(2) ? x[2].High : null),
        ["Relu"] = (_, _, x) => x[0].Through(v => Math.Max(v, 0)),
        ["Exp"] = (_, _, x) => x[0].Through(Math.Exp),
        ["Sqrt"] = (_, _, x) => x[0].Through(v => Math.Sqrt(Math.Max(v, 0))),
        ["Pow"] = (_, _, x) => x[0].Low >= 0 && x[1].Low == x[1].High && x[1].Low > 0
            ? x[0].Through(v => Math.Pow(v, x[1].Low))
            : Interval.Any,
        ["ReduceProd"] = (_, _, x) => x[0].IsWithin(Interval.Unit, 0) ? Interval.Unit : Interval.Any,
        ["ReduceSum"] = (range, node, x) => range.Summed(node, x[0]),
        // Σ p_c w_c lies between the extreme w where Σ p_c = 1.
        ["MatMul"] = (range, node, x) => range._totals.Of(node.Inputs[0]) is { } total && range._shapes.Of(node.Inputs[0]).Length == 2
            ? x[1] * new Interval(total, total)
            : Interval.Any,
    };

    private readonly Graph _graph = graph;
    private readonly ShapeTable _shapes = shapes;
    private readonly ScoreTail _tail = tail;
    private readonly ProbabilityTotal _totals = totals;
    private readonly Dictionary<string, Interval> _known = [];

    /// <summary>The values of a tensor; every number where nothing bounds them.</summary>
    public Interval Of(string tensor) => Of(tensor, 0);

    private Interval Of(string tensor, int steps)
    {
        if (_known.TryGetValue(tensor, out var known))
            return known;
        return _known[tensor] = steps > MostSteps || !_shapes.Knows(tensor) && !_graph.Constants.ContainsKey(tensor)
            ? Interval.Any
            : Found(tensor, steps);
    }

    private Interval Found(string tensor, int steps)
    {
        if (_graph.Constants.TryGetValue(tensor, out var constant))
            return constant is { Type: ElementType.Float, Count: > 0 } ? Values(constant.Floats) : Interval.Any;
        if (_shapes.TypeOf(tensor) == ElementType.Bool)
            return Interval.Unit;
        if (_tail.Producer(tensor) is not { } node)
            return Interval.Any;
        if (Fixed.TryGetValue(node.Operator, out var always))
            return always;
        if (Keeping.Contains(node.Operator))
            return Of(node.Inputs[0], steps + 1);
        return Rules.TryGetValue(node.Operator, out var rule)
            ? rule(this, node, [.. node.Inputs.Select(i => i.Length == 0 ? Interval.Any : Of(i, steps + 1))])
            : Interval.Any;
    }

    // e/(e + c): a part of a whole that is e and something more.
    private bool IsShare(Node quotient, Interval part) => part.Low >= 0
        && _tail.Producer(quotient.Inputs[1]) is { Operator: "Add" } whole && whole.Inputs.Contains(quotient.Inputs[0])
        && whole.Inputs.All(i => Of(i).Low >= 0);

    private Interval Summed(Node sum, Interval each)
    {
        var count = _shapes.PerImage(sum.Inputs[0]) / Math.Max(1, _shapes.PerImage(sum.Outputs[0]));
        var all = each * new Interval(count, count);
        return each.Low >= 0 && AtMost(sum.Inputs[0]) is { } most ? new(all.Low, Math.Min(all.High, most)) : all;
    }

    // A part of numbers that sum to something sums to no more.
    private double? AtMost(string tensor) => _totals.Of(tensor)
        ?? (_tail.Producer(tensor) is { Operator: "Slice" } part ? AtMost(part.Inputs[0]) : null);

    // Different columns of numbers that sum to something sum to no more.
    private Interval Parts(Node sum, Interval all)
    {
        var parts = Summands(sum).Select(t => _tail.Producer(_tail.Unshaped(t))).ToList();
        if (parts is not [{ } first, ..] || parts.Any(p => p?.Inputs[0] != first.Inputs[0]) || _totals.Of(first.Inputs[0]) is not { } total)
            return all;
        var columns = parts.Select(p => PickedColumns.Columns(_graph, _shapes, p!) is [var one] ? one : -1).ToList();
        return columns.Contains(-1) || columns.Distinct().Count() < columns.Count
            ? all
            : new(Math.Max(all.Low, 0), Math.Min(all.High, total));
    }

    private IEnumerable<string> Summands(Node sum) => sum.Inputs.SelectMany(t =>
        _tail.Producer(t) is { Operator: "Add" or "Sum" } inner ? Summands(inner) : [t]);

    private static Interval Clipped(Interval x, double? low, double? high) => x.Through(
        v => Math.Min(Math.Max(v, low ?? double.NegativeInfinity), high ?? double.PositiveInfinity));

    private static Interval Values(ReadOnlySpan<float> values)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in values)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return float.IsNaN(low) ? Interval.Any : new(low, high);
    }
}
