using MathNet.Numerics.Integration;

namespace VisEval.Methods.Backpropagation;

/// <summary>How an integral over [0, 1] is approximated by n weighted points.</summary>
internal enum QuadratureRule
{
    /// <summary>Gauss–Legendre nodes and weights of order n; exact for polynomials up to degree 2n − 1, to about 1e-10.</summary>
    GaussLegendre,

    /// <summary>i/(n−1), i = 0…n−1, weights 1/(n−1), halved at both ends; they sum to 1.</summary>
    Trapezoid,

    /// <summary>i/n, i = 0…n−1, weights 1/n; the start of the path, not its end.</summary>
    RiemannLeft,

    /// <summary>(i + ½)/n, i = 0…n−1, weights 1/n.</summary>
    RiemannMiddle,

    /// <summary>(i + 1)/n, i = 0…n−1, weights 1/n; the end of the path, not its start.</summary>
    RiemannRight,
}

/// <summary>The points of the rules.</summary>
internal static class QuadratureRuleExtensions
{
    /// <summary>The nodes in [0, 1] and their weights, which sum to 1.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="count">The number n of points, at least 2.</param>
    public static (double[] Nodes, double[] Weights) Points(this QuadratureRule rule, int count)
    {
        var index = Enumerable.Range(0, count);
        switch (rule)
        {
            case QuadratureRule.GaussLegendre:
                var gauss = new GaussLegendreRule(0, 1, count);
                return (gauss.Abscissas, gauss.Weights);
            case QuadratureRule.Trapezoid:
                var step = 1.0 / (count - 1);
                return ([.. index.Select(i => i * step)], [.. index.Select(i => i == 0 || i == count - 1 ? step / 2 : step)]);
            default:
                var offset = rule switch
                {
                    QuadratureRule.RiemannLeft => 0.0,
                    QuadratureRule.RiemannMiddle => 0.5,
                    QuadratureRule.RiemannRight => 1.0,
                    _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Not a quadrature rule."),
                };
                return ([.. index.Select(i => (i + offset) / count)], [.. Enumerable.Repeat(1.0 / count, count)]);
        }
    }
}
