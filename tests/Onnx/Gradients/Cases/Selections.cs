using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Operators whose result is one of their elements.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Selections =>
    [
        new("Where both branches", "Where", [Spread(1, 2, 4), Spread(2, 2, 4)], (b, x) => x[0].Where(x[1] > 0, x[1]), [0, 1]),
        new("Where broadcast branches", "Where", [Spread(1, 2, 1, 4), Spread(2, 3, 1)], (b, x) => x[0].Where(x[0] > 0, x[1]), [0, 1]),
        new("Where broadcast condition", "Where", [Spread(1, 2, 4), Spread(2, 2, 4), Spread(3, 2, 1)],
            (b, x) => x[0].Where(x[2] > 0, x[1]), [0, 1, 2]),
        new("Where condition longer than its branches", "Where", [Spread(1, 2, 4), Spread(2, 4)],
            (b, x) => (x[1] * 2f).Where(x[0] > 0, x[1]), [0, 1]),
        Of("two", "Max", [Spread(1, 2, 6), Spread(2, 2, 6)]),
        Of("three, broadcast", "Max", [Between(-1, 1, 1, 2, 4), Between(-1, 1, 2, 2, 1), Between(-1, 1, 3, 4)]),
        Of("one", "Max", [Spread(1, 2, 3)]),
        With("a constant", "Max", [Spread(1, 2, 6)], [Constant.Scalar(0)]),
        Of("two", "Min", [Spread(1, 2, 6), Spread(2, 2, 6)]),
        Of("three, broadcast", "Min", [Between(-1, 1, 1, 2, 4), Between(-1, 1, 2, 2, 1), Between(-1, 1, 3, 4)]),
        TopK("largest", 3, [2, 5]),
        TopK("smallest", 3, [2, 5], ("largest", 0L)),
        TopK("unsorted along an inner axis", 2, [2, 4, 3], ("axis", 1L), ("sorted", 0L)),
        new("TopK only by its indices", "TopK", [Spread(1, 2, 5)], (b, x) => x[0] * b.Op("TopK", 2, [x[0], b.Ints(1)])[1].ToFloat(), [0]),
    ];

    private static GradientCase TopK(string variant, long k, int[] shape, params (string, object)[] attributes) =>
        new($"TopK {variant}", "TopK", [Spread(1, shape)], (b, x) => b.Op("TopK", 2, [x[0], b.Ints(k)], attributes)[0], [0]);
}
