using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Arithmetic, and operators that pass elements on.</summary>
internal static class ElementwiseGradients
{
    [GradientOf("Add", Broadcasts = true)]
    internal static IReadOnlyList<Value> Add(GradientScope s) => [s.Gradient, s.Gradient];

    [GradientOf("Sub", Broadcasts = true)]
    internal static IReadOnlyList<Value> Sub(GradientScope s) => [s.Gradient, s.Wanted[1] ? -s.Gradient : Value.None];

    [GradientOf("Mul", Broadcasts = true)]
    internal static IReadOnlyList<Value> Mul(GradientScope s) =>
        [s.Wanted[0] ? s.Gradient * s.Input(1) : Value.None, s.Wanted[1] ? s.Gradient * s.Input(0) : Value.None];

    // d(a/b) = da/b − (a/b)·db/b
    [GradientOf("Div", Broadcasts = true, SingularIn = 1)]
    internal static IReadOnlyList<Value> Div(GradientScope s)
    {
        var numerator = s.Gradient / s.Input(1);
        return [numerator, s.Wanted[1] ? -(numerator * s.Output()) : Value.None];
    }

    // Floats only have the remainder of truncation, y = a − b·trunc(a/b), so trunc(a/b) = (a − y)/b.
    [GradientOf("Mod", Broadcasts = true)]
    internal static IReadOnlyList<Value> Mod(GradientScope s) =>
        [s.Gradient, s.Wanted[1] ? s.Gradient * ((s.Output() - s.Input(0)) / s.Input(1)) : Value.None];

    [GradientOf("Sum", Broadcasts = true)]
    internal static IReadOnlyList<Value> Sum(GradientScope s) => [.. s.Node.Inputs.Select(_ => s.Gradient)];

    [GradientOf("Mean", Broadcasts = true)]
    internal static IReadOnlyList<Value> Mean(GradientScope s)
    {
        var share = s.Gradient * (1f / s.Node.Inputs.Count);
        return [.. s.Node.Inputs.Select(_ => share)];
    }

    [GradientOf("Neg")]
    internal static IReadOnlyList<Value> Neg(GradientScope s) => [-s.Gradient];

    [GradientOf("Identity")]
    internal static IReadOnlyList<Value> Identity(GradientScope s) => [s.Gradient];

    // Input 2 switches training mode on; then the operator draws a mask, and no run gives the scores of another, unless the share it drops
    // is 0, as some exports have it.
    [GradientOf("Dropout")]
    internal static IReadOnlyList<Value> Dropout(GradientScope s)
    {
        var training = s.Node.HasInput(2) && (s.ConstantInput(2) is not { } flag || flag.As<bool>(ElementType.Bool)[0]);
        var dropsNothing = s.Node.HasInput(1) && s.ConstantInput(1) is { Type: ElementType.Float } share && share.Floats[0] == 0;
        return !training || dropsNothing
            ? [s.Gradient]
            : throw s.Refuse("it is exported in training mode; export the network for inference.");
    }

    [GradientOf("Abs")]
    internal static IReadOnlyList<Value> Abs(GradientScope s) => [s.Gradient * s.Input(0).Map("Sign")];

    [GradientOf("Reciprocal", SingularIn = 0)]
    internal static IReadOnlyList<Value> Reciprocal(GradientScope s) => [-(s.Gradient * s.Output() * s.Output())];

    // Only floats carry a derivative: nothing flows into a cast from integers or booleans.
    [GradientOf("Cast")]
    internal static IReadOnlyList<Value> Cast(GradientScope s) =>
        [s.IsFloat(0) ? s.Gradient.Map("Cast", ("to", (long)s.Shapes.Types[s.Node.Inputs[0]])) : Value.None];

    [GradientOf("CastLike")]
    internal static IReadOnlyList<Value> CastLike(GradientScope s) => Cast(s);
}
