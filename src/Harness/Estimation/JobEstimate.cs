using VisEval.Harness.Datasets;
using VisEval.Harness.Running;
using VisEval.Metrics;

namespace VisEval.Harness.Estimation;

/// <summary>What one network on one dataset will cost, by method, metric and cell.</summary>
internal sealed class JobEstimate
{
    private readonly Job _job;
    private readonly NetworkSpeed _speed;
    private readonly Calibration _calibration;
    private readonly int[] _targets;
    private readonly List<UnitEstimate> _methods = [];
    private readonly Dictionary<string, Passes> _metrics = [];
    private readonly Dictionary<(string, string, string, string), double> _cellSeconds = [];
    private double _timingSeconds;
    private Passes _timingPasses;
    private bool _atMost;
    private int _cells;

    /// <summary>Adds up what the units of a job ask of its network.</summary>
    public JobEstimate(Job job, NetworkSpeed speed, IUnitWork work, Calibration calibration)
    {
        (_job, _speed, _calibration) = (job, speed, calibration);
        _targets = [.. job.Images.Select(i => Targets.Of(job.Dataset.Manifest.Target, i, -1).Count)];
        var metrics = job.Metrics.Select(m => (m.Key, Work: work.Of(m.Value, job.Model), Scored: ScoredOf(m.Key))).ToList();
        _atMost = metrics.Any(m => m.Work is { AtMost: true });
        // An explanation is charged to the cells of its method in equal parts.
        var explanationsByCell = (double)_targets.Sum() / Math.Max(1, metrics.Sum(m => m.Scored));
        foreach (var method in job.Methods)
        {
            var own = work.Of(method.Value, job.Model);
            _atMost |= own is { AtMost: true };
            var one = own?.Passes ?? default;
            _methods.Add(new UnitEstimate(method.Key, _targets.Sum() * one, own is not null));
            _timingPasses += calibration.Timings * one;
            _timingSeconds += calibration.Timings * speed.SecondsOf(one);
            foreach (var metric in metrics)
            {
                var score = own is null ? default : Of(metric.Work, one);
                _metrics[metric.Key] = _metrics.GetValueOrDefault(metric.Key) + metric.Scored * score;
                _cells += metric.Scored;
                // The explanation is charged to its cells in equal parts.
                var seconds = speed.SecondsOf(score + 1.0 / metrics.Count * one) / calibration.NetworkShare + calibration.CellSeconds;
                _cellSeconds[(job.Dataset.Manifest.Name, job.ModelName, method.Key, metric.Key)] = seconds;
                TotalSeconds += metric.Scored * seconds;
            }
        }
    }

    /// <summary>The processor time of one cell.</summary>
    public IReadOnlyDictionary<(string Dataset, string Model, string Method, string Metric), double> CellSeconds => _cellSeconds;

    /// <summary>The processor time of all cells.</summary>
    public double TotalSeconds { get; private set; }

    /// <summary>The whole job.</summary>
    /// <param name="parallel">Threads that really run at once.</param>
    public NetworkEstimate Summary(int parallel) => new(
        _job.Dataset.Manifest.Name, _job.ModelName, _job.Images.Count, _targets.Sum(), _cells,
        _methods.Aggregate(_timingPasses, (sum, m) => sum + m.Passes) + _metrics.Values.Aggregate(default(Passes), (sum, m) => sum + m),
        _atMost,
        TimeSpan.FromSeconds(TotalSeconds / parallel + _timingSeconds / _calibration.NetworkShare),
        _methods,
        [.. _job.Metrics.Select(m => new UnitEstimate(m.Key, _metrics.GetValueOrDefault(m.Key)))])
    {
        Failure = _speed.Failure,
    };

    private static Passes Of(MetricWork? metric, Passes explanation) =>
        metric is null ? default : new Passes(metric.Forwards, 0) + metric.Explanations * explanation;

    // The explanations that a metric is asked about.
    private int ScoredOf(string metric) =>
        _targets.Take(_job.MetricImages.TryGetValue(metric, out var images) ? images : int.MaxValue).Sum();
}
