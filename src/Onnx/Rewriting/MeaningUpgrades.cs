using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Rewriting;

/// <summary>Operators whose meaning changed.</summary>
internal static class MeaningUpgrades
{
    // Before 13 the axis cut the tensor into a matrix and each row was normalised as a whole; that is the new meaning when the axis
    // is the last one, and otherwise a flattening around it.
    [Upgrade("Softmax", 13)]
    [Upgrade("LogSoftmax", 13)]
    [Upgrade("Hardmax", 13)]
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

    [Upgrade("Upsample", 9)]
    internal static IReadOnlyList<Node> UpsampleScales(Node node, UpgradeScope scope)
    {
        var scales = node.Floats("scales") ?? throw UpgradeScope.Lacks(node, "scales");
        return [node.Without("scales") with { Inputs = [node.Inputs[0], scope.Add(node, "scales", Constant.Of(scales, scales.Length))] }];
    }

    [Upgrade("Upsample", 10)]
    internal static IReadOnlyList<Node> Upsample(Node node, UpgradeScope scope) => [node with { Operator = "Resize" }];

    [Upgrade("Resize", 11)]
    internal static IReadOnlyList<Node> Resize(Node node, UpgradeScope scope)
    {
        // The oldest nearest neighbour rounds down where it enlarges and up where it shrinks.
        var scales = scope.Find(node.Required(1)) is { Type: ElementType.Float } constant ? constant.Floats.ToArray() : [1];
        var (shrinks, enlarges) = (scales.Any(s => s < 1), scales.Any(s => s > 1));
        if (shrinks && enlarges && node.Text("mode", "nearest") == "nearest")
            throw new InputException(
                $"Node '{node.Label}' ({node.Operator}) of an old operator set shrinks one axis and enlarges another; export it anew.");
        return
        [
            node.With("coordinate_transformation_mode", "asymmetric").With("nearest_mode", shrinks ? "ceil" : "floor") with
            {
                Inputs = [node.Inputs[0], "", node.Inputs[1]],
            },
        ];
    }

    // floor((x + ½)/s) is (x + ½)/s − ½ rounded, halves up: the one rule was dropped because the other gives it.
    [Upgrade("Resize", 13)]
    internal static IReadOnlyList<Node> ResizeHalfPixel(Node node, UpgradeScope scope)
    {
        if (node.Text("coordinate_transformation_mode") != "tf_half_pixel_for_nn")
            return [node];
        return node.Text("mode", "nearest") == "nearest" && node.Text("nearest_mode", "round_prefer_floor") == "floor"
            ? [node.With("coordinate_transformation_mode", "half_pixel").With("nearest_mode", "round_prefer_ceil")]
            : throw new InputException(
                $"Node '{node.Label}' (Resize): tf_half_pixel_for_nn is supported for the nearest neighbour rounded down only.");
    }

    [Upgrade("Scatter", 11)]
    internal static IReadOnlyList<Node> Scatter(Node node, UpgradeScope scope) => [node with { Operator = "ScatterElements" }];

    [Upgrade("RoiAlign", 16)]
    internal static IReadOnlyList<Node> RoiAlign(Node node, UpgradeScope scope) =>
        [node.With("coordinate_transformation_mode", "output_half_pixel")];

    [Upgrade("GridSample", 20)]
    internal static IReadOnlyList<Node> GridSample(Node node, UpgradeScope scope) => [node.With("mode", node.Text("mode", "bilinear") switch
    {
        "bilinear" => "linear",
        "bicubic" => "cubic",
        var same => same,
    })];

    // At 18 there was one scale a group, since 21 one a channel. With the channels of a group in one row this is InstanceNormalization.
    [Upgrade("GroupNormalization", 21)]
    internal static IReadOnlyList<Node> GroupNormalization(Node node, UpgradeScope scope)
    {
        var (input, output) = (node.Inputs[0], node.Outputs[0]);
        string Temporary(string what) => $"viseval_{output}_{what}";
        return
        [
            Node.Of("Reshape", [input, scope.Add(node, "groups", Constant.Ints(0, node.Int("num_groups"), -1))], [Temporary("rows")]),
            Node.Of("InstanceNormalization", [Temporary("rows"), node.Required(1), node.Required(2)], [Temporary("normal")],
                ("epsilon", node.Float("epsilon", 1e-5f)))
                with { Name = node.Name },
            Node.Of("Shape", [input], [Temporary("shape")]),
            Node.Of("Reshape", [Temporary("normal"), Temporary("shape")], [output]),
        ];
    }
}
