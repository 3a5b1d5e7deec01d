using System.Runtime.CompilerServices;

namespace VisEval.Harness.Statistics;

/// <summary>How two series order the same items, pair by pair (Kendall, Biometrika, 1938; τ-b: Kendall, Biometrika, 1945).</summary>
/// <param name="Concordant">Pairs that both order alike.</param>
/// <param name="Discordant">Pairs that they order oppositely.</param>
/// <param name="TiedFirst">Pairs equal in the first series alone.</param>
/// <param name="TiedSecond">Pairs equal in the second series alone.</param>
/// <param name="TiedBoth">Pairs equal in both.</param>
internal readonly record struct KendallTau(int Concordant, int Discordant, int TiedFirst, int TiedSecond, int TiedBoth)
{
    /// <summary>All pairs.</summary>
    public int Pairs => Concordant + Discordant + TiedFirst + TiedSecond + TiedBoth;

    /// <summary>(C − D)/√((C + D + T₁)(C + D + T₂)), in [−1, 1]; null where a series has no two different values.</summary>
    public double? TauB
    {
        get
        {
            var ordered = (long)Concordant + Discordant;
            var product = (double)(ordered + TiedFirst) * (ordered + TiedSecond);
            return product > 0 ? (Concordant - Discordant) / Math.Sqrt(product) : null;
        }
    }

    /// <summary>Compares every pair of items.</summary>
    /// <param name="first">One value an item.</param>
    /// <param name="second">One value an item, in the same order.</param>
    /// <exception cref="ArgumentException">The series differ in length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static KendallTau Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
            throw new ArgumentException($"{first.Length} and {second.Length} values cannot be compared item by item.", nameof(second));
        var (concordant, discordant, tiedFirst, tiedSecond, tiedBoth) = (0, 0, 0, 0, 0);
        for (var i = 0; i < first.Length; i++)
            for (var j = 0; j < i; j++)
                _ = (first[i].CompareTo(first[j]), second[i].CompareTo(second[j])) switch
                {
                    (0, 0) => tiedBoth++,
                    (0, _) => tiedFirst++,
                    (_, 0) => tiedSecond++,
                    var (a, b) => a > 0 == b > 0 ? concordant++ : discordant++,
                };
        return new KendallTau(concordant, discordant, tiedFirst, tiedSecond, tiedBoth);
    }
}
