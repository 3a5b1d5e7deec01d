using VisEval.Core;

namespace VisEval.Methods.Representation.Shared;

/// <summary>Which images belong to which classes.</summary>
/// <param name="Labels">By image its classes.</param>
internal sealed record ClassMembers(IReadOnlyList<IReadOnlyList<int>> Labels)
{
    private readonly int _classes = Labels.SelectMany(l => l).DefaultIfEmpty(-1).Max() + 1;

    /// <summary>The same label lists, dealt out to the images anew.</summary>
    public ClassMembers Dealt(Seed seed)
    {
        IReadOnlyList<int>[] labels = [.. Labels];
        seed.Random().Shuffle<IReadOnlyList<int>>(labels);
        return new ClassMembers(labels);
    }

    /// <summary>The mean of each class over its images among some; null of a class that has none.</summary>
    public double?[] MeansOf(double[] values, IReadOnlyList<int> images)
    {
        var (sums, counts) = (new double[_classes], new int[_classes]);
        foreach (var image in images)
            foreach (var label in Labels[image])
            {
                sums[label] += values[image];
                counts[label]++;
            }
        return [.. sums.Select((sum, c) => counts[c] > 0 ? sum / counts[c] : (double?)null)];
    }

    /// <summary>The class with the largest mean, the first of several.</summary>
    public static int Preferred(IReadOnlyList<double?> means)
    {
        var best = -1;
        for (var c = 0; c < means.Count; c++)
            if (means[c] is { } mean && (best < 0 || mean > means[best]))
                best = c;
        return best;
    }

    /// <summary>(μ_max − μ_rest)/(μ_max + μ_rest); null where a mean is negative, all are 0, or fewer than two classes have
    /// images.</summary>
    public static double? Selectivity(IReadOnlyList<double?> means)
    {
        double[] found = [.. means.OfType<double>()];
        if (found.Length < 2 || found.Any(m => m < 0) || found.Max() == 0)
            return null;
        var best = found.Max();
        var rest = (found.Sum() - best) / (found.Length - 1);
        return (best - rest) / (best + rest);
    }

    /// <summary>The probability that an image of the class preferred on one half has more than one of another class, on the other half;
    /// ties count half. Null where that half has not both.</summary>
    public double? HeldOutArea(double[] values, IReadOnlyList<int[]> halves)
    {
        var preferred = Preferred(MeansOf(values, halves[0]));
        if (preferred < 0)
            return null;
        double[] members = [.. halves[1].Where(i => Labels[i].Contains(preferred)).Select(i => values[i])];
        double[] others = [.. halves[1].Where(i => !Labels[i].Contains(preferred)).Select(i => values[i]).Order()];
        if (members.Length == 0 || others.Length == 0)
            return null;
        var wins = 0.0;
        foreach (var member in members)
            foreach (var other in others)
                wins += member > other ? 1 : member == other ? 0.5 : 0;
        return wins / ((double)members.Length * others.Length);
    }
}
