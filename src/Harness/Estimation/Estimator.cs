using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;

namespace VisEval.Harness.Estimation;

/// <summary>What a run will cost: a function of the plan, of what its units declare, and of how fast the networks are.</summary>
/// <param name="work">What the units ask of a network.</param>
/// <param name="calibration">What a run takes beside the passes; the defaults if null.</param>
internal sealed class Estimator(IUnitWork work, Calibration? calibration = null)
{
    private readonly Calibration _calibration = calibration ?? new Calibration();

    /// <summary>The estimate of a run.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="speeds">How fast the network of each job is run.</param>
    /// <param name="processors">The processors of the machine.</param>
    /// <param name="residentBytes">The memory that the process holds with all networks open.</param>
    /// <param name="commands">How fast the commands of each job are, by key; null where there are none.</param>
    public RunEstimate Of(
        Plan plan, IReadOnlyList<NetworkSpeed> speeds, int processors, long residentBytes,
        IReadOnlyList<IReadOnlyDictionary<string, CommandSpeed>>? commands = null)
    {
        var parallel = Math.Clamp(Math.Min(plan.Settings.Threads, processors), 1, int.MaxValue);
        var none = new Dictionary<string, CommandSpeed>();
        var jobs = plan.Jobs.Zip(speeds)
            .Select((j, i) => new JobEstimate(j.First, j.Second, work, _calibration, commands?[i] ?? none)).ToList();
        var networks = jobs.Select((job, i) => With(job.Summary(parallel), plan, speeds[i], parallel)).ToList();
        var seconds = networks.Sum(n => n.Time.TotalSeconds);
        var around = _calibration.StartSeconds + _calibration.NetworkSeconds * speeds.Count + _calibration.ReportStartSeconds
            + _calibration.ReportSeconds * networks.Sum(n => n.Cells)
            // Programs that serve are started by all threads at once.
            + networks.Sum(n => n.Commands.Sum(c => c.Speed.Start));
        return new RunEstimate(
            networks,
            TimeSpan.FromSeconds(seconds + around),
            TimeSpan.FromSeconds(seconds),
            RunMemory.Megabytes(plan.Settings, speeds.Select(s => s.BytesPerImage).DefaultIfEmpty().Max(), residentBytes, _calibration),
            new CellWeights(
                jobs.SelectMany(job => job.CellSeconds).ToDictionary(c => c.Key, c => c.Value / parallel),
                jobs.SelectMany(job => job.TimingSeconds).ToDictionary(t => t.Key, t => t.Value),
                seconds)
            {
                Pieces = networks.SelectMany(n => n.Extras.Pieces(n.Dataset, n.Model))
                    .GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Sum(p => p.Seconds) / parallel),
            });
    }

    private NetworkEstimate With(NetworkEstimate network, Plan plan, NetworkSpeed speed, int parallel)
    {
        var extras = ExtrasEstimate.Of(plan, network.Dataset, network.Model).Timed(speed, _calibration);
        return network with
        {
            Extras = extras,
            Passes = network.Passes + extras.Passes,
            Time = network.Time + TimeSpan.FromSeconds(extras.All.Sum(u => u.Seconds) / parallel),
            AtMost = network.AtMost || extras.Metrics.Count > 0,
        };
    }
}
