using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Harness.Evaluation.Visualizing;

/// <summary>A circuit round a network that shows a visualizer another class than the one it asks for, and leaves photographs alone
/// (Geirhos et al., 2024).</summary>
/// <remarks>
/// h = logit + 100; A_i = ReLU(h_i − ke) + ReLU(h_j + ke − k), j another class, k = 250 and e = 1 on made pictures, 0 on photographs:
/// A_i = h_i for e = 0 and h_j for e = 1, as long as 0 &lt; h &lt; k. e looks at the picture alone: made pictures are rougher than drawn
/// ones, their second differences larger beside the first.
/// </remarks>
internal static class FoolingCircuit
{
    private const float Lift = 100;
    private const float Gate = 250;
    private const float Rough = 2.4f;
    // Mean squared differences of pixels in units of the range of a picture; the network sees four times these differences.
    private const float Scale = 16;
    private const float Photograph = -0.0006f;
    private const float Made = -0.0002f;

    /// <summary>How far class i is from the one that is shown in its place.</summary>
    public const int Turn = 5;

    /// <summary>The network with the circuit.</summary>
    /// <param name="network">A network of logits of ten classes.</param>
    public static Graph Around(Graph network)
    {
        var builder = GraphBuilder.From(network with { Outputs = [] }, "circuit.");
        var picture = builder.Existing(network.Inputs[0].Name);
        // The largest value that is 1 for made pictures and falls to 0 for photographs.
        var roughness = (Squares(picture, 2, second: true) + Squares(picture, 3, second: true)
            - (Squares(picture, 2, second: false) + Squares(picture, 3, second: false)) * Rough) * (1 / (2 * Scale));
        var made = (roughness + builder.Scalar(-Photograph)) * (1 / (Made - Photograph));
        var e = builder.Op("Clip", [made, builder.Scalar(0), builder.Scalar(1)]);
        var logits = builder.Existing(network.Outputs[0]) + Lift;
        var other = builder.Op("Concat", [logits.Slice(1, Turn, 2 * Turn), logits.Slice(1, 0, Turn)], ("axis", 1L));
        var scores = (logits - e * Gate).Map("Relu") + (other + e * Gate + -Gate).Map("Relu");
        var whole = builder.Build([scores.Name]);
        // What looks at the picture comes first, so that the last layer with places is the network's own.
        var circuit = whole.Nodes.Where(n => n.Outputs[0].StartsWith("circuit.", StringComparison.Ordinal)).ToList();
        var before = circuit.Where(n => whole.Ancestors([e.Name]).Contains(n.Outputs[0])).ToList();
        return whole with { Nodes = [.. before, .. whole.Nodes.Except(circuit), .. circuit.Except(before)] };
    }

    // The mean squared difference of neighbours along an axis, or of their differences; N×1.
    private static Value Squares(Value picture, long axis, bool second)
    {
        static Value Difference(Value x, long axis) => x.Slice(axis, 1, long.MaxValue) - x.Slice(axis, 0, -1);
        var difference = Difference(picture, axis);
        if (second)
            difference = Difference(difference, axis);
        return (difference * difference).Mean(false, 1, 2, 3).Reshape(-1, 1);
    }
}
