using VisEval.Core;

namespace VisEval.Metrics.Shared.Ranks;

/// <summary>The ways to take the first pieces of a ranking when pieces of equal value may come in any order.</summary>
/// <remarks>A number of pieces that does not part pieces of equal value is one image, whatever the order. If it takes m of the g equal
/// ones, all g!/(m!(g − m)!) choices are listed where they are at most as many as the orders that would be drawn, and their mean is the
/// exact expectation over orders; else the m first of each drawn order.</remarks>
/// <param name="ranked">The ranking.</param>
/// <param name="orders">The number of orders drawn.</param>
/// <param name="seed">The seed of the draws.</param>
internal sealed class TieChoices(RankedElements ranked, int orders, Seed seed)
{
    /// <summary>Whether taking so many pieces parts pieces of equal value.</summary>
    public bool Parts(int pieces) => pieces > 0 && pieces < ranked.Pieces && ranked.Values[pieces - 1] == ranked.Values[pieces];

    /// <summary>The ways to take so many pieces; each counts alike.</summary>
    public IReadOnlyList<Replacement> Of(int pieces)
    {
        if (!Parts(pieces))
            return [new Replacement(ranked.Count(pieces), [])];
        var (first, next) = (pieces - 1, pieces);
        while (first > 0 && ranked.Values[first - 1] == ranked.Values[pieces])
            first--;
        while (next < ranked.Pieces && ranked.Values[next] == ranked.Values[pieces])
            next++;
        var (equal, taken) = (next - first, pieces - first);
        var choices =
            Count(equal, taken) <= orders ? All(equal, taken) : Enumerable.Range(0, orders).Select(i => Drawn(i, first, equal)[..taken]);
        return [.. choices.Select(c => new Replacement(ranked.Count(first), Elements(c, first)))];
    }

    private int[] Elements(int[] choice, int first)
    {
        var elements = new List<int>();
        foreach (var piece in choice)
            elements.AddRange(ranked.Piece(first + piece));
        return [.. elements];
    }

    // The draw of a group does not depend on how many are taken of it, so that the images of one order contain each other.
    private int[] Drawn(int order, int first, int equal)
    {
        int[] choice = [.. Enumerable.Range(0, equal)];
        seed.For(order).For(first).Random().Shuffle(choice.AsSpan());
        return choice;
    }

    // g over m, or more than the orders.
    private double Count(int equal, int taken)
    {
        var count = 1.0;
        for (var i = 1; i <= Math.Min(taken, equal - taken) && count <= orders; i++)
            count = count * (equal - i + 1) / i;
        return Math.Round(count);
    }

    // All choices, in lexicographic order.
    private static IEnumerable<int[]> All(int equal, int taken)
    {
        int[] choice = [.. Enumerable.Range(0, taken)];
        while (true)
        {
            yield return [.. choice];
            var i = taken - 1;
            while (i >= 0 && choice[i] == equal - taken + i)
                i--;
            if (i < 0)
                yield break;
            choice[i]++;
            for (var j = i + 1; j < taken; j++)
                choice[j] = choice[j - 1] + 1;
        }
    }
}
