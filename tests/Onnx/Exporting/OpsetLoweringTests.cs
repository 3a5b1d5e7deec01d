using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Rewriting;
using VisEval.Tests.Onnx.Gradients;
using VisEval.Tests.Onnx.Rewriting;

namespace VisEval.Tests.Onnx.Exporting;

/// <summary>Graphs in older operator sets give the numbers of the working set.</summary>
[Category("Engine")]
public sealed class OpsetLoweringTests
{
    private static readonly Tensor Image = GradientCase.Between(-1, 1, 1, 1, 2, 4, 3);

    [TestCaseSource(typeof(OpsetUpgradeTests), nameof(OpsetUpgradeTests.Old))]
    public void What_was_raised_is_lowered_again(long opset, string op, Constant[] constants, (string, object)[] attributes)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, 1, 2, 4, 3);
        if (op == "Gemm")
            x = x.Map("Flatten", ("axis", 3L));
        x = b.Op(op, [x, .. constants.Select(b.Constant)], attributes);
        b.Add(Node.Of("Identity", [x.Name], ["result"]));
        var graph = b.Build(["result"]) with { Opsets = new Dictionary<string, long> { [""] = opset } };
        var lowered = Lowered(OpsetUpgrade.Apply(graph, "old.onnx", []), opset);
        var oldest = op switch
        {
            "AveragePool" => 19,
            "LpPool" => 18,
            // Without a region of interest there is no older form of a resize.
            "Upsample" or "Resize" when opset <= 10 => 13,
            _ => OperatorForms.Oldest,
        };
        Assert.That(lowered.Graph.Opsets[""], Is.EqualTo(Math.Max(opset, oldest)));
        using var asItIs = new Session(graph, 1);
        using var again = new Session(lowered.Graph, 1);
        var (expected, actual) = (asItIs.Run(("image", Image))[0], again.Run(("image", Image))[0]);
        Assert.That(actual.Shape.ToArray(), Is.EqualTo(expected.Shape.ToArray()));
        Assert.That(actual.Values, Is.EqualTo(expected.Values).Within(1e-5));
    }

    [Test]
    public void Every_older_form_gives_the_numbers_of_the_working_set([Range(11, 20)] int source)
    {
        var graph = Forms();
        var lowered = Lowered(graph, source);
        Assert.That(lowered.Graph.Opsets[""], Is.EqualTo(source));
        Assert.That(lowered.Newer, Is.Empty);
        using var working = new Session(graph, 1);
        using var older = new Session(lowered.Graph, 1);
        var (expected, actual) = (working.Run(("image", Image)), older.Run(("image", Image)));
        for (var i = 0; i < graph.Outputs.Count; i++)
        {
            Assert.That(actual[i].Shape.ToArray(), Is.EqualTo(expected[i].Shape.ToArray()), graph.Nodes[i].Operator);
            Assert.That(actual[i].Values, Is.EqualTo(expected[i].Values), $"output {i}");
        }
    }

    [Test]
    public void Graphs_inside_nodes_are_lowered_too_with_the_constants_around_them()
    {
        var b = new GraphBuilder();
        var (x, axes) = (b.Input("image", ElementType.Float, 1, 2, 4, 3), b.Ints(2));
        var inner = new GraphBuilder("inner_");
        var (step, go, sum) = (inner.Input("step", ElementType.Int64), inner.Input("go", ElementType.Bool),
            inner.Input("sum", ElementType.Undefined));
        var highest = inner.Op("ReduceMax", [inner.Existing(x.Name), inner.Existing(axes.Name)], ("keepdims", 1L));
        var lowest = inner.Op("ReduceMin", [inner.Existing(x.Name), inner.Ints(3)], ("keepdims", 1L));
        string[] outputs = [go.Map("Identity").Name, (sum + highest * lowest).Name];
        var built = inner.Build(outputs);
        var body = new Subgraph(["step", "go", "sum"], outputs, built.Nodes, built.Constants)
        {
            Stated = [.. built.Inputs.Where(i => i.Type != ElementType.Undefined)],
        };
        var always = b.Constant(new Constant(ElementType.Bool, [], new byte[] { 1 }));
        var graph = b.Build([b.Op("Loop", [b.Constant(Constant.IntScalar(3)), always, x], ("body", body)).Name]);
        var lowered = Lowered(graph, 13).Graph;
        Assert.That(lowered.Opsets[""], Is.EqualTo(13));
        Assert.That(lowered.Constants.Keys, Does.Not.Contain(axes.Name), "a constant that nothing reads any more");
        Assert.That(lowered.Nodes[0].Subgraphs.Single().Constants, Is.Empty);
        using var working = new Session(graph, 1);
        using var older = new Session(lowered, 1);
        Assert.That(older.Run(("image", Image))[0].Values, Is.EqualTo(working.Run(("image", Image))[0].Values));
    }

    [Test]
    public void An_operator_without_an_older_form_lifts_the_file_and_is_named()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, 1, 2, 4, 3);
        // Axes that are computed cannot be an attribute.
        var axes = x.Shape().Slice(0, 1, 2);
        var graph = b.Build([b.Op("ReduceMax", [x.Map("Relu"), axes], ("keepdims", 1L)).Name, x.Map("HardSwish").Name]);
        var lowered = Lowered(graph, 13);
        Assert.That(lowered.Graph.Opsets[""], Is.EqualTo(18));
        Assert.That(lowered.Newer, Is.EqualTo(new[] { "ReduceMax" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void An_operator_that_the_table_does_not_have_keeps_the_working_set(bool isOfTheStandard)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, 1, 2, 4, 3);
        b.Add(Node.Of(isOfTheStandard ? "Swish" : "Gelu", [x.Name], ["y"]) with { Domain = isOfTheStandard ? "" : "com.microsoft" });
        var lowered = Lowered(b.Build(["y"]), 16);
        Assert.That(lowered.Graph.Opsets[""], Is.EqualTo(isOfTheStandard ? Graph.WorkingOpset : 16));
        Assert.That(lowered.Newer, Is.EqualTo(isOfTheStandard ? new[] { "Swish" } : []));
    }

    [Test]
    public void A_source_of_the_working_set_or_a_newer_one_stays_as_it_is([Values(21, 22, 24)] int source)
    {
        var graph = Forms();
        Assert.That(Lowered(graph, source).Graph, Is.SameAs(graph));
    }

    // Everything that has an older form, the forms of the working set.
    private static Graph Forms()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, 1, 2, 4, 3);
        var positive = x.Map("Abs") + 1f;
        string[] reductions =
        [
            "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd",
            "ReduceSumSquare", "ReduceSum",
        ];
        return b.Build(
        [
            .. reductions.Select(op => b.Op(op, [positive, b.Ints(-1, 2)], ("keepdims", 0L)).Name),
            .. reductions.Select(op => b.Op(op, [positive], ("keepdims", 1L), ("noop_with_empty_axes", 0L)).Name),
            b.Op("Squeeze", [x, b.Ints(0)]).Name, x.Map("Squeeze").Name, b.Op("Unsqueeze", [x, b.Ints(1)]).Name,
            b.Op("Split", 2, [x, b.Ints(1, 3)], ("axis", 2L))[1].Name, b.Op("Split", 2, [x], ("axis", 2L), ("num_outputs", 2L))[1].Name,
            x.Map("Softmax").Name, x.Map("LogSoftmax").Name, x.Map("Hardmax", ("axis", -1L)).Name,
            x.Map("Shape", ("start", 1L)).ToFloat().Name, x.Map("Shape", ("end", -1L)).ToFloat().Name,
            x.Map("Shape", ("start", -3L), ("end", 3L)).ToFloat().Name,
        ]);
    }

    private static LoweredGraph Lowered(Graph graph, long source)
    {
        var count = 0;
        return OpsetLowering.Apply(graph, source, name => $"added_{name}_{count++}");
    }
}
