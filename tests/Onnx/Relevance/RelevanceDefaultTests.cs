using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Relevance;

/// <summary>What an absent attribute means to relevance rules, to the folding of batch normalizations, to the list of biases: the default
/// of the ONNX specification (operator set 21), with another value that must make a difference.</summary>
[Category("Engine")]
public sealed class RelevanceDefaultTests
{
    private static readonly Dictionary<string, (object Default, object Other, Written Build)> Rows = new()
    {
        ["Gemm alpha"] = (1f, 2f, (b, x, more) => b.Op("Gemm", [x.Reshape(0, -1), W(b, 1, 48, 4), W(b, 2, 4)], more)),
        ["Gemm beta"] = (1f, 2f, (b, x, more) => b.Op("Gemm", [x.Reshape(0, -1), W(b, 1, 48, 4), W(b, 2, 4)], more)),
        ["Gemm transB"] = (0L, 1L, (b, x, more) => b.Op("Gemm", [x.Reshape(-1, 4), W(b, 1, 4, 4), W(b, 2, 4)], more).Reshape(-1, 48)),
        ["Conv group"] = (1L, 2L, (b, x, more) => b.Op("Conv", [x.Slice(1, 0, 1), W(b, 1, 4, 1, 2, 2)], more)),
        ["BatchNormalization epsilon"] = (1e-5f, 1e-2f, (b, x, more) => Normalized(b, b.Op("Conv", [x, W(b, 1, 4, 3, 2, 2)]), more)),
        ["LayerNormalization axis"] = (-1L, 2L, (b, x, more) => b.Op("LayerNormalization", [x, W(b, 1, 4)], more)),
        ["LayerNormalization epsilon"] = (1e-5f, 1f, (b, x, more) => b.Op("LayerNormalization", [x, W(b, 1, 4)], more)),
        ["InstanceNormalization epsilon"] = (1e-5f, 1f, (b, x, more) => b.Op("InstanceNormalization", [x, W(b, 1, 3), W(b, 2, 3)], more)),
        ["GroupNormalization epsilon"] = (1e-5f, 1f, (b, x, more) =>
            b.Op("GroupNormalization", [x, W(b, 1, 3), W(b, 2, 3)], [("num_groups", 3L), .. more])),
        ["Softmax axis"] = (-1L, 1L, (b, x, more) => x.Map("Softmax", more)),
        ["LogSoftmax axis"] = (-1L, 1L, (b, x, more) => x.Map("LogSoftmax", more)),
    };

    private delegate Value Written(GraphBuilder b, Value x, (string, object)[] more);

    private static readonly RuleSet[] Sets =
        [RuleSet.DeepLift, Composites.Epsilon(1e-6), Composites.EpsilonAlpha2Beta1(1e-6), Composites.ExcitationBackprop(true, true)];

    public static IEnumerable<string> Names => Rows.Keys;

    [TestCaseSource(nameof(Names))]
    public void An_absent_attribute_is_the_default_of_the_specification(string row)
    {
        var (standard, other, _) = Rows[row];
        var attribute = row.Split(' ')[1];
        var changes = 0;
        foreach (var rules in Sets)
        {
            var absent = Pixels(row, rules);
            Assert.That(Pixels(row, rules, (attribute, standard)), Is.EqualTo(absent).Within(1e-3).Percent, $"{rules.Name}, written out");
            changes += Difference(row, rules, (attribute, other), absent) > 1e-4 ? 1 : 0;
        }
        // Not every rule reads every attribute: LRP takes the deviation of a normalization, and a softmax, as they are.
        Assert.That(changes, Is.Positive, "another value");
    }

    [Test]
    public void The_biases_of_layers_take_the_defaults_too()
    {
        float[] Biases(string row, params (string, object)[] attributes)
        {
            var graph = Network(row, attributes);
            return [.. BiasTerm.Of(graph, ShapeObserver.Observe(graph), "y").SelectMany(t => t.Values)];
        }
        foreach (var (row, standard, other) in new[] { ("Gemm beta", 1f, 2f), ("BatchNormalization epsilon", 1e-5f, 1e-2f) })
        {
            var attribute = row.Split(' ')[1];
            Assert.That(Biases(row, (attribute, standard)), Is.EqualTo(Biases(row)).Within(1e-6f));
            Assert.That(Biases(row, (attribute, other)), Is.Not.EqualTo(Biases(row)).Within(1e-3f));
        }
    }

    private static double Difference(string row, RuleSet rules, (string, object) attribute, float[] absent)
    {
        try
        {
            return Pixels(row, rules, attribute).Zip(absent, (a, b) => Math.Abs(a - b)).Max();
        }
        catch (Exception error) when (error is Microsoft.ML.OnnxRuntime.OnnxRuntimeException)
        {
            return double.PositiveInfinity;
        }
    }

    private static float[] Pixels(string row, RuleSet rules, params (string, object)[] attributes)
    {
        var graph = Network(row, attributes);
        var program = rules.Build(graph, ShapeObserver.Observe(graph), "y", ["x"]);
        using var session = new Session(program.Graph with { Outputs = [.. program.Gradients] }, 1);
        var x = GradientCase.Between(-1, 1, 5, 2, 3, 4, 4);
        var shape = ShapeObserver.Observe(graph).Of("y").Select(d => (int)d).ToArray();
        List<(string, Tensor)> feeds = [("x", x), (program.Seed, GradientCase.Between(-1, 1, 6, shape))];
        if (program.Reference is { } reference)
            feeds.Add((reference, GradientCase.Between(-1, 1, 7, 2, 3, 4, 4)));
        return session.Run([.. feeds.Where(f => program.Graph.Inputs.Any(i => i.Name == f.Item1))])[0].Values;
    }

    private static Graph Network(string row, (string, object)[] attributes)
    {
        var b = new GraphBuilder();
        var y = Rows[row].Build(b, b.Input("x", ElementType.Float, null, 3, 4, 4), attributes);
        b.Add(Node.Of("Identity", [y.Name], ["y"]));
        return b.Build(["y"]);
    }

    private static Value Normalized(GraphBuilder b, Value x, (string, object)[] more) => b.Op(
        "BatchNormalization",
        [x, W(b, 2, 4), W(b, 3, 4), W(b, 4, 4), b.Constant(Constant.Of([1e-5f, 3e-5f, 1e-4f, 2e-5f], 4))], more);

    private static Value W(GraphBuilder b, int seed, params int[] shape) =>
        b.Constant(Constant.Of(GradientCase.Between(-1, 1, seed, shape).Values, [.. shape.Select(d => (long)d)]));
}
