using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class MeanTests
{
    [Test]
    public void Is_the_sum_divided_by_the_count() => Assert.That(Mean.Of([1, 2, 6]), Is.EqualTo(3));

    [Test]
    public void Of_nothing_is_an_error() => Assert.That(() => Mean.Of([]), Throws.ArgumentException);
}
