using System.Numerics;

namespace VisEval.Harness.Statistics;

/// <summary>How a series orders every pair of items, a bit a pair: so that many series are compared with many others quickly.</summary>
internal sealed class PairOrders
{
    private readonly ulong[] _above;
    private readonly ulong[] _below;
    private readonly ulong[] _known;

    /// <summary>Of one value an item; NaN where there is none, and its pairs are left out.</summary>
    public PairOrders(ReadOnlySpan<double> values)
    {
        var words = (values.Length * (values.Length - 1) / 2 + 63) / 64;
        (_above, _below, _known) = (new ulong[words], new ulong[words], new ulong[words]);
        var pair = 0;
        for (var i = 0; i < values.Length; i++)
            for (var j = 0; j < i; j++, pair++)
            {
                if (double.IsNaN(values[i]) || double.IsNaN(values[j]))
                    continue;
                var (word, bit) = (pair >> 6, 1UL << pair);
                _known[word] |= bit;
                if (values[i] > values[j])
                    _above[word] |= bit;
                else if (values[i] < values[j])
                    _below[word] |= bit;
            }
    }

    /// <summary>The pairs that both series order, counted as <see cref="KendallTau.Of"/> counts them.</summary>
    /// <param name="other">Of as many items.</param>
    public KendallTau With(PairOrders other)
    {
        var (concordant, discordant, tiedFirst, tiedSecond, tiedBoth) = (0, 0, 0, 0, 0);
        for (var w = 0; w < _known.Length; w++)
        {
            var both = _known[w] & other._known[w];
            var (ordered, others) = (_above[w] | _below[w], other._above[w] | other._below[w]);
            concordant += BitOperations.PopCount((_above[w] & other._above[w]) | (_below[w] & other._below[w]));
            discordant += BitOperations.PopCount((_above[w] & other._below[w]) | (_below[w] & other._above[w]));
            tiedFirst += BitOperations.PopCount(both & ~ordered & others);
            tiedSecond += BitOperations.PopCount(both & ordered & ~others);
            tiedBoth += BitOperations.PopCount(both & ~ordered & ~others);
        }
        return new KendallTau(concordant, discordant, tiedFirst, tiedSecond, tiedBoth);
    }
}
