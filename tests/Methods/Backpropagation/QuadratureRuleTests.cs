using VisEval.Methods.Backpropagation;

namespace VisEval.Tests.Methods.Backpropagation;

internal sealed class QuadratureRuleTests
{
    [TestCase(QuadratureRule.Trapezoid, new[] { 0, 1 / 3.0, 2 / 3.0, 1 }, new[] { 1 / 6.0, 1 / 3.0, 1 / 3.0, 1 / 6.0 })]
    [TestCase(QuadratureRule.RiemannLeft, new[] { 0, 0.25, 0.5, 0.75 }, new[] { 0.25, 0.25, 0.25, 0.25 })]
    [TestCase(QuadratureRule.RiemannMiddle, new[] { 0.125, 0.375, 0.625, 0.875 }, new[] { 0.25, 0.25, 0.25, 0.25 })]
    [TestCase(QuadratureRule.RiemannRight, new[] { 0.25, 0.5, 0.75, 1 }, new[] { 0.25, 0.25, 0.25, 0.25 })]
    public void Four_points_lie_where_the_rule_says(QuadratureRule rule, double[] nodes, double[] weights)
    {
        var points = rule.Points(4);
        Assert.That(points.Nodes, Is.EqualTo(nodes).Within(1e-15));
        Assert.That(points.Weights, Is.EqualTo(weights).Within(1e-15));
    }

    [Test]
    public void Weights_sum_to_one([Values] QuadratureRule rule, [Values(2, 3, 32, 50, 500)] int count) =>
        Assert.That(rule.Points(count).Weights.Sum(), Is.EqualTo(1).Within(1e-9));

    [TestCase(2)]
    [TestCase(5)]
    [TestCase(50)]
    public void Gauss_legendre_is_exact_up_to_degree_two_n_minus_one(int count)
    {
        var (nodes, weights) = QuadratureRule.GaussLegendre.Points(count);
        for (var degree = 0; degree < 2 * count; degree++)
            Assert.That(
                nodes.Zip(weights, (a, w) => w * Math.Pow(a, degree)).Sum(),
                Is.EqualTo(1.0 / (degree + 1)).Within(1e-9),
                $"degree {degree}");
    }
}
