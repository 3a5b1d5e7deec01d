using VisEval.Core;

namespace VisEval.Tests.Core;

public sealed class SaliencyMapTests
{
    [TestCase(0)]
    [TestCase(7)]
    [TestCase(34)]
    public void A_value_that_is_not_finite_is_found_wherever_it_is(int place)
    {
        foreach (var value in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity])
        {
            var values = new float[35];
            values[place] = value;
            Assert.That(new SaliencyMap(values, 5, 7).State.Text, Is.EqualTo("degenerate:not-finite"));
        }
    }

    [TestCase(0)]
    [TestCase(20)]
    [TestCase(34)]
    public void One_value_that_differs_makes_a_map(int place)
    {
        var values = Enumerable.Repeat(2f, 35).ToArray();
        Assert.That(new SaliencyMap(values, 5, 7).State.Text, Is.EqualTo("degenerate:constant"));
        values[place] = 3;
        Assert.That(new SaliencyMap(values, 5, 7).State.IsOk);
    }

    [Test]
    public void A_map_is_scaled_by_its_extremes_and_a_constant_one_becomes_zeros()
    {
        Assert.That(new SaliencyMap([-1, 0, 1, 3], 2, 2).Normalize().Values, Is.EqualTo(new[] { 0, 0.25f, 0.5f, 1 }));
        Assert.That(new SaliencyMap([4, 4], 1, 2).Normalize().Values, Is.All.Zero);
    }

    [Test]
    public void A_map_is_resized_by_the_centres_of_its_pixels() =>
        Assert.That(new SaliencyMap([0, 4, 8, 12], 2, 2).Resize(4, 4).Values, Is.EqualTo(new float[]
        {
            0, 1, 3, 4,
            2, 3, 5, 6,
            6, 7, 9, 10,
            8, 9, 11, 12,
        }));
}
