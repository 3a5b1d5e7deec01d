using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;

namespace VisEval.Harness.Estimation;

/// <summary>What a run will cost: a function of the plan, of what its units declare, and of how fast the networks are.</summary>
/// <param name="work">What the units ask of a network.</param>
/// <param name="calibration">What a run takes beside the passes; the defaults if null.</param>
public sealed class Estimator(IUnitWork work, Calibration? calibration = null)
{
    private readonly Calibration _calibration = calibration ?? new Calibration();

    /// <summary>The estimate of a run.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="speeds">How fast the network of each job is run.</param>
    /// <param name="processors">The processors of the machine.</param>
    /// <param name="residentBytes">The memory that the process holds with all networks open.</param>
    public RunEstimate Of(Plan plan, IReadOnlyList<NetworkSpeed> speeds, int processors, long residentBytes)
    {
        var parallel = Math.Clamp(Math.Min(plan.Settings.Threads, processors), 1, int.MaxValue);
        var jobs = plan.Jobs.Zip(speeds, (job, speed) => new JobEstimate(job, speed, work, _calibration)).ToList();
        double SecondsOf(int job, Passes passes) => speeds[job].SecondsOf(passes) / _calibration.NetworkShare;
        var networks = jobs.Select((job, i) => With(job.Summary(parallel), plan, passes => SecondsOf(i, passes) / parallel)).ToList();
        var reports = _calibration.ReportSeconds * networks.Sum(n => n.Cells);
        return new RunEstimate(
            networks,
            TimeSpan.FromSeconds(networks.Sum(n => n.Time.TotalSeconds) + reports),
            RunMemory.Megabytes(plan.Settings, speeds.Select(s => s.BytesPerImage).DefaultIfEmpty().Max(), residentBytes, _calibration),
            new CellWeights(
                jobs.SelectMany(job => job.CellSeconds).ToDictionary(c => c.Key, c => c.Value / parallel),
                jobs.SelectMany(job => job.TimingSeconds).ToDictionary(t => t.Key, t => t.Value),
                networks.Sum(n => n.Time.TotalSeconds))
            {
                Pieces = networks.SelectMany((n, i) => n.Extras.Pieces(plan, n, passes => SecondsOf(i, passes) / parallel))
                    .GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Sum(p => p.Seconds)),
            });
    }

    private static NetworkEstimate With(NetworkEstimate network, Plan plan, Func<Passes, double> secondsOf)
    {
        var extras = ExtrasEstimate.Of(plan, network.Dataset, network.Model);
        return network with
        {
            Extras = extras,
            Passes = network.Passes + extras.Passes,
            Time = network.Time + TimeSpan.FromSeconds(secondsOf(extras.Passes)),
            AtMost = network.AtMost || extras.Metrics.Count > 0,
        };
    }
}
