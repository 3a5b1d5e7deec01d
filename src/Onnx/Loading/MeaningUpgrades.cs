using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Operators whose meaning changed.</summary>
internal static class MeaningUpgrades
{
    // Before 13 the axis cut the tensor into a matrix and each row was normalised as a whole; that is the new meaning when the axis
    // is the last one, and otherwise a flattening around it.
    [Upgrade("Softmax", 13)]
    [Upgrade("LogSoftmax", 13)]
    internal static IReadOnlyList<Node> Softmax(Node node, UpgradeScope scope)
    {
        var (input, output) = (node.Inputs[0], node.Outputs[0]);
        string Temporary(string what) => $"viseval_{output}_{what}";
        return
        [
            Node.Of("Flatten", [input], [Temporary("rows")], ("axis", node.Int("axis", 1))),
            node.With("axis", -1L) with { Inputs = [Temporary("rows")], Outputs = [Temporary("normal")] },
            Node.Of("Shape", [input], [Temporary("shape")]),
            Node.Of("Reshape", [Temporary("normal"), Temporary("shape")], [output]),
        ];
    }

    // Upsample (until 10) is Resize with the oldest coordinate rule.
    [Upgrade("Upsample", 9)]
    internal static IReadOnlyList<Node> UpsampleScales(Node node, UpgradeScope scope)
    {
        var scales = (float[])node.Attributes["scales"];
        return [node.Without("scales") with { Inputs = [node.Inputs[0], scope.Add(node, "scales", Constant.Of(scales, scales.Length))] }];
    }

    [Upgrade("Upsample", 10)]
    [Upgrade("Resize", 11)]
    internal static IReadOnlyList<Node> Resize(Node node, UpgradeScope scope) =>
    [
        node.With("coordinate_transformation_mode", "asymmetric").With("nearest_mode", "floor") with
        {
            Operator = "Resize",
            Inputs = [node.Inputs[0], "", node.Inputs[1]],
        },
    ];
}
