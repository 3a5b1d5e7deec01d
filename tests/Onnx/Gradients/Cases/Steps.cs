using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Operators that let nothing through. Each stands in a product with its input, where anything it let through
/// would show.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Steps =>
    [
        .. new[] { "Floor", "Ceil", "Round", "Sign", "Hardmax" }.Select(op => Step(op, x => x.Map(op))),
        .. new[] { "Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual" }
            .Select(op => Step(op, x => x.Builder.Op(op, [x, x.Builder.Scalar(0.12f)]))),
        .. new[] { "And", "Or", "Xor" }.Select(op => Step(op, x => x.Builder.Op(op, [x > 0.12f, x < 0.24f]))),
        Step("Not", x => (x > 0.12f).Map("Not")),
        Step("IsNaN", x => x.Map("IsNaN").Map("Not")),
        Step("IsInf", x => x.Map("IsInf").Map("Not")),
        Step("ArgMax", x => x.Map("ArgMax", ("axis", 1L))),
        Step("ArgMin", x => x.Map("ArgMin", ("axis", 1L))),
        Step("NonZero", x => (x > -100).Map("NonZero").Slice(0, 1, 2).Slice(1, 2, 3)),
        Step("Shape", x => x.Shape().Slice(0, 1, 2)),
        Step("Size", x => x.Map("Size")),
        Step("ConstantOfShape", x => x.Shape().Map("ConstantOfShape", ("value", Constant.Of([0.7f], 1)))),
        Step("EyeLike", x => x.Map("EyeLike")),
        // Drawn from an interval of one number.
        Step("RandomUniformLike", x => x.Map("RandomUniformLike", ("low", 2f), ("high", 2f))),
        Step("RandomNormalLike", x => x.Map("RandomNormalLike", ("mean", 2f), ("scale", 1e-30f))),
        Step("Bernoulli", x => (x * 1000f).Map("Sigmoid").Map("Bernoulli")),
        new("Shape gives nothing back", "Shape", [Spread(1, 2, 6)], (b, x) => b.Op("Reshape", [x[0], x[0].Shape()]), [0]),
        new("Range of a length", "Shape", [Spread(1, 2, 6)], Positions, [0]),
    ];

    private static GradientCase Step(string op, Func<Value, Value> step) =>
        new(op, op, [Spread(1, 2, 6)], (_, x) => x[0] * step(x[0]).ToFloat(), [0]);

    // As exporters write x·torch.arange(x.shape[1]).
    private static Value Positions(GraphBuilder b, Value[] x)
    {
        var length = x[0].Shape().Slice(0, 1, 2).Reshape();
        return x[0] * b.Op("Range", [b.Constant(Constant.IntScalar(0)), length, b.Constant(Constant.IntScalar(1))]).ToFloat();
    }
}
