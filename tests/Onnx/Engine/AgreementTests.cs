using VisEval.Onnx.Engine;

namespace VisEval.Tests.Onnx.Engine;

public sealed class AgreementTests
{
    [TestCase(new[] { 1f, -4f }, new[] { 1f, -4f }, 0)]
    [TestCase(new[] { 1.5f, -4f }, new[] { 1f, -4f }, 0.125)]
    [TestCase(new[] { 1f }, new[] { 0f }, double.PositiveInfinity)]
    [TestCase(new[] { 0f }, new[] { 0f }, 0)]
    [TestCase(new[] { float.NaN, 1f }, new[] { float.NaN, 1f }, 0)]
    [TestCase(new[] { float.NaN, 1f }, new[] { 1f, 1f }, double.PositiveInfinity)]
    [TestCase(new[] { float.PositiveInfinity, 1f }, new[] { float.NegativeInfinity, 1f }, double.PositiveInfinity)]
    public void The_difference_is_a_part_of_the_largest_number(float[] actual, float[] expected, double difference)
    {
        Assert.That(Agreement.Difference(actual, expected), Is.EqualTo(difference));
        Assert.That(Agreement.Holds(actual, expected), Is.EqualTo(difference == 0));
    }
}
