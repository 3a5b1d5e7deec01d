using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>DeepLIFT's multipliers, rescale rule (Shrikumar et al., 2017): Σ_i m_i·Δx_i = Δy for every operator.</summary>
/// <remarks>
/// Δ is the difference to the run on the reference, marked ₀. Linear operators have their derivative; a·b is linear in each factor,
/// so its derivative at the middle, Δa·(b + b₀)/2 + Δb·(a + a₀)/2, is exact. Normalizations by a norm (LRN) and norms have the
/// derivative at the middle, which is exact only up to second order, and so are products of more than two factors. Comparisons, choices and
/// positions computed from the data have their derivative.
/// </remarks>
internal static class DeepLiftRules
{
    // A maximum moves by no more than the element it is taken from, so the quotient lies in [0, 1] however small Δx is.
    private const float SameMaximum = 1e-10f;

    internal static RuleSet Rules { get; } = new("deeplift",
    [
        For(OperatorFamily.Elementwise, Rescale.Rule),
        For(OperatorFamily.Extreme, Extreme),
        For(OperatorFamily.Product, Middle),
        For(OperatorFamily.Bilinear, Middle),
        For(OperatorFamily.Norming, Middle),
        For(OperatorFamily.Reducing, Middle),
        For(OperatorFamily.Quotient, Quotient),
        For(OperatorFamily.Centring, Normalization),
        For(OperatorFamily.Softmax, SoftmaxMultipliers.Rule),
    ])
    { IsBuiltIn = true, ReadsReference = true };

    /// <summary>The derivative at (x + x₀)/2.</summary>
    internal static IReadOnlyList<Value> Middle(GradientScope s)
    {
        var reference = s.AtReference();
        var middle = s;
        foreach (var i in s.Facts.DataInputs(s.Node))
            middle = middle.WithInput(i, (s.Input(i) + reference.Input(i)) * 0.5f);
        return middle.Recomputed().Derivative(s.Gradient);
    }

    // With d = max(y, y₀): the amount d − y₀ belongs to where y is from, y − d to where y₀ is from; each over its own Δx.
    private static IReadOnlyList<Value> Extreme(GradientScope s)
    {
        var reference = s.AtReference();
        var (y, y0) = (s.Output(), reference.Output());
        var outer = s.Builder.Op(s.Node.Operator.Contains("Min", StringComparison.Ordinal) ? "Min" : "Max", [y, y0]);
        var up = s.Derivative(s.Gradient * (outer - y0));
        var down = reference.Derivative(s.Gradient * (y - outer));
        return
        [
            .. s.Derivative(s.Gradient).Select((derivative, i) =>
            {
                if (derivative == Value.None)
                    return derivative;
                var difference = s.Input(i) - reference.Input(i);
                return derivative.Where(difference.Map("Abs") < SameMaximum, (up[i] + down[i]) / difference);
            }),
        ];
    }

    // a·r with r = 1/b, Δr = −Δb/(b·b₀).
    private static IReadOnlyList<Value> Quotient(GradientScope s)
    {
        var reference = s.AtReference();
        var (a, a0, b, b0) = (s.Input(0), reference.Input(0), s.Input(1), reference.Input(1));
        var half = s.Gradient * 0.5f;
        return
        [
            s.Wanted[0] ? s.SumTo(half / b + half / b0, 0) : Value.None,
            s.Wanted[1] ? s.SumTo(-(half * (a + a0) / (b * b0)), 1) : Value.None,
        ];
    }

    // y = γ·c·r + β with c = x − mean x and r = 1/σ: Δ(c·r) by the product rule, Δr = −Δσ²·r·r₀/(1/r + 1/r₀),
    // Δσ² = mean (c + c₀)·Δc.
    private static IReadOnlyList<Value> Normalization(GradientScope s)
    {
        var reference = s.AtReference();
        var groups = Centring.Of(s);
        var (c, c0) = (groups.Centred(groups.Together(s.Input(0))), groups.Centred(groups.Together(reference.Input(0))));
        var (r, r0) = (groups.InverseDeviation(c), groups.InverseDeviation(c0));
        var arriving = groups.Together(groups.Scaled(s.Gradient)) * 0.5f;
        var both = c + c0;
        var slope = -(r * r * r0 * r0 / (r + r0));
        var share = (arriving * both).Mean(keep: true, groups.Axes) * slope;
        return [groups.Apart(groups.Centred(arriving * (r + r0) + both * share))];
    }

    private static Replacement For(OperatorFamily family, GradientRule rule) =>
        new((node, facts) => node.Domain.Length == 0 && OperatorFamilies.Of(node, facts) == family, rule);
}
