using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Rewriting;

/// <summary>Operators of the first operator sets, 1 to 6.</summary>
internal static class FirstUpgrades
{
    private const float FirstSeluAlpha = 1.6732f;
    private const float FirstSeluGamma = 1.0507f;

    // Until 7 the second input was broadcast only where that was asked for, from a stated axis on.
    [Upgrade("Add", 7)]
    [Upgrade("Sub", 7)]
    [Upgrade("Mul", 7)]
    [Upgrade("Div", 7)]
    [Upgrade("Pow", 7)]
    [Upgrade("And", 7)]
    [Upgrade("Or", 7)]
    [Upgrade("Xor", 7)]
    [Upgrade("Equal", 7)]
    [Upgrade("Greater", 7)]
    [Upgrade("Less", 7)]
    internal static IReadOnlyList<Node> Broadcast(Node node, UpgradeScope scope)
    {
        var plain = node.Without("broadcast", "axis");
        return node.Int("broadcast") != 0 && node.Attributes.ContainsKey("axis") ? Aligned(plain, node.Int("axis"), scope) : [plain];
    }

    // Until 7 one slope a channel stood for the second axis.
    [Upgrade("PRelu", 7)]
    internal static IReadOnlyList<Node> Slopes(Node node, UpgradeScope scope) =>
        scope.Find(node.Required(1)) is { Dims.Count: 1, Count: > 1 } ? Aligned(node, 1, scope) : [node];

    [Upgrade("Gemm", 7)]
    internal static IReadOnlyList<Node> Gemm(Node node, UpgradeScope scope) => [node.Without("broadcast")];

    [Upgrade("BatchNormalization", 7)]
    internal static IReadOnlyList<Node> BatchNormalization(Node node, UpgradeScope scope) => [node.Without("is_test")];

    [Upgrade("Reshape", 5)]
    internal static IReadOnlyList<Node> Reshape(Node node, UpgradeScope scope)
    {
        var shape = scope.Add(node, "shape", Constant.Ints(node.Ints("shape") ?? throw UpgradeScope.Lacks(node, "shape")));
        return [node.Without("shape") with { Inputs = [node.Inputs[0], shape] }];
    }

    [Upgrade("Concat", 4)]
    internal static IReadOnlyList<Node> Concat(Node node, UpgradeScope scope) => [node.With("axis", node.Int("axis", 1))];

    // Until 6 the type was a word.
    [Upgrade("Cast", 6)]
    internal static IReadOnlyList<Node> Cast(Node node, UpgradeScope scope) =>
        node.Attributes.GetValueOrDefault("to") is not string word ? [node]
        : Enum.TryParse<ElementType>(word, ignoreCase: true, out var type) ? [node.With("to", (long)type)]
        : throw new InputException($"Node '{node.Label}' (Cast): the attribute 'to' is '{word}', which is no element type.");

    [Upgrade("Pad", 2)]
    internal static IReadOnlyList<Node> Pad(Node node, UpgradeScope scope) =>
        [node.Ints("paddings") is { } pads ? node.Without("paddings").With("pads", pads) : node];

    [Upgrade("Upsample", 7)]
    internal static IReadOnlyList<Node> Upsample(Node node, UpgradeScope scope) => [node.Attributes.ContainsKey("height_scale")
        ? node.Without("height_scale", "width_scale").With("scales", new[] { 1, 1, node.Float("height_scale"), node.Float("width_scale") })
        : node];

    [Upgrade("Selu", 6)]
    internal static IReadOnlyList<Node> Selu(Node node, UpgradeScope scope) =>
        [node.With("alpha", node.Float("alpha", FirstSeluAlpha)).With("gamma", node.Float("gamma", FirstSeluGamma))];

    [Upgrade("LpPool", 2)]
    [Upgrade("GlobalLpPool", 2)]
    internal static IReadOnlyList<Node> Power(Node node, UpgradeScope scope) =>
        [node.Attributes.GetValueOrDefault("p") is float power ? node.With("p", (long)power) : node];

    [Upgrade("Tile", 6)]
    internal static IReadOnlyList<Node> Tile(Node node, UpgradeScope scope) => throw new InputException(
        $"Node '{node.Label}' (Tile) of an operator set before 6 has another form; export the network with a newer operator set.");

    [Upgrade("Split", 2)]
    internal static IReadOnlyList<Node> Split(Node node, UpgradeScope scope) => node.HasInput(1)
        ? [node.With("split", scope.Find(node.Inputs[1]) is { Type: ElementType.Int64 } lengths
            ? lengths.Int64s.ToArray()
            : throw new InputException($"Node '{node.Label}' (Split) computes its lengths; export the network with a newer operator set."))
            with { Inputs = [node.Inputs[0]] }]
        : [node];

    // The second input gets axes of length 1 behind, so that its first axis meets the stated one of the first input.
    private static IReadOnlyList<Node> Aligned(Node node, long axis, UpgradeScope scope)
    {
        string Temporary(string what) => $"viseval_{node.Outputs[0]}_{what}";
        var (first, second) = (node.Required(0), node.Required(1));
        IReadOnlyList<Node> rank = axis >= 0
            ? [
                Node.Of("Shape", [first], [Temporary("first")]), Node.Of("Shape", [Temporary("first")], [Temporary("rank")]),
                Node.Of("Sub", [Temporary("rank"), scope.Add(node, "axis", Constant.Ints(axis))], [Temporary("from_axis")]),
            ]
            : [Node.Of("Identity", [scope.Add(node, "axis", Constant.Ints(-axis))], [Temporary("from_axis")])];
        return
        [
            .. rank,
            Node.Of("Shape", [second], [Temporary("second")]), Node.Of("Shape", [Temporary("second")], [Temporary("second_rank")]),
            Node.Of("Sub", [Temporary("from_axis"), Temporary("second_rank")], [Temporary("missing")]),
            Node.Of("ConstantOfShape", [Temporary("missing")], [Temporary("ones")], ("value", Constant.Ints(1))),
            Node.Of("Concat", [Temporary("second"), Temporary("ones")], [Temporary("shape")], ("axis", 0L)),
            Node.Of("Reshape", [second, Temporary("shape")], [Temporary("aligned")]),
            node with { Inputs = [first, Temporary("aligned")] },
        ];
    }
}
