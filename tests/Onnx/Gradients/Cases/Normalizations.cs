using VisEval.Core;
using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Normalizations, by their input and by their parameters.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Normalizations =>
    [
        Of("", "BatchNormalization", [Image, Between(0.5, 2, 2, 3), Spread(3, 3), Spread(4, 3), Between(0.5, 2, 5, 3)], ("epsilon", 0.01f)),
        Of("of vectors", "BatchNormalization", [Spread(1, 2, 3), Between(0.5, 2, 2, 3), Spread(3, 3), Spread(4, 3), Between(0.5, 2, 5, 3)]),
        Of("last axis", "LayerNormalization", [Wide(1, 2, 3, 4), Between(0.5, 2, 2, 4), Spread(3, 4)]),
        Of("two axes", "LayerNormalization", [Wide(1, 2, 3, 4), Between(0.5, 2, 2, 3, 4)], ("axis", 1L)),
        Of("first of negative axes", "LayerNormalization", [Wide(1, 2, 3, 4), Between(0.5, 2, 2, 3, 4), Spread(3, 3, 4)], ("axis", -2L),
            ("epsilon", 0.1f)),
        new("LayerNormalization with its mean and deviation", "LayerNormalization", [Wide(1, 2, 3, 4), Between(0.5, 2, 2, 4), Spread(3, 4)],
            (b, x) => b.Op("LayerNormalization", 3, x) is var y ? y[0] * y[1] + y[2] : default, [0, 1, 2]),
        new("LayerNormalization only its deviation", "LayerNormalization", [Wide(1, 2, 3, 4), Between(0.5, 2, 2, 4)],
            (b, x) => b.Op("LayerNormalization", 3, x)[2], [0]),
        new("LayerNormalization in parts", "ReduceMean", [Wide(1, 2, 3, 4), Between(0.5, 2, 2, 4), Spread(3, 4)], InParts, [0, 1, 2]),
        Of("", "InstanceNormalization", [Image, Between(0.5, 2, 2, 3), Spread(3, 3)], ("epsilon", 0.01f)),
        Of("of sequences", "InstanceNormalization", [Wide(1, 2, 3, 5), Between(0.5, 2, 2, 3), Spread(3, 3)]),
        Of("two groups", "GroupNormalization", [Spread(1, 2, 4, 3, 2), Between(0.5, 2, 2, 4), Spread(3, 4)], ("num_groups", 2L),
            ("epsilon", 0.01f)),
        Of("one group", "GroupNormalization", [Spread(1, 2, 4, 3), Between(0.5, 2, 2, 4), Spread(3, 4)], ("num_groups", 1L)),
        Of("", "MeanVarianceNormalization", [Image]),
        Of("of each image", "MeanVarianceNormalization", [Image], ("axes", new long[] { 1, 2, 3 })),
        Of("three channels", "LRN", [Spread(1, 2, 6, 2, 3)], ("size", 3L), ("alpha", 0.9f), ("beta", 0.6f), ("bias", 1.5f)),
        Of("more channels than there are", "LRN", [Spread(1, 2, 3, 2, 2)], ("size", 7L), ("alpha", 0.9f)),
        Of("euclidean", "LpNormalization", [Spread(1, 2, 5)]),
        Of("euclidean along channels", "LpNormalization", [Spread(1, 2, 3, 2)], ("axis", 1L), ("p", 2L)),
        Of("absolute", "LpNormalization", [Spread(1, 2, 5)], ("p", 1L)),
        new("Division by a norm", "ReduceL2", [Spread(1, 2, 5)],
            (b, x) => x[0] / b.Op("Max", [b.Op("ReduceL2", [x[0], b.Ints(1)]), b.Scalar(1e-12f)]), [0]),
    ];

    // As exporters wrote it before there was an operator.
    private static Value InParts(GraphBuilder b, Value[] x)
    {
        var centred = x[0] - x[0].Mean(keep: true, -1);
        var deviation = (b.Op("Pow", [centred, b.Scalar(2)]).Mean(keep: true, -1) + 1e-5f).Map("Sqrt");
        return centred / deviation * x[1] + x[2];
    }

    // Far enough apart that a finite difference sees no curvature of 1/σ.
    private static Tensor Wide(int seed, params int[] shape) => Between(-2, 2, seed, shape);
}
