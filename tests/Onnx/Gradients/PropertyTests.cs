using FsCheck;
using FsCheck.Fluent;
using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Networks nobody wrote: rules, fan-out, reuse and broadcasting together.</summary>
public class PropertyTests
{
    private const double Step = 0.005;
    private const double Smooth = 2e-3;
    private const double Tolerance = 3e-3;

    public static class Networks
    {
        public static Arbitrary<Layer[]> Layers()
        {
            var layer =
                from kind in Gen.Choose(0, RandomLayers.All.Count - 1)
                from first in Gen.Choose(0, 5)
                from second in Gen.Choose(0, 29)
                select new Layer(kind, first, second);
            var layers = Gen.Choose(5, 15).SelectMany(layer.ArrayOf);
            return Arb.From(layers, Shorter);
        }

        private static IEnumerable<Layer[]> Shorter(Layer[] layers) =>
            Enumerable.Range(0, layers.Length).Select(i => layers.Where((_, k) => k != i).ToArray());
    }

    // Where two step sizes disagree a kink is near, and differences say nothing: such networks are drawn again, and too many of them fail.
    [FsCheck.NUnit.Property(MaxTest = 250, Replay = "20250101,7", Arbitrary = [typeof(Networks)])]
    public Property Gradient_equals_differences_along_a_random_direction(Layer[] layers)
    {
        var network = new RandomNetwork(layers, 5);
        var of = network.Feeds.Select(f => f.Name).ToList();
        var program = Backward.Build(network.Graph, ShapeObserver.Observe(network.Graph), network.Output, of, RuleSet.Standard.For);
        using var forward = new Session(network.Graph, 1);
        using var backward = new Session(program.Graph with { Outputs = program.Gradients }, 1);

        var seed = new Tensor([0.8f, -0.6f], 2);
        var directions = network.Feeds.Select((f, i) => GradientCase.Between(-1, 1, 77 + i, f.Value.Shape.ToArray())).ToList();
        var slopes = backward.Run([.. network.Feeds, (program.Seed, seed)]);
        var products = slopes.SelectMany((s, i) => s.Values.Zip(directions[i].Values, (g, d) => (double)g * d)).ToList();
        var actual = products.Sum();

        double At(double step)
        {
            var output = forward.Run([.. network.Feeds.Select((f, i) => (f.Name, Moved(f.Value, directions[i], step)))])[0].Values;
            return (output[0] * (double)seed.Values[0]) + (output[1] * (double)seed.Values[1]);
        }

        var (here, far, near) = (At(0), (Up: At(Step), Down: At(-Step)), (Up: At(Step / 2), Down: At(-Step / 2)));
        var (wide, narrow) = ((far.Up - far.Down) / (2 * Step), (near.Up - near.Down) / Step);
        var expected = narrow + (narrow - wide) / 3;
        // How much the slope changes on the way; twice as much in twice the step, unless it jumps.
        var (bend, halfBend) = ((far.Up - 2 * here + far.Down) / Step, (near.Up - 2 * here + near.Down) / (Step / 2));
        var scale = Math.Max(Math.Abs(expected), Math.Sqrt(products.Sum(p => p * p)));
        var smooth = Math.Abs(wide - narrow) < Smooth * scale && Math.Abs(bend - 2 * halfBend) < Smooth * scale;
        return (Math.Abs(actual - expected) < Tolerance * scale).Label($"{actual} instead of {expected}").When(smooth);
    }

    private static Tensor Moved(Tensor x, Tensor direction, double by)
    {
        var moved = x.Clone();
        for (var i = 0; i < moved.Length; i++)
            moved.Values[i] += (float)(by * direction.Values[i]);
        return moved;
    }
}
