using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class SelectionTests
{
    [Test]
    public void Every_place_has_the_value_that_sorting_gives_it([Values(1, 2, 3, 7, 100)] int count, [Values(2, 1000)] int distinct)
    {
        var random = Seed.Of(count).Random();
        double[] values = [.. Enumerable.Range(0, count).Select(_ => (double)random.NextInt(distinct))];
        double[] sorted = [.. values.Order()];
        for (var place = 0; place < count; place++)
        {
            double[] placed = [.. values];
            Selection.Place(placed, place);
            Assert.That(placed[place], Is.EqualTo(sorted[place]));
            Assert.That(placed[..place], Has.All.LessThanOrEqualTo(sorted[place]));
            Assert.That(placed[place..], Has.All.GreaterThanOrEqualTo(sorted[place]));
            Assert.That(placed, Is.EquivalentTo(values));
        }
    }
}
