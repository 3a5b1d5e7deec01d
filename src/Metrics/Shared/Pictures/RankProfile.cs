using VisEval.Core;

namespace VisEval.Metrics.Shared.Pictures;

/// <summary>The ranks of many values, centred and of length 1: the product of two is Spearman's correlation.</summary>
internal sealed class RankProfile
{
    private readonly float[] _ranks;

    private RankProfile(float[] ranks) => _ranks = ranks;

    /// <summary>The profile of values; null where they are all equal or not finite, so that nothing correlates with them.</summary>
    public static RankProfile? Of(float[] values)
    {
        if (values.Length < 2 || SpanMath.AreEqual(values) || !SpanMath.AreFinite(values))
            return null;
        var ranks = AverageRanks.Of(values);
        var mean = (values.Length + 1) / 2.0;
        var length = Math.Sqrt(ranks.Sum(r => (r - mean) * (r - mean)));
        return new RankProfile(Array.ConvertAll(ranks, r => (float)((r - mean) / length)));
    }

    /// <summary>Spearman's rank correlation with average ranks, in [−1, 1].</summary>
    public double With(RankProfile other)
    {
        var sum = 0.0;
        for (var i = 0; i < _ranks.Length; i++)
            sum += (double)_ranks[i] * other._ranks[i];
        return Math.Clamp(sum, -1, 1);
    }
}
