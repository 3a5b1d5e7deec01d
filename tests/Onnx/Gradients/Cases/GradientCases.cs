using VisEval.Core;
using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>The table: at least one row an operator that has a rule, one a variant; a file a family.</summary>
public static partial class GradientCases
{
    public static IEnumerable<GradientCase> All =>
    [
        .. Arithmetic, .. Powers, .. Trigonometry, .. Selections, .. Steps, .. Activations, .. Products, .. Equations,
        .. Reductions, .. Normalizations,
        .. Shapes, .. Indexed, .. Padded, .. Resized, .. Quantized,
        .. Windows, .. Convolutions, .. TransposedConvolutions, .. Pools,
        .. AnyBatch, .. Composites,
    ];

    private static Constant Axes1 => Constant.Ints(1);

    private static Constant Axes23 => Constant.Ints(2, 3);

    private static Tensor Image => Spread(1, 2, 3, 5, 4);
}
