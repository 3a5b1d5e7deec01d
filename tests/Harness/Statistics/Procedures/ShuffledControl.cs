using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>A method against its own maps of other images, of the same smoothness, contrast and centre bias.</summary>
/// <remarks>The scores are given as score[image][map]: of the map made for one image, scored on another.</remarks>
public static class ShuffledControl
{
    /// <summary>s_ii − s_iπ(i): what each image gains by its own map over that of its donor. Tested by <see cref="SignFlip"/>.</summary>
    /// <param name="scores">score[image][map]; higher is better.</param>
    /// <param name="donors">π(i), another image for each.</param>
    public static double[] Gains(IReadOnlyList<IReadOnlyList<double>> scores, IReadOnlyList<int> donors) =>
        [.. donors.Select((donor, i) => scores[i][i] - scores[i][donor])];

    /// <summary>The gains of pairs that swap their maps, (s_ii − s_ij) + (s_jj − s_ji) with j = i + 1 and i even: how good a
    /// method's maps of an image are in general cancels out. An odd image at the end has no partner.</summary>
    public static double[] PairGains(IReadOnlyList<IReadOnlyList<double>> scores) =>
    [
        .. Enumerable.Range(0, scores.Count / 2).Select(k => 2 * k)
            .Select(i => scores[i][i] - scores[i][i + 1] + scores[i + 1][i + 1] - scores[i + 1][i]),
    ];

    /// <summary>The share of the n cyclic shifts of maps, none among them, with a sum of scores at least that of no shift: an exact p that
    /// needs every map scored on every image; at least 1/n.</summary>
    public static double CyclicShare(IReadOnlyList<IReadOnlyList<double>> scores)
    {
        var n = scores.Count;
        double[] sums = [.. Enumerable.Range(0, n).Select(shift => Enumerable.Range(0, n).Sum(i => scores[i][(i + shift) % n]))];
        var slack = 1e-12 * scores.Sum(row => row.Sum(Math.Abs)) / n;
        return sums.Count(s => s >= sums[0] - slack) / (double)n;
    }
}
