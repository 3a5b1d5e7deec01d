using VisEval.Core;
using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Arithmetic of one and two inputs.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Arithmetic =>
    [
        Of("", "Add", [Spread(1, 2, 3), Spread(2, 2, 3)]),
        Of("broadcast both ways", "Add", [Spread(1, 2, 3, 1), Spread(2, 3, 4)]),
        Of("broadcast", "Sub", [Spread(1, 2, 3), Spread(2, 1, 3)]),
        Of("broadcast gate", "Mul", [Image, Spread(2, 2, 3, 1, 1)]),
        Of("broadcast", "Div", [Spread(1, 2, 3), Between(1, 2, 2, 3)]),
        Of("three inputs", "Sum", [Spread(1, 2, 3), Spread(2, 1, 3), Spread(3, 2, 3)]),
        Of("", "Neg", [Spread(1, 2, 3)]),
        Of("", "Identity", [Spread(1, 2, 3)]),
        Of("", "Dropout", [Spread(1, 2, 3)]),
        Of("", "Reciprocal", [Between(0.5, 2, 1, 2, 3)]),
        Of("", "Abs", [Spread(1, 2, 5)]),
        Of("", "Sub", [Spread(1, 2, 3), Spread(2, 2, 3)]),
        Of("broadcast on the left", "Sub", [Spread(1, 3), Spread(2, 2, 3)]),
        Of("broadcast on the left", "Div", [Spread(1, 3), Between(1, 2, 2, 2, 3)]),
        Of("by a scalar", "Mul", [Spread(1, 2, 3), new Tensor([0.7f])]),
        Of("three inputs, broadcast", "Mean", [Spread(1, 2, 3), Spread(2, 1, 3), Spread(3, 2, 2, 1)]),
        Of("one input", "Mean", [Spread(1, 2, 3)]),
        Of("of truncation", "Mod", [new Tensor([2.3f, -2.6f, 0.4f, 5.3f], 2, 2), new Tensor([1.1f, 0.9f], 2)], ("fmod", 1L)),
        new("Dropout with its mask", "Dropout", [Spread(1, 2, 3)], (b, x) => b.Op("Dropout", 2, [x[0], b.Scalar(0.3f)])[0], [0]),
        new("Dropout for inference by an input", "Dropout", [Spread(1, 2, 3)],
            (b, x) => b.Op("Dropout", [x[0], b.Scalar(0.3f), b.Constant(new Constant(ElementType.Bool, [], new byte[1]))]), [0]),
        new("Dropout in training that drops nothing", "Dropout", [Spread(1, 2, 3)],
            (b, x) => b.Op("Dropout", [x[0], b.Scalar(0), b.Constant(new Constant(ElementType.Bool, [], new byte[] { 1 }))]), [0]),
        Of("to float", "Cast", [Spread(1, 2, 3)], ("to", 1L)),
        new("Cast to double and back", "Cast", [Spread(1, 2, 3)], (b, x) => x[0].Map("Cast", ("to", 11L)).ToFloat() * 3f, [0]),
        new("Cast of positions passes nothing", "Cast", [Spread(1, 2, 3)],
            (b, x) => x[0] * b.Op("Mul", [x[0].Map("ArgMax", ("axis", 1L)), b.Constant(Constant.IntScalar(2))]).ToFloat(), [0]),
        Of("", "CastLike", [Spread(1, 2, 3), Spread(2, 1)]) with { Differentiated = [0] },
    ];
}
