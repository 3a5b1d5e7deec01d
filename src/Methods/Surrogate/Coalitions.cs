using System.Runtime.InteropServices;
using VisEval.Core;

namespace VisEval.Methods.Surrogate;

/// <summary>Some of n players, and the weight of their value in the regression.</summary>
/// <param name="Members">Who takes part.</param>
/// <param name="Weight">The Shapley kernel's mass of this coalition.</param>
internal sealed record Coalition(bool[] Members, double Weight);

/// <summary>The coalitions that stand for all 2ⁿ − 2 that are neither empty nor full, weighted by the Shapley kernel:
/// (n − 1)/(s·(n − s)) for all coalitions of size s together (Lundberg and Lee, 2017).</summary>
/// <remarks>Sizes are taken in pairs s and n − s from the outside, s = 1, 2, …. A pair is taken completely as long as the samples left,
/// shared out by mass, would be enough for all of its coalitions; that of size 1 always. What is left is drawn: a size in proportion to its
/// mass, a coalition of it, and the complement, until there are as many different ones as samples, or four times as many draws; each weighs
/// by how often it was drawn. With at least 2ⁿ − 2 samples all coalitions are taken and none is drawn.</remarks>
internal static class Coalitions
{
    private const int DrawsPerSample = 4;

    /// <summary>The fewest samples that determine n values: all coalitions of one and of all but one, or all there are.</summary>
    public static int Fewest(int players) => players < 3 ? (1 << players) - 2 : 2 * players;

    /// <summary>At most <paramref name="samples"/> different coalitions.</summary>
    /// <param name="players">n.</param>
    /// <param name="samples">At least <see cref="Fewest"/>.</param>
    /// <param name="random">Decides what is drawn.</param>
    public static IReadOnlyList<Coalition> Of(int players, int samples, RandomSource random)
    {
        var coalitions = new List<Coalition>();
        var smallest = 1;
        for (; 2 * smallest <= players; smallest++)
        {
            var count = Choose(players, smallest) * (2 * smallest == players ? 1 : 2);
            var (mass, rest) = (Mass(players, smallest), Rest(players, smallest));
            if (smallest > 1 && (samples - coalitions.Count) * mass / rest < count)
                break;
            coalitions.AddRange(All(players, smallest).SelectMany(members => 2 * smallest == players
                ? new[] { new Coalition(members, mass / count) }
                : [new Coalition(members, mass / count), new Coalition(Complement(members), mass / count)]));
        }
        if (2 * smallest <= players && samples - coalitions.Count >= 2)
            coalitions.AddRange(Draw(players, smallest, samples - coalitions.Count, random));
        return coalitions;
    }

    private static IEnumerable<Coalition> Draw(int players, int smallest, int samples, RandomSource random)
    {
        var (numbers, different, times) = (new Dictionary<bool[], int>(new SameMembers()), new List<bool[]>(), new List<int>());
        var order = Enumerable.Range(0, players).ToArray();
        var drawn = 0;
        for (; different.Count <= samples - 2 && drawn < DrawsPerSample * samples; drawn += 2)
        {
            var members = new bool[players];
            random.Shuffle<int>(order);
            foreach (var player in order.AsSpan(0, Size(players, smallest, random)))
                members[player] = true;
            foreach (var side in new[] { members, Complement(members) })
            {
                if (numbers.TryAdd(side, different.Count))
                {
                    different.Add(side);
                    times.Add(0);
                }
                times[numbers[side]]++;
            }
        }
        var rest = Rest(players, smallest);
        return different.Select((members, i) => new Coalition(members, rest * times[i] / drawn));
    }

    // The smaller size of a pair, in proportion to the pair's mass.
    private static int Size(int players, int smallest, RandomSource random)
    {
        var place = random.NextDouble() * Rest(players, smallest);
        var size = smallest;
        for (; 2 * (size + 1) <= players && place >= Mass(players, size); size++)
            place -= Mass(players, size);
        return size;
    }

    // Of a pair of sizes.
    private static double Mass(int players, int size) =>
        (players - 1.0) / (size * (players - size)) * (2 * size == players ? 1 : 2);

    private static double Rest(int players, int smallest) =>
        Enumerable.Range(smallest, players / 2 - smallest + 1).Sum(s => Mass(players, s));

    private static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);

    private static bool[] Complement(bool[] members) => Array.ConvertAll(members, m => !m);

    // Every subset of a size, in lexicographic order of its members.
    private static IEnumerable<bool[]> All(int players, int size)
    {
        var members = Enumerable.Range(0, size).ToArray();
        while (true)
        {
            var coalition = new bool[players];
            foreach (var member in members)
                coalition[member] = true;
            yield return coalition;
            var last = size - 1;
            while (last >= 0 && members[last] == players - size + last)
                last--;
            if (last < 0)
                yield break;
            members[last]++;
            for (var i = last + 1; i < size; i++)
                members[i] = members[i - 1] + 1;
        }
    }

    private sealed class SameMembers : IEqualityComparer<bool[]>
    {
        public bool Equals(bool[]? x, bool[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(bool[] members)
        {
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes(members.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
