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
    // By operator: the set that brought the newer form, and what was written before.
    private static readonly ILookup<string, (long Since, Func<OlderForms, Node, IReadOnlyList<Node>> Before)> Forms =
        new (string Operators, long Since, Func<OlderForms, Node, IReadOnlyList<Node>> Before)[]
        {
            ("Squeeze Unsqueeze ReduceSum", 13, (forms, node) => [forms.WithAttribute(node, "axes")]),
            ("Split", 13, (forms, node) => [forms.WithAttribute(EqualParts(node), "split")]),
            ("Softmax LogSoftmax Hardmax", 13, (_, node) => [node.Attributes.ContainsKey("axis") ? node : node.With("axis", -1L)]),
            ("Shape", 15, (forms, node) => forms.PartOfShape(node)),
            ("RoiAlign", 16, (_, node) => [HalfPixel(node)]),
            ("Split", 18, (_, node) => [EqualParts(node)]),
            ("ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSumSquare", 18,
                (forms, node) => [forms.WithAttribute(node, "axes")]),
            ("GridSample", 20, (_, node) => [node.With("mode", OlderMode(node.Text("mode", "linear")))]),
        }.SelectMany(row => row.Operators.Split(' ').Select(op => (Operator: op, row.Since, row.Before)))
        .ToLookup(f => f.Operator, f => (f.Since, f.Before));

    /// <summary>The nodes that take a node's place; the node itself where nothing is to be rewritten.</summary>
    public IReadOnlyList<Node> Of(Node node)
    {
        var newer = Forms[node.Operator].Where(form => set < form.Since).OrderBy(form => form.Since).FirstOrDefault();
        return newer.Before is null ? [node] : newer.Before(this, node);
    }

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

    private static Node HalfPixel(Node node) => node.Text("coordinate_transformation_mode") == "output_half_pixel"
        ? node.Without("coordinate_transformation_mode")
        : node;

    private static string OlderMode(string mode) => mode is "linear" or "cubic" ? $"bi{mode}" : mode;

    // A network of a set before 18 splits into parts that are equal, or says their lengths.
    private static Node EqualParts(Node node) => node.Without("num_outputs");

    private IReadOnlyList<Node> PartOfShape(Node node)
    {
        if (!node.Attributes.ContainsKey("start") && !node.Attributes.ContainsKey("end"))
            return [node];
        var all = name($"{node.Outputs[0]}_all");
        string Bound(string attribute, long missing) => add(Constant.Ints(node.Int(attribute, missing)));
        return
        [
            node.Without("start", "end") with { Outputs = [all] },
            Node.Of("Slice", [all, Bound("start", 0), Bound("end", long.MaxValue)], node.Outputs),
        ];
    }
}
