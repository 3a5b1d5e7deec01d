using VisEval.Core;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Tests.Metrics.Shared.Ranks;

public class ThresholdsTests
{
    [Test]
    public void A_value_of_exactly_the_share_of_the_maximum_is_left_out() =>
        Assert.That(
            Thresholds.Above(new SaliencyMap([3, 0.45f, 0.46f, -9], 2, 2), 0.15).Pixels,
            Is.EqualTo(new[] { true, false, true, false }));

    [Test]
    public void Without_a_positive_value_nothing_is_above() =>
        Assert.That(Thresholds.Above(new SaliencyMap([-3, -1, -2, 0], 2, 2), 0.15).Pixels, Has.None.True);
}
