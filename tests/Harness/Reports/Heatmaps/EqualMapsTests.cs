using VisEval.Core;
using VisEval.Harness.Reports.Heatmaps;

namespace VisEval.Tests.Harness.Reports.Heatmaps;

public sealed class EqualMapsTests
{
    [Test]
    public void Maps_that_differ_by_a_factor_and_rounding_are_equal()
    {
        var equal = new EqualMaps();
        equal.Add("c", [Map(i => MathF.Sin(i) * 3 * (1 + i % 2 * 1e-6f)), Map(i => i)]);
        equal.Add("b", [Map(i => MathF.Cos(i)), Map(i => i)]);
        equal.Add("a", [Map(i => MathF.Sin(i)), Map(i => i * 0.01f)]);
        equal.Add("minus", [Map(i => -MathF.Sin(i)), Map(i => i)]);
        equal.Add("fewer", [Map(i => MathF.Sin(i))]);
        Assert.That(equal.Groups(["a", "b", "c", "minus", "fewer", "unknown"]), Is.EqualTo(new[] { new[] { "a", "c" } }));
    }

    [Test]
    public void Maps_without_a_shape_are_equal_to_none()
    {
        var equal = new EqualMaps();
        equal.Add("a", [Map(_ => 1)]);
        equal.Add("b", [Map(_ => 1)]);
        equal.Add("c", [Map(_ => float.NaN)]);
        Assert.That(equal.Groups(["a", "b", "c"]), Is.Empty);
    }

    private static SaliencyMap Map(Func<int, float> value) => new([.. Enumerable.Range(0, 30 * 40).Select(value)], 30, 40);
}
