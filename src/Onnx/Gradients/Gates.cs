using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Lets a derivative through where a condition on a value holds: the backward side of every activation with flat parts.</summary>
/// <remarks>
/// A comparison and a choice cost 11 ms for ten million numbers, and convert the tensors from the blocked layout the runtime keeps
/// between convolutions and back (another 10 ms). A hard sigmoid that is steep enough to be a step, and a product, cost 3–4 ms and stay
/// in that layout. A product makes NaN of an infinite derivative at a closed gate, so where one can arrive the choice is kept.
/// </remarks>
internal static class Gates
{
    // Times the smallest normal float this is 4: every positive number ends at 1. (Numbers below 3e-39 would count in part.)
    private const float Steepest = float.MaxValue;

    /// <summary>The derivative where value &gt; bound, 0 elsewhere.</summary>
    public static Value Above(GradientScope s, Value gradient, Value value, float bound) => s.MayBeInfinite
        ? Choose(gradient, value > bound)
        : gradient * Step(value, bound, 1);

    /// <summary>The derivative where value &lt; bound, 0 elsewhere.</summary>
    public static Value Below(GradientScope s, Value gradient, Value value, float bound) => s.MayBeInfinite
        ? Choose(gradient, value < bound)
        : gradient * Step(value, bound, -1);

    /// <summary>The derivative where a condition holds, 0 elsewhere.</summary>
    public static Value Choose(Value gradient, Value condition) => gradient.Where(condition, gradient.Builder.Scalar(0));

    // clip(sign·(value − bound)·steepness, 0, 1). The steepness is a power of two, so the product is exact, and so large that the
    // neighbour of the bound already gives 1 or more.
    private static Value Step(Value value, float bound, int sign)
    {
        if (bound == 0)
            return value.Map("HardSigmoid", ("alpha", sign * Steepest), ("beta", 0f));
        var spacing = MathF.Min(MathF.BitIncrement(bound) - bound, bound - MathF.BitDecrement(bound));
        var steepness = MathF.ScaleB(1, -MathF.ILogB(spacing));
        return value.Map("HardSigmoid", ("alpha", sign * steepness), ("beta", -sign * steepness * bound));
    }
}
