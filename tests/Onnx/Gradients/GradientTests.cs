using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Every rule against central differences of the operator itself, run by ONNX Runtime.</summary>
public class GradientTests
{
    private const float Step = 0.01f;
    private const double Tolerance = 1e-3;

    [TestCaseSource(typeof(GradientCases), nameof(GradientCases.All))]
    public void Rule_equals_finite_differences(GradientCase row)
    {
        var builder = new GraphBuilder();
        var inputs = row.Inputs.Select((x, i) => builder.Input(
            $"x{i}",
            ElementType.Float,
            [.. x.Shape.ToArray().Select((d, axis) => axis == 0 && row.Free.Contains(i) ? null : (long?)d)])).ToArray();
        var output = row.Build(builder, inputs);
        var graph = builder.Build([output.Name]);
        var of = row.Differentiated.Select(i => $"x{i}").ToList();
        var program = Backward.Build(graph, ShapeObserver.Observe(graph), output.Name, of, RuleSet.Standard.For);

        using var forward = new Session(graph, 1);
        using var backward = new Session(program.Graph with { Outputs = [output.Name, .. program.Gradients] }, 1);
        var feeds = row.Inputs.Select((x, i) => (Name: $"x{i}", Value: x)).ToList();
        var seed = GradientCase.Between(-1, 1, 9, forward.Run(feeds)[0].Shape.ToArray());
        var results = backward.Run([.. feeds, (program.Seed, seed)]);

        for (var k = 0; k < of.Count; k++)
        {
            var expected = Differences(forward, feeds, row.Differentiated[k], seed);
            var scale = Math.Max(1e-3, expected.Max(Math.Abs));
            var actual = results[1 + k];
            Assert.That(actual.Shape.ToArray(), Is.EqualTo(row.Inputs[row.Differentiated[k]].Shape.ToArray()),
                $"shape of the derivative by input {k}");
            for (var i = 0; i < expected.Length; i++)
                Assert.That(
                    actual.Values[i], Is.EqualTo(expected[i]).Within(Tolerance * scale), $"input {row.Differentiated[k]}, element {i}");
        }
    }

    [Test]
    public void Every_rule_has_a_row()
    {
        var tested = GradientCases.All.Select(c => c.Operator).ToHashSet();
        Assert.That(GradientTable.Standard.Keys.Where(op => !tested.Contains(op)), Is.Empty);
    }

    // The sum over outputs is taken in double precision, so only the operator's own rounding limits the difference quotient.
    private static double[] Differences(Session session, List<(string Name, Tensor Value)> feeds, int input, Tensor seed)
    {
        var x = feeds[input].Value;
        var slopes = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var (old, up, down) = (x.Values[i], x.Values[i] + Step, x.Values[i] - Step);
            x.Values[i] = up;
            var above = Weighted(session.Run(feeds)[0], seed);
            x.Values[i] = down;
            var below = Weighted(session.Run(feeds)[0], seed);
            x.Values[i] = old;
            slopes[i] = (above - below) / ((double)up - down);
        }
        return slopes;
    }

    private static double Weighted(Tensor output, Tensor seed)
    {
        var sum = 0.0;
        for (var i = 0; i < output.Length; i++)
            sum += (double)output.Values[i] * seed.Values[i];
        return sum;
    }
}
