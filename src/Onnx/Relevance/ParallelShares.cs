using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>Two tensors of the data that meet in a sum: each gets x·R/y, scaled so that both together have ΣR, in proportion to the sizes
/// of their sums (Chefer et al., CVPR 2021, parallel relevance normalization).</summary>
/// <remarks>With u = Σ of one side and v = Σ of the other, the factor of the first is |u|/(|u| + |v|)·ΣR/u, for each image. Without it
/// a shortcut and a branch of opposite signs would blow each other up.</remarks>
internal static class ParallelShares
{
    private const float Tiny = 1e-9f;

    internal static IReadOnlyList<Value> Rule(GradientScope s)
    {
        var signal = s.Gradient / LinearRules.Stabilize(s.Output(), Tiny);
        // Where only one side leads on to what is asked for, the other takes its part all the same.
        var both = s with { Wanted = [true, true] };
        Value[] shares = [.. both.Derivative(signal).Select((d, i) => d * s.Input(i))];
        Value[] sums = [.. shares.Select(Total)];
        var all = LinearRules.Stabilize(sums[0].Map("Abs") + sums[1].Map("Abs"), Tiny);
        var arriving = Total(s.Gradient);
        return
        [
            .. shares.Select((share, i) =>
            {
                var factor = sums[i].Map("Abs") / all * arriving / LinearRules.Stabilize(sums[i], Tiny);
                return share * factor.Reshape([-1, .. Enumerable.Repeat(1L, s.InputShape(i).Length - 1)]);
            }),
        ];
    }

    // One number an image.
    private static Value Total(Value v) => v.Reshape(0, -1).Sum(keep: false, 1);
}
