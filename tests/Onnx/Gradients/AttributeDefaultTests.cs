using Microsoft.ML.OnnxRuntime;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>An absent attribute means what the ONNX specification says: every attribute that a gradient rule reads, left away, written
/// out, and with another value.</summary>
[Category("Engine")]
public sealed class AttributeDefaultTests
{
    // Attributes that the specification demands: they have no default.
    private static readonly HashSet<string> Required =
    [
        "Concat axis", "MaxPool kernel_shape", "AveragePool kernel_shape", "LpPool kernel_shape", "LRN size",
        "GroupNormalization num_groups", "DepthToSpace blocksize", "SpaceToDepth blocksize", "Einsum equation",
    ];

    // Read together with others, or only to be refused; where it is absent the rows of these say what it means.
    private static readonly HashSet<string> Elsewhere =
    [
        // Absent, the padding is given by output_shape or not at all; the shape of the result tells which.
        "ConvTranspose output_shape",
        // 1 is refused.
        "BatchNormalization training_mode", "QuantizeLinear block_size", "DequantizeLinear block_size",
        // Absent, the zero point says the type; without one it is uint8: the case "unsigned, saturated below".
        "QuantizeLinear output_dtype",
    ];

    [TestCaseSource(typeof(AttributeDefault), nameof(AttributeDefault.All))]
    public void An_absent_attribute_is_the_default_of_the_specification(AttributeDefault row)
    {
        var absent = Derivatives(row);
        // The runtime rounds large sums a little differently from run to run.
        foreach (var (written, expected) in Derivatives(row, (row.Attribute, row.Default)).Zip(absent))
            Assert.That(written, Is.EqualTo(expected).Within(1e-5f * Math.Max(1, expected.Max(MathF.Abs))), "written out");
        Assert.That(OtherDerivatives(row), Is.Not.EqualTo(absent).Within(1e-4f), "another value");
    }

    [Test]
    public void Every_attribute_that_a_rule_reads_has_a_row()
    {
        var asked = new HashSet<string>();
        foreach (var row in GradientCases.All)
        {
            var (graph, output, of) = Graph([.. row.Inputs.Select(x => x.Shape.ToArray())], row.Build);
            IReadOnlyDictionary<string, object> Spied(Node node) =>
                new AskedAttributes(node.Attributes, name => asked.Add($"{node.Operator} {name}"));
            GradientEntry? Rule(Node node, GraphFacts facts) => RuleSet.Standard.For(node, facts) is not { } entry ? null
                : entry with { Rule = s => entry.Rule(s with { Node = s.Node with { Attributes = Spied(s.Node) } }) };
            Backward.Build(graph, ShapeObserver.Observe(graph), output, [.. row.Differentiated.Select(i => of[i])], Rule);
        }
        Assert.That(asked, Has.Count.GreaterThan(50));
        Assert.That(
            asked.Except(AttributeDefault.All.Select(r => r.ToString())).Except(Required).Except(Elsewhere).Order(), Is.Empty);
    }

    // The shape of the result, and the derivative by every input.
    private static List<float[]> Derivatives(AttributeDefault row, params (string, object)[] attributes)
    {
        var (graph, output, of) = Graph([.. row.Inputs.Select(x => x.Shape.ToArray())], (b, x) => row.Build(b, x, attributes));
        var program = Backward.Build(graph, ShapeObserver.Observe(graph), output, of, RuleSet.Standard.For);
        using var forward = new Session(graph, 1);
        using var backward = new Session(program.Graph with { Outputs = [output, .. program.Gradients] }, 1);
        var feeds = row.Inputs.Select((x, i) => (of[i], x)).ToList();
        var seed = GradientCase.Between(-1, 1, 9, forward.Run(feeds)[0].Shape.ToArray());
        float[] shape = [.. seed.Shape.ToArray().Select(d => (float)d)];
        return [shape, .. backward.Run([.. feeds, (program.Seed, seed)]).Skip(1).Select(g => g.Values)];
    }

    // Another value may not fit the inputs, or have no rule: that is a difference too.
    private static List<float[]> OtherDerivatives(AttributeDefault row)
    {
        try
        {
            return Derivatives(row, (row.Attribute, row.Other));
        }
        catch (Exception error) when (error is OnnxRuntimeException or NoGradientRuleException)
        {
            return [];
        }
    }

    private static (Graph Graph, string Output, List<string> Inputs) Graph(int[][] shapes, Func<GraphBuilder, Value[], Value> build)
    {
        var b = new GraphBuilder();
        var x = shapes.Select((s, i) => b.Input($"x{i}", ElementType.Float, [.. s.Select(d => (long?)d)])).ToArray();
        var output = build(b, x).Name;
        return (b.Build([output]), output, [.. x.Select(v => v.Name)]);
    }
}
