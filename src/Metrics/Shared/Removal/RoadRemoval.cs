using VisEval.Core;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Shared.Removal;

/// <summary>Which pixels a share of the image is.</summary>
internal enum RemovalRule
{
    /// <summary>⌊share · H·W⌋ pixels of the order.</summary>
    Count,

    /// <summary>Those not below the map's quantile at 1 − share (for the least salient: at share, of the negative map), with all that
    /// tie with it.</summary>
    Percentile,
}

/// <summary>The pixels that ROAD keeps.</summary>
/// <param name="Shares">The shares of the image that are removed, see <see cref="Fractions"/>.</param>
/// <param name="Rule">Which pixels a share is.</param>
/// <param name="LerfKeeps">Whether a share is what is kept, where the least salient go first.</param>
/// <param name="Ties">The order among equal values.</param>
/// <param name="Shake">The standard deviation of noise on the map, scaled to [0, 1], before it is ordered.</param>
internal sealed record RoadRemoval(string Shares, RemovalRule Rule, bool LerfKeeps, TieOrder Ties, double Shake)
{
    /// <summary>For every share and pixel whether it is kept.</summary>
    /// <param name="map">A map that is finite and not constant.</param>
    /// <param name="leastFirst">Whether the least salient pixels are removed, else the most salient.</param>
    /// <param name="seed">Of ties and noise.</param>
    public bool[][] Kept(SaliencyMap map, bool leastFirst, Seed seed)
    {
        var values = Shaken(map, seed.For("shake"));
        var shares = Fractions.Parse(Shares);
        return Rule == RemovalRule.Percentile
            ? ByPercentile([.. values.Select(v => leastFirst ? -v : v)], shares)
            : ByCount(Ranking.Descending(values, Ties, seed.For("ties")), shares, leastFirst);
    }

    private float[] Shaken(SaliencyMap map, Seed seed)
    {
        if (Shake == 0)
            return map.Values;
        var random = seed.Random();
        return [.. map.Normalize().Values.Select(v => (float)(v + Shake * random.NextGaussian()))];
    }

    private bool[][] ByCount(int[] order, double[] shares, bool leastFirst) =>
    [
        .. shares.Select(share =>
        {
            var kept = new bool[order.Length];
            var count = Fractions.Of(order.Length, share);
            var rest = leastFirst ? order.AsSpan(..(LerfKeeps ? count : order.Length - count)) : order.AsSpan(count..);
            foreach (var pixel in rest)
                kept[pixel] = true;
            return kept;
        }),
    ];

    private static bool[][] ByPercentile(float[] values, double[] shares)
    {
        var sorted = (float[])values.Clone();
        FloatOrder.Sort(sorted);
        return
        [
            .. shares.Select(share =>
            {
                var threshold = Quantiles.Linear<float>(sorted, 1 - share);
                return values.Select(v => v < threshold).ToArray();
            }),
        ];
    }
}
