using VisEval.Harness.Statistics.Sequential;

namespace VisEval.Tests.Harness.Statistics.Sequential;

public sealed class LooksTests
{
    [TestCase(240, ExpectedResult = "22 30 43 60 85 120 170")]
    [TestCase(64, ExpectedResult = "16 23 32 46")]
    [TestCase(23, ExpectedResult = "17")]
    [TestCase(22, ExpectedResult = "")]
    [TestCase(0, ExpectedResult = "")]
    public string Are_those_sizes(int population) => string.Join(' ', Looks.Of(population));

    [Test]
    public void Are_few_and_none_comes_more_than_a_root_of_two_too_late([Values(50, 1000, 50_000)] int population)
    {
        var sizes = Looks.Of(population);
        Assert.That(sizes, Has.Count.LessThanOrEqualTo(2 * Math.Log2(population / 16.0) + 1));
        Assert.That(sizes[0], Is.InRange(16, 23));
        Assert.That(
            sizes.Zip(sizes.Skip(1).Append(population), (size, next) => (next - 1.0) / size), Is.All.LessThanOrEqualTo(Math.Sqrt(2)));
    }
}
