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
    public double?[] MeansOf(double[] values, IEnumerable<int> images)
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
    /// ties count half. Mean over splits, each with both halves in turn; null where one of them has no answer.</summary>
    /// <param name="values">The channel, by image.</param>
    /// <param name="splits">By split the half of every image, 0 or 1.</param>
    /// <param name="images">The images that count, in ascending order of their values.</param>
    public double? HeldOutArea(double[] values, IReadOnlyList<int[]> splits, IReadOnlyList<int> images)
    {
        var sum = 0.0;
        foreach (var half in splits)
            for (var chosen = 0; chosen < 2; chosen++)
            {
                var preferred = Preferred(MeansOf(values, images.Where(i => half[i] == chosen)));
                if (Area(values, images.Where(i => half[i] != chosen), preferred) is not { } area)
                    return null;
                sum += area;
            }
        return sum / (2 * splits.Count);
    }

    // Every member wins against the others before it; those of the same value are met in two halves.
    private double? Area(double[] values, IEnumerable<int> ascending, int @class)
    {
        var (wins, members, others) = (0.0, 0, 0);
        var (value, equalMembers, equalOthers) = (double.NaN, 0, 0);
        foreach (var image in ascending)
        {
            if (values[image] != value)
                (value, equalMembers, equalOthers) = (values[image], 0, 0);
            if (Labels[image].Contains(@class))
            {
                wins += others - 0.5 * equalOthers;
                members++;
                equalMembers++;
            }
            else
            {
                wins += 0.5 * equalMembers;
                others++;
                equalOthers++;
            }
        }
        return members > 0 && others > 0 ? wins / ((double)members * others) : null;
    }
}
