using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis;

/// <summary>What one explanation costs, over the measured repetitions.</summary>
/// <param name="Milliseconds">Median wall time.</param>
/// <param name="Values">One for each cost metric of the table; null where nobody can know it, of a command.</param>
internal sealed record Cost(double Milliseconds, IReadOnlyList<CostValue?> Values)
{
    /// <summary>Summarises repetitions; null where there is none.</summary>
    public static Cost? Of(IReadOnlyList<TimingRow> timings, IReadOnlyList<ICostMetric> metrics)
    {
        if (timings.Count == 0)
            return null;
        var measured = timings.Select(t => new ExplanationCost(t.Milliseconds, t.Forwards, t.Backwards, t.PeakMegabytes)).ToList();
        return new Cost(
            Quantile.Median(measured.Select(c => c.Milliseconds)),
            [
                .. metrics.Select(m => m.SeesOtherPrograms || !ForeignKey.IsCommand(timings[0].Method)
                    ? CostValue.Of(measured.Select(m.Of))
                    : null),
            ]);
    }
}

/// <summary>One cost metric of a method.</summary>
/// <param name="Median">The median over the repetitions.</param>
/// <param name="Quartiles">The lower and the upper quartile.</param>
internal sealed record CostValue(double Median, Interval Quartiles)
{
    /// <summary>Of at least one number.</summary>
    public static CostValue Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var quartiles = new Interval(Quantile.OfSorted(sorted, 0.25), Quantile.OfSorted(sorted, 0.75));
        return new CostValue(Quantile.OfSorted(sorted, 0.5), quartiles);
    }

    /// <summary>Whether the repetitions differ.</summary>
    public bool Varies => Quartiles.High > Quartiles.Low;
}
