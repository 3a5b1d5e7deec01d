using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Normalization by the size of the response itself.</summary>
internal static class ResponseNormalizationGradients
{
    // Across channels: y = x·D^−β with D = k + α·(mean of x² over the window of channels around each), so
    // dx = g·D^−β − 2αβ·x·(mean over the same windows, turned round, of g·y/D).
    [GradientOf("LRN")]
    internal static IReadOnlyList<Value> LocalResponse(GradientScope s)
    {
        var x = s.Input(0);
        var (alpha, beta) = (s.Node.Float("alpha", 1e-4f), s.Node.Float("beta", 0.75f));
        var size = s.Node.Int("size");
        var (before, after) = ((size - 1) / 2, size / 2);
        var d = Windows(s, x * x, size, before, after) * alpha + s.Node.Float("bias", 1);
        var power = s.Builder.Op("Pow", [d, s.Builder.Scalar(-beta)]);
        return [s.Gradient * power - x * Windows(s, s.Gradient * s.Output() / d, size, after, before) * (2 * alpha * beta)];
    }

    // y = x/n with n = Σ|x| or √Σx²: dx = (g − n'·Σ g·y)/n with n' = sign(x) or y. A vector of zeros stays zero: nothing flows.
    [GradientOf("LpNormalization")]
    internal static IReadOnlyList<Value> LpNormalization(GradientScope s)
    {
        var axis = s.Axis(s.Node.Int("axis", -1));
        var byAbsolute = s.Node.Int("p", 2) == 1;
        var norm = s.Builder.Op(byAbsolute ? "ReduceL1" : "ReduceL2", [s.Input(0), s.Builder.Ints(axis)]);
        var slope = byAbsolute ? s.Input(0).Map("Sign") : s.Output();
        var inverse = Gates.Choose(norm.Map("Reciprocal"), norm > 0);
        return [(s.Gradient - slope * (s.Gradient * s.Output()).Sum(keep: true, axis)) * inverse];
    }

    // The channels become an image axis, so that average pooling slides over them; past the first and last there is zero.
    private static Value Windows(GradientScope s, Value value, long size, long before, long after) => value
        .Reshape(0, 1, s.InputShape()[1], -1)
        .Map("AveragePool", ("kernel_shape", new[] { size, 1 }), ("pads", new[] { before, 0, after, 0 }), ("count_include_pad", 1L))
        .ReshapeLike(s.Input(0));
}
