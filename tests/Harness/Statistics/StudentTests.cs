using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class StudentTests
{
    [TestCase(0.6)]
    [TestCase(0.975)]
    [TestCase(0.9999)]
    public void Of_one_and_two_degrees_the_quantiles_have_closed_forms(double p)
    {
        Assert.That(Student.Quantile(1, p), Is.EqualTo(Math.Tan(Math.PI * (p - 0.5))).Within(1e-9).Percent);
        Assert.That(Student.Quantile(2, p), Is.EqualTo((2 * p - 1) / Math.Sqrt(2 * p * (1 - p))).Within(1e-9).Percent);
    }

    [Test]
    public void The_quantile_inverts_the_tail([Values(3, 11, 39, 999)] double degrees, [Values(0.01, 0.3, 0.5, 0.95, 0.999)] double p)
    {
        Assert.That(1 - Student.Above(Student.Quantile(degrees, p), degrees), Is.EqualTo(p).Within(1e-13));
        Assert.That(Student.Quantile(degrees, 1 - p), Is.EqualTo(-Student.Quantile(degrees, p)).Within(1e-12));
    }
}
