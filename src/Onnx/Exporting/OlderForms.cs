using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Exporting;

/// <summary>Nodes of the working operator set, written as an older one has them: the way back of <see cref="Rewriting.OpsetUpgrade"/>,
/// where there is one.</summary>
/// <param name="set">The older set.</param>
/// <param name="constants">The constants that the nodes may read.</param>
/// <param name="add">Takes a constant and gives its name.</param>
/// <param name="name">Makes a name that no other tensor has.</param>
internal sealed class OlderForms(long set, OuterConstants constants, Func<Constant, string> add, Func<string, string> name)
{
    // Since when axes are an input: those of a sum and of lengths of one, and those of every other reduction.
    private const long AxesOfSums = 13;
    private const long AxesOfReductions = 18;

    /// <summary>The nodes that take a node's place; the node itself where nothing is to be rewritten.</summary>
    public IReadOnlyList<Node> Of(Node node) => node.Operator switch
    {
        "Squeeze" or "Unsqueeze" or "ReduceSum" when set < AxesOfSums => [WithAttribute(node, "axes")],
        "Split" when set < AxesOfSums => [WithAttribute(EqualParts(node), "split")],
        "Split" when set < 18 => [EqualParts(node)],
        "ReduceL1" or "ReduceL2" or "ReduceLogSum" or "ReduceLogSumExp" or "ReduceMax" or "ReduceMean" or "ReduceMin" or "ReduceProd"
            or "ReduceSumSquare" when set < AxesOfReductions => [WithAttribute(node, "axes")],
        "Softmax" or "LogSoftmax" or "Hardmax" when set < 13 && !node.Attributes.ContainsKey("axis") => [node.With("axis", -1L)],
        "Shape" when set < 15 && (node.Attributes.ContainsKey("start") || node.Attributes.ContainsKey("end")) => PartOfShape(node),
        "RoiAlign" when set < 16 && node.Text("coordinate_transformation_mode") == "output_half_pixel" =>
            [node.Without("coordinate_transformation_mode")],
        "GridSample" when set < 20 => [node.With("mode", node.Text("mode", "linear") switch
        {
            "linear" => "bilinear",
            "cubic" => "bicubic",
            var same => same,
        })],
        _ => [node],
    };

    // Where the list is computed there is no older form. An empty one stands for all axes, as none does.
    private Node WithAttribute(Node node, string attribute)
    {
        long[]? values = !node.HasInput(1) ? []
            : constants.Find(node.Inputs[1]) is { Type: ElementType.Int64 } constant ? constant.Int64s.ToArray()
            : null;
        if (values is null || (values.Length == 0 && node.Int("noop_with_empty_axes") != 0))
            return node;
        var plain = node.Without("noop_with_empty_axes") with { Inputs = [node.Inputs[0]] };
        return values.Length == 0 ? plain : plain.With(attribute, values);
    }

    // A network of a set before 18 splits into parts that are equal, or says their lengths.
    private static Node EqualParts(Node node) => node.Without("num_outputs");

    private IReadOnlyList<Node> PartOfShape(Node node)
    {
        var all = name($"{node.Outputs[0]}_all");
        string Bound(string attribute, long missing) => add(Constant.Ints(node.Int(attribute, missing)));
        return
        [
            node.Without("start", "end") with { Outputs = [all] },
            Node.Of("Slice", [all, Bound("start", 0), Bound("end", long.MaxValue)], node.Outputs),
        ];
    }
}
