using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>What a layer, instance or group normalization takes its mean and standard deviation over.</summary>
/// <param name="Scope">The node.</param>
/// <param name="Axes">The axes, of the tensor with the groups together.</param>
/// <param name="Groups">The number of channel groups, or 0 where the axes are those of the tensor.</param>
internal sealed record Centring(GradientScope Scope, long[] Axes, long Groups)
{
    public static Centring Of(GradientScope s)
    {
        if (s.Arriving.Skip(1).Any(a => a != Value.None))
            throw s.Refuse("the network goes on with its mean or deviation, for which only the derivative is known.");
        var rank = s.InputShape().Length;
        return s.Node.Operator switch
        {
            "LayerNormalization" => new(s, From(s.Axis(s.Node.Int("axis", -1)), rank), 0),
            "InstanceNormalization" => new(s, From(2, rank), 0),
            "GroupNormalization" => new(s, [2], s.Node.Int("num_groups")),
            _ => throw s.Refuse("only layer, instance and group normalization have such a rule."),
        };
    }

    /// <summary>The tensor with all elements that share a mean along <see cref="Axes"/>.</summary>
    public Value Together(Value x) => Groups == 0 ? x : x.Reshape(0, Groups, -1);

    /// <summary>The number of axes of the tensor with the groups together.</summary>
    public int Rank => Groups == 0 ? Scope.InputShape().Length : 3;

    /// <summary>Back in the tensor's own shape.</summary>
    public Value Apart(Value x) => Groups == 0 ? x : x.ReshapeLike(Scope.Input(0));

    /// <summary>x − mean x; its own transpose.</summary>
    public Value Centred(Value x) => x - x.Mean(keep: true, Axes);

    /// <summary>1/√(mean c² + ε) for centred values.</summary>
    public Value InverseDeviation(Value centred) =>
        ((centred * centred).Mean(keep: true, Axes) + Scope.Node.Float("epsilon", 1e-5f)).Map("Sqrt").Map("Reciprocal");

    /// <summary>What arrives, times the normalization's factor γ.</summary>
    public Value Scaled(Value arriving)
    {
        var scale = Scope.Input(1);
        long[] perChannel = [1, -1, .. Enumerable.Repeat(1L, Scope.InputShape().Length - 2)];
        return arriving * (Scope.Node.Operator == "LayerNormalization" ? scale : scale.Reshape(perChannel));
    }

    private static long[] From(int first, int rank) => [.. Enumerable.Range(first, rank - first).Select(a => (long)a)];
}
