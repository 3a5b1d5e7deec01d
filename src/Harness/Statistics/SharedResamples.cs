namespace VisEval.Harness.Statistics;

/// <summary>The resampled means behind the bootstrap-t intervals of a column; those over as many clusters are made together.</summary>
internal sealed class SharedResamples
{
    private readonly Resampling _resampling;
    private readonly Dictionary<ClusterTotals, (double Shift, double StandardError)[]> _together = [];

    /// <param name="column">The means that an interval is asked of.</param>
    /// <param name="resampling">The resamples, the same for every mean of as many clusters.</param>
    public SharedResamples(IEnumerable<ClusterTotals> column, Resampling resampling)
    {
        _resampling = resampling;
        foreach (var alike in column.Where(t => t.Equal && t.HasSpread && t.Count >= MeanInterval.LeastForBootstrap).GroupBy(t => t.Count))
        {
            ClusterTotals[] all = [.. alike];
            var found = ResampledTogether.ShiftsAndErrors(all, [.. resampling.Of(alike.Key, MeanInterval.Resamples)]);
            foreach (var (totals, resampled) in all.Zip(found))
                _together[totals] = resampled;
        }
    }

    /// <summary>θ_b − θ and se_b of every resample, see <see cref="ResampledMeans"/>.</summary>
    public IEnumerable<(double Shift, double StandardError)> Of(ClusterTotals totals) => _together.TryGetValue(totals, out var found)
        ? found
        : ResampledMeans.ShiftsAndErrors(totals, _resampling.Of(totals.Count, MeanInterval.Resamples));
}
