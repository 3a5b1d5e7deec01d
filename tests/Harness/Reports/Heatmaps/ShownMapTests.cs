using VisEval.Core;
using VisEval.Harness.Reports.Heatmaps;

namespace VisEval.Tests.Harness.Reports.Heatmaps;

public sealed class ShownMapTests
{
    [Test]
    public void What_speaks_against_the_class_is_not_shown() =>
        Assert.That(ShownMap.Of(new SaliencyMap([-3, 0, 1, 1], 2, 2)).Values, Is.EqualTo(new[] { 0f, 0, 1, 1 }));

    [Test]
    public void An_outlier_among_many_does_not_darken_the_others()
    {
        var values = Enumerable.Range(1, 400).Select(i => i / 400f).ToArray();
        values[0] = 1000;
        var shown = ShownMap.Of(new SaliencyMap(values, 20, 20));
        // The 99.5 % quantile, lower, of 400 values is the 398th: 0.9975.
        Assert.That(shown.Values.Max(), Is.EqualTo(399 / 400f).Within(1e-6));
        Assert.That(shown.Values[200], Is.EqualTo(values[200]));
    }

    [TestCase(new[] { -3f, -2, -1, -1 })]
    [TestCase(new[] { 2f, 3, 4, 4 })]
    public void A_map_that_would_become_constant_or_has_nothing_positive_stays(float[] values)
    {
        var shown = ShownMap.Of(new SaliencyMap(values, 2, 2));
        Assert.That(shown.State.IsOk);
    }
}
