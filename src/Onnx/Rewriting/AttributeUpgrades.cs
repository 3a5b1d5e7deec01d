using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Rewriting;

/// <summary>Attributes that became inputs.</summary>
internal static class AttributeUpgrades
{
    [Upgrade("Squeeze", 13)]
    [Upgrade("Unsqueeze", 13)]
    [Upgrade("ReduceSum", 13)]
    [Upgrade("ReduceMean", 18)]
    [Upgrade("ReduceMax", 18)]
    [Upgrade("ReduceMin", 18)]
    [Upgrade("ReduceProd", 18)]
    [Upgrade("ReduceL1", 18)]
    [Upgrade("ReduceL2", 18)]
    [Upgrade("ReduceLogSum", 18)]
    [Upgrade("ReduceLogSumExp", 18)]
    [Upgrade("ReduceSumSquare", 18)]
    internal static IReadOnlyList<Node> Axes(Node node, UpgradeScope scope) => [ToInputs(node, scope, "axes")];

    [Upgrade("Slice", 10)]
    internal static IReadOnlyList<Node> Slice(Node node, UpgradeScope scope) => [ToInputs(node, scope, "starts", "ends", "axes")];

    [Upgrade("Split", 13)]
    internal static IReadOnlyList<Node> Split(Node node, UpgradeScope scope) => [ToInputs(node, scope, "split")];

    // Since 18 a split into equal parts states their number.
    [Upgrade("Split", 18)]
    internal static IReadOnlyList<Node> SplitCount(Node node, UpgradeScope scope) =>
        [node.HasInput(1) ? node : node.With("num_outputs", (long)node.Outputs.Count)];

    [Upgrade("TopK", 10)]
    internal static IReadOnlyList<Node> TopK(Node node, UpgradeScope scope)
    {
        var name = scope.Add(node, "k", Constant.Ints(node.Int("k")));
        return [node.Without("k") with { Inputs = [node.Inputs[0], name] }];
    }

    [Upgrade("Clip", 11)]
    internal static IReadOnlyList<Node> Clip(Node node, UpgradeScope scope)
    {
        string Bound(string name) => node.Attributes.ContainsKey(name) ? scope.Add(node, name, Constant.Scalar(node.Float(name))) : "";
        return [node.Without("min", "max") with { Inputs = [node.Inputs[0], Bound("min"), Bound("max")] }];
    }

    [Upgrade("Pad", 11)]
    internal static IReadOnlyList<Node> Pad(Node node, UpgradeScope scope)
    {
        var pads = scope.Add(node, "pads", Constant.Ints(node.Ints("pads") ?? throw UpgradeScope.Lacks(node, "pads")));
        var value = scope.Add(node, "value", Constant.Scalar(node.Float("value")));
        return [node.Without("pads", "value") with { Inputs = [node.Inputs[0], pads, value] }];
    }

    [Upgrade("Dropout", 12)]
    internal static IReadOnlyList<Node> Dropout(Node node, UpgradeScope scope) =>
        [Node.Of("Identity", [node.Inputs[0]], [node.Outputs[0]]) with { Name = node.Name }];

    // Until 9 a normalization could have its own mean and scale for every position.
    [Upgrade("BatchNormalization", 9)]
    internal static IReadOnlyList<Node> PositionNormalization(Node node, UpgradeScope scope)
    {
        if (node.Int("spatial", 1) != 0)
            return [node.Without("spatial")];
        var output = node.Outputs[0];
        string Temporary(string what) => $"viseval_{output}_{what}";
        var epsilon = scope.Add(node, "epsilon", Constant.Scalar(node.Float("epsilon", 1e-5f)));
        return
        [
            Node.Of("Sub", [node.Inputs[0], node.Required(3)], [Temporary("centred")]),
            Node.Of("Add", [node.Required(4), epsilon], [Temporary("variance")]),
            Node.Of("Sqrt", [Temporary("variance")], [Temporary("deviation")]),
            Node.Of("Div", [Temporary("centred"), Temporary("deviation")], [Temporary("normal")]),
            Node.Of("Mul", [Temporary("normal"), node.Required(1)], [Temporary("scaled")]),
            Node.Of("Add", [Temporary("scaled"), node.Required(2)], [output]),
        ];
    }

    // Further outputs were those of training.
    [Upgrade("BatchNormalization", 14)]
    internal static IReadOnlyList<Node> BatchNormalization(Node node, UpgradeScope scope) => [node with { Outputs = [node.Outputs[0]] }];

    private static Node ToInputs(Node node, UpgradeScope scope, params ReadOnlySpan<string> names)
    {
        var inputs = new List<string> { node.Inputs[0] };
        foreach (var name in names)
            inputs.Add(node.Ints(name) is { } values ? scope.Add(node, name, Constant.Ints(values)) : "");
        while (inputs[^1].Length == 0)
            inputs.RemoveAt(inputs.Count - 1);
        return node.Without(names) with { Inputs = inputs };
    }
}
