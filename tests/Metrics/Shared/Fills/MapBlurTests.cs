using VisEval.Core;
using VisEval.Metrics.Shared.Fills;

namespace VisEval.Tests.Metrics.Shared.Fills;

public class MapBlurTests
{
    [Test]
    public void A_point_becomes_the_gaussian_itself()
    {
        var values = new float[41 * 31];
        values[20 * 31 + 15] = 1;
        var blurred = MapBlur.Gaussian(new SaliencyMap(values, 41, 31), 1.5);
        var sum = Enumerable.Range(-6, 13).Sum(i => Math.Exp(-i * i / 4.5));
        foreach (var (dy, dx) in new[] { (0, 0), (1, 0), (0, -2), (3, 4), (6, 6), (7, 0) })
            Assert.That(
                blurred[20 + dy, 15 + dx],
                Is.EqualTo(Math.Max(Math.Abs(dy), Math.Abs(dx)) > 6 ? 0 : Math.Exp(-(dy * dy + dx * dx) / 4.5) / (sum * sum)).Within(1e-7));
    }

    [Test]
    public void Beyond_the_edges_the_map_goes_on_as_it_ends() =>
        Assert.That(MapBlur.Gaussian(new SaliencyMap([3, 3, 3, 3, 3, 3], 2, 3), 5).Values, Has.All.EqualTo(3f).Within(1e-6));
}
