using VisEval.Core;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Shared.Outputs;

public class SharedDrawsTests
{
    [TestCase(10, ExpectedResult = 1)]
    [TestCase(10_000_000, ExpectedResult = 2)]
    public int Few_values_are_drawn_once_for_an_image_and_many_for_every_explanation(long count)
    {
        var context = new FakeMetricContext(new SaliencyMap([1, 2], 1, 2));
        var draws = 0;
        for (var i = 0; i < 2; i++)
            SharedDraws.Of(context, "key", count, () => draws++);
        return draws;
    }
}
