using VisEval.Metrics;

namespace VisEval.Harness.Statistics;

/// <summary>The worst and the best that a number can be, turned so that more is better (<see cref="ScoreInfo.Merit"/>).</summary>
/// <param name="Worst">The smallest merit.</param>
/// <param name="Best">The largest merit.</param>
internal readonly record struct MeritRange(double Worst, double Best)
{
    /// <summary>Of the range of a score; where that has no end, the worst or best merit of the column stands in.</summary>
    /// <param name="info">The facts of the number.</param>
    /// <param name="column">The merits of all methods; at least one.</param>
    /// <exception cref="ArgumentException">The range has no end and the column no value.</exception>
    public static MeritRange Of(ScoreInfo info, IReadOnlyCollection<double> column)
    {
        var (worst, best) = (Math.Min(info.Merit(info.Minimum), info.Merit(info.Maximum)), info.Merit(info.Best));
        if ((!double.IsFinite(worst) || !double.IsFinite(best)) && column.Count == 0)
            throw new ArgumentException($"The range of {info.Name} has no end, and there is no value to take its place.", nameof(column));
        return new MeritRange(double.IsFinite(worst) ? worst : column.Min(), double.IsFinite(best) ? best : column.Max());
    }
}
