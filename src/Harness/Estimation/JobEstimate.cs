using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Foreign;
using VisEval.Harness.Results;
using VisEval.Methods;
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
    private readonly List<CommandEstimate> _commands = [];
    private readonly Dictionary<string, double> _beside = [];
    private readonly Dictionary<string, Passes> _metrics = [];
    private readonly Dictionary<(string, string, string, string), double> _cellSeconds = [];
    private readonly Dictionary<(string, string, string), double> _timingSeconds = [];
    private Passes _timingPasses;
    private double _totalSeconds;
    private bool _atMost;
    private int _cells;

    /// <summary>Adds up what the units of a job ask of its network.</summary>
    /// <param name="job">The job.</param>
    /// <param name="speed">How fast its network is.</param>
    /// <param name="work">What the units ask.</param>
    /// <param name="calibration">What a run takes beside the passes.</param>
    /// <param name="commands">How fast the commands among its methods are, by key.</param>
    public JobEstimate(
        Job job, NetworkSpeed speed, IUnitWork work, Calibration calibration, IReadOnlyDictionary<string, CommandSpeed> commands)
    {
        (_job, _speed, _calibration) = (job, speed, calibration);
        _targets = [.. job.Images.Images.Select(i => job.Images.Targets(i, -1).Count)];
        var metrics = Unshared(
        [
            .. job.Metrics.Select(m => new Evaluations(m.Key, work.Of(m.Value, job.Model).Among(job.Sources.Count), ScoredOf(m.Key))),
        ]);
        var shuffled = job.ShuffledMetricsOf(0).Select(m => m.Key).ToHashSet();
        _atMost = metrics.Any(m => m.Work.AtMost);
        // An explanation is charged to the cells of its method in equal parts.
        var explanationsByCell = (double)_targets.Sum() / Math.Max(1, metrics.Sum(m => m.Scored));
        var pooled = job.Metrics.Where(m => m.Value is IPooledMetric).Select(m => m.Key).ToHashSet();
        var seeds = job.Sources.Where(s => s.Seed != SeedKey.First).ToLookup(s => s.Method!.Key, s => s.Key);
        foreach (var method in job.Methods)
        {
            var further = seeds[method.Key].ToList();
            var own = work.Of(method.Value, job.Model, job.References?.Count ?? 0);
            _atMost |= own is { AtMost: true };
            var one = own?.Passes ?? default;
            if (commands.GetValueOrDefault(method.Key) is { } command)
            {
                AddCommand(method, command, metrics, shuffled, explanationsByCell);
                continue;
            }
            _methods.Add(new UnitEstimate(method.Key, _targets.Sum() * (1 + further.Count) * one, own is not null));
            var once = speed.SecondsOf(one) / calibration.NetworkShare;
            var timings = once > 0
                ? Math.Clamp(Math.Ceiling(calibration.TimingSeconds / once), 1, calibration.Timings)
                : calibration.Timings;
            _timingPasses += timings * one;
            _timingSeconds[(job.Images.Name, job.ModelName, method.Key)] = timings * once;
            foreach (var metric in metrics)
                Add(method.Key, metric, own is null ? default : metric.Work.With(one), explanationsByCell * one, calibration);
            foreach (var key in further)
                foreach (var metric in metrics.Where(m => !pooled.Contains(m.Key)))
                    Add(key, metric, own is null ? default : metric.Work.With(one), explanationsByCell * one, calibration);
            // A map of another image is scored, and explained no more.
            if (Job.IsShuffled(new MethodSource(method)))
                foreach (var metric in metrics.Where(m => shuffled.Contains(m.Key)))
                    Add(ShuffledKey.Of(method.Key), metric, own is null ? default : metric.Work.With(default), default, calibration);
        }
        foreach (var maps in job.Sources.Where(s => s.Method is null))
            AddMaps(maps, metrics, shuffled);
    }

    // What a command does nobody but the clock knows.
    private void AddCommand(
        Unit<IAttributionMethod> method, CommandSpeed speed, IReadOnlyList<Evaluations> metrics, HashSet<string> shuffled,
        double explanationsByCell)
    {
        var images = _targets.Count(t => t > 0);
        var ahead = Math.Max(1, new MethodSource(method).MostAhead(_job.Model.Input.Length));
        var maps = new CommandWork(Math.Ceiling((double)images / ahead), _targets.Sum());
        var one = 1.0 / Math.Max(1, _targets.Sum()) * maps;
        var alone = new CommandWork(1, 1);
        var timings = speed.SecondsOf(alone) is > 0 and var once
            ? Math.Clamp(Math.Ceiling(_calibration.TimingSeconds / once), 1, _calibration.Timings)
            : 1;
        var asked = metrics.Aggregate(maps + timings * alone, (sum, m) => sum + m.Scored * m.Work.OfCommand);
        _commands.Add(new CommandEstimate(
            method.Key, asked, speed, method.Value is ExternalMethod { Command.Serves: true }));
        _atMost |= speed.AtMost;
        _methods.Add(new UnitEstimate(method.Key, default) { Beside = speed.SecondsOf(maps) });
        _timingSeconds[(_job.Images.Name, _job.ModelName, method.Key)] = timings * speed.SecondsOf(alone);
        foreach (var metric in metrics)
        {
            var again = speed.SecondsOf(metric.Work.OfCommand);
            _beside[metric.Key] = _beside.GetValueOrDefault(metric.Key) + metric.Scored * again;
            Add(method.Key, metric, metric.Work.With(default), default, _calibration, again + explanationsByCell * speed.SecondsOf(one));
            if (shuffled.Contains(metric.Key))
                Add(ShuffledKey.Of(method.Key), metric, metric.Work.With(default), default, _calibration);
        }
    }

    // A map from a file takes no pass; what would explain again has no number of it.
    private void AddMaps(IExplanationSource maps, IEnumerable<Evaluations> metrics, HashSet<string> shuffled)
    {
        _methods.Add(new UnitEstimate(maps.Key, default));
        foreach (var metric in metrics)
        {
            Add(maps.Key, metric, metric.Work.Explanations > 0 ? default : metric.Work.With(default), default, _calibration);
            if (Job.IsShuffled(maps) && shuffled.Contains(metric.Key))
                Add(ShuffledKey.Of(maps.Key), metric, metric.Work.With(default), default, _calibration);
        }
    }

    private void Add(
        string method, Evaluations metric, Passes score, Passes explanation, Calibration calibration, double beside = 0)
    {
        _metrics[metric.Key] = _metrics.GetValueOrDefault(metric.Key) + metric.Scored * score;
        _cells += metric.Scored;
        var seconds = _speed.SecondsOf(score + explanation) / calibration.NetworkShare + calibration.CellSeconds + beside;
        _cellSeconds[(_job.Images.Name, _job.ModelName, method, metric.Key)] = seconds;
        _totalSeconds += metric.Scored * seconds;
    }

    /// <summary>The processor time of one cell.</summary>
    public IReadOnlyDictionary<(string Dataset, string Model, string Method, string Metric), double> CellSeconds => _cellSeconds;

    /// <summary>The time that the cost of each method is measured, one after the other.</summary>
    public IReadOnlyDictionary<(string Dataset, string Model, string Method), double> TimingSeconds => _timingSeconds;

    /// <summary>The whole job.</summary>
    /// <param name="parallel">Threads that really run at once.</param>
    public NetworkEstimate Summary(int parallel) => new(
        _job.Images.Name, _job.ModelName, _job.Images.Images.Count, _targets.Sum(), _cells,
        _methods.Aggregate(_timingPasses, (sum, m) => sum + m.Passes) + _metrics.Values.Aggregate(default(Passes), (sum, m) => sum + m),
        _atMost,
        TimeSpan.FromSeconds(_totalSeconds / parallel + _timingSeconds.Values.Sum()),
        [.. _methods.Select(m => m.Timed(_speed, _calibration))],
        [
            .. _job.Metrics.Select(m => new UnitEstimate(m.Key, _metrics.GetValueOrDefault(m.Key))
            {
                Beside = _beside.GetValueOrDefault(m.Key),
            }.Timed(_speed, _calibration)),
        ])
    {
        Commands = _commands,
        Failure = _speed.Failure,
        Timings = _timingPasses,
    };

    // Of metrics that share their work the largest is charged with it.
    private static List<Evaluations> Unshared(List<Evaluations> metrics)
    {
        var charged = metrics.Where(m => m.Work.Group.Length > 0).GroupBy(m => m.Work.Group)
            .Select(g => g.MaxBy(m => m.Scored * (m.Work.Forwards + m.Work.Explanations))!.Key).ToHashSet();
        return
        [
            .. metrics.Select(m => m.Work.Group.Length == 0 || charged.Contains(m.Key) ? m : m with { Work = new EvaluationWork(0, 0) }),
        ];
    }

    // The explanations that a metric is asked about.
    private int ScoredOf(string metric) =>
        _targets.Take(_job.MetricImages.TryGetValue(metric, out var images) ? images : int.MaxValue).Sum();

    /// <summary>A metric of the job.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Work">What one evaluation takes.</param>
    /// <param name="Scored">The explanations by one method that it is asked about.</param>
    private sealed record Evaluations(string Key, EvaluationWork Work, int Scored);
}
