using System.Buffers;
using System.Runtime.CompilerServices;
using VisEval.Core;

namespace VisEval.Harness.Statistics;

/// <summary>Drawn signs for a sign-flip test: of every draw one bit an image, 1 where its sign is turned.</summary>
/// <remarks>
/// Eight images share a byte, and a byte's sum is looked up among 256: a test of 1,000 images and 9,999 draws takes about a millisecond.
/// </remarks>
internal sealed class Flips
{
    private const int Group = 8;

    // By group of eight images, one byte a draw.
    private readonly byte[][] _groups;

    private Flips(int images, int draws, byte[][] groups) => (Images, Draws, _groups) = (images, draws, groups);

    /// <summary>The number of images.</summary>
    public int Images { get; }

    /// <summary>The number of draws.</summary>
    public int Draws { get; }

    /// <summary>Fair coins from a seed. The first draws are the same however many there are.</summary>
    /// <param name="images">The number of images.</param>
    /// <param name="draws">The number of draws.</param>
    /// <param name="seed">Where the draws start.</param>
    public static Flips Draw(int images, int draws, Seed seed)
    {
        var groups = new byte[(images + Group - 1) / Group][];
        for (var g = 0; g < groups.Length; g++)
        {
            var (random, bits) = (seed.For(g).Random(), 0UL);
            groups[g] = new byte[draws];
            for (var draw = 0; draw < draws; draw++)
            {
                bits = draw % sizeof(ulong) == 0 ? random.NextBits() : bits >> 8;
                groups[g][draw] = (byte)bits;
            }
        }
        return new Flips(images, draws, groups);
    }

    /// <summary>Given flips.</summary>
    /// <param name="turned">Of each draw, whether the sign of each image is turned.</param>
    /// <exception cref="ArgumentException">The draws differ in length.</exception>
    public static Flips Of(IReadOnlyList<IReadOnlyList<bool>> turned)
    {
        var images = turned.Count == 0 ? 0 : turned[0].Count;
        if (turned.Any(t => t.Count != images))
            throw new ArgumentException("Every draw has a sign for every image.", nameof(turned));
        var groups = new byte[(images + Group - 1) / Group][];
        for (var g = 0; g < groups.Length; g++)
        {
            groups[g] = new byte[turned.Count];
            for (var draw = 0; draw < turned.Count; draw++)
                for (var i = g * Group; i < Math.Min(images, (g + 1) * Group); i++)
                    if (turned[draw][i])
                        groups[g][draw] |= (byte)(1 << (i - g * Group));
        }
        return new Flips(images, turned.Count, groups);
    }

    /// <summary>Σ ±s_i of every draw.</summary>
    /// <param name="sums">s_i, one an image.</param>
    /// <exception cref="ArgumentException">There are not as many sums as images.</exception>
    public double[] Sums(ReadOnlySpan<double> sums)
    {
        var totals = new double[Draws];
        Fill(totals, sums);
        return totals;
    }

    // Of some draws, a byte for the eight images of a group: bit i set turns the sign of its image i.
    internal ReadOnlySpan<byte> Turned(int group, int first, int draws) => _groups[group].AsSpan(first, draws);

    /// <summary>How many draws have a sum of at least <paramref name="least"/>, of at most <paramref name="most"/>, and of a size of at
    /// least <paramref name="extreme"/>.</summary>
    /// <inheritdoc cref="Sums"/>
    internal FlipCounts Count(ReadOnlySpan<double> sums, double least, double most, double extreme)
    {
        var rented = ArrayPool<double>.Shared.Rent(Draws);
        try
        {
            var totals = rented.AsSpan(0, Draws);
            totals.Clear();
            Fill(totals, sums);
            return Tally(totals, least, most, extreme);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    private void Fill(Span<double> totals, ReadOnlySpan<double> sums)
    {
        if (sums.Length != Images)
            throw new ArgumentException($"The flips are of {Images} images, not of {sums.Length}.", nameof(sums));
        Span<double> table = stackalloc double[1 << Group];
        for (var g = 0; g < _groups.Length; g++)
        {
            Tabulate(table, sums[(g * Group)..Math.Min(sums.Length, (g + 1) * Group)]);
            Add(totals, table, _groups[g]);
        }
    }

    // The signed sum of up to eight images for every byte; bits beyond them change nothing.
    private static void Tabulate(Span<double> table, ReadOnlySpan<double> sums)
    {
        table[0] = 0;
        foreach (var sum in sums)
            table[0] += sum;
        for (var bit = 0; bit < Group; bit++)
        {
            var (half, turned) = (1 << bit, bit < sums.Length ? 2 * sums[bit] : 0);
            for (var i = 0; i < half; i++)
                table[half + i] = table[i] - turned;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(Span<double> totals, ReadOnlySpan<double> table, ReadOnlySpan<byte> flips)
    {
        for (var draw = 0; draw < totals.Length; draw++)
            totals[draw] += table[flips[draw]];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static FlipCounts Tally(ReadOnlySpan<double> totals, double least, double most, double extreme)
    {
        var (atLeast, atMost, beyond) = (0, 0, 0);
        foreach (var total in totals)
        {
            // Sums, not branches: which way they go cannot be predicted.
            atLeast += total >= least ? 1 : 0;
            atMost += total <= most ? 1 : 0;
            beyond += Math.Abs(total) >= extreme ? 1 : 0;
        }
        return new FlipCounts(atLeast, atMost, beyond);
    }
}
