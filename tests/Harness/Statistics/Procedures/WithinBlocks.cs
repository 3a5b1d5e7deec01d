namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>All orders of the ranks within every block.</summary>
internal static class WithinBlocks
{
    private const double Slack = 1e-9;

    /// <summary>The share of orders with a ΣR² as large as that of the ranks; null above <paramref name="most"/> orders.</summary>
    /// <param name="ranks">By block, one rank a competitor.</param>
    /// <param name="most">The orders up to which they are counted.</param>
    public static double? Probability(double[][] ranks, int most)
    {
        var k = ranks[0].Length;
        var orders = Math.Pow(Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * i), ranks.Length);
        if (orders > most)
            return null;
        double[] sums = [.. Enumerable.Range(0, k).Select(j => ranks.Sum(r => r[j]))];
        // The names of the competitors do not matter, so the first block can keep its order.
        var (large, all) = Count(ranks, 1, [.. ranks[0]], Squares(sums) - Slack);
        return (double)large / all;
    }

    private static (long Large, long All) Count(double[][] ranks, int block, double[] sums, double least)
    {
        if (block == ranks.Length)
            return (Squares(sums) >= least ? 1 : 0, 1);
        return Orders(ranks, block, 0, sums, least);
    }

    // Each competitor from `place` on takes one of the ranks not yet taken, by swaps that are undone.
    private static (long Large, long All) Orders(double[][] ranks, int block, int place, double[] sums, double least)
    {
        var row = ranks[block];
        if (place == row.Length)
            return Count(ranks, block + 1, [.. sums.Select((s, j) => s + row[j])], least);
        var (large, all) = (0L, 0L);
        for (var i = place; i < row.Length; i++)
        {
            (row[place], row[i]) = (row[i], row[place]);
            var found = Orders(ranks, block, place + 1, sums, least);
            (large, all) = (large + found.Large, all + found.All);
            (row[place], row[i]) = (row[i], row[place]);
        }
        return (large, all);
    }

    private static double Squares(double[] sums) => sums.Sum(s => s * s);
}
