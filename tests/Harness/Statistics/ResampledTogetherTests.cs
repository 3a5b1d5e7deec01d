using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

/// <summary>Resamples that many means or items share, beside those of each alone.</summary>
public sealed class ResampledTogetherTests
{
    private static readonly Seed AnySeed = Seed.Of(29);

    [Test]
    public void Means_resampled_together_are_what_each_is_alone([Values(8, 9, 50)] int images, [Values(1, 3)] int rows)
    {
        var random = AnySeed.For(images).Random();
        // Of nearly equal values the squares cancel and are summed again.
        ClusterTotals[] means =
        [
            .. Enumerable.Range(0, 7).Select(m => new ClusterTotals(
                [.. Enumerable.Range(0, images).Select(i => m == 3 ? 1 + (i == 0 ? 1e-7 : 0) : random.NextGaussian())],
                [.. Enumerable.Repeat(rows, images)])),
        ];
        int[][] resamples = [.. Bootstrap.Draws(images, AnySeed, 200)];
        var together = ResampledTogether.ShiftsAndErrors(means, resamples);
        for (var i = 0; i < means.Length; i++)
            Assert.That(together[i], Is.EqualTo(ResampledMeans.ShiftsAndErrors(means[i], resamples)), "to the last digit");
    }

    [Test]
    public void Dominance_of_many_draws_is_that_of_each([Values(1, 7, 8, 19)] int items)
    {
        var random = AnySeed.For(items).Random();
        SignCount[][] counts =
        [
            .. Enumerable.Range(0, items).Select(_ => Enumerable.Range(0, 30).Select(_ =>
            {
                var compared = random.NextInt(3);
                return new SignCount(random.NextInt(2 * compared + 1) - compared, compared);
            }).ToArray()),
        ];
        counts[0] = [.. counts[0].Select(_ => default(SignCount))];
        var many = new ResampledDominance(counts);
        foreach (var draw in Bootstrap.Draws(30, AnySeed, 100))
            Assert.That(many.Mean(draw), Is.EqualTo(Dominance.Mean(counts, draw)), "to the last digit");
    }

    [Test]
    public void Ratios_of_many_methods_are_those_of_each([Values(1, 4, 6)] int methods)
    {
        var random = AnySeed.For(methods).Random();
        (double[] Sums, int[] Counts)[] all =
        [
            .. Enumerable.Range(0, methods).Select(m => (
                Enumerable.Range(0, 9).Select(_ => random.NextGaussian()).ToArray(),
                Enumerable.Range(0, 9).Select(_ => m == 0 ? 0 : random.NextInt(3)).ToArray())),
        ];
        int[][] draws = [.. Bootstrap.Draws(9, AnySeed, 50)];
        var found = ResampledRatios.Of(all, draws);
        for (var m = 0; m < methods; m++)
            Assert.That(found[m], Is.EqualTo(draws.Select(d => d.Sum(i => all[m].Sums[i]) / d.Sum(i => all[m].Counts[i]))).AsCollection);
    }

    [Test]
    public void Without_items_there_is_no_dominance() => Assert.That(new ResampledDominance([]).Mean([0]), Is.Null);
}
