using VisEval.Harness.Results;

namespace VisEval.Harness.Estimation;

/// <summary>What a run will cost, worked out before it.</summary>
/// <param name="Networks">One a job, in the order of the plan.</param>
/// <param name="Time">The time of the whole run with the threads asked for: start, work, measurements of cost, reports.</param>
/// <param name="Work">The part of it that progress counts: all but start and reports.</param>
/// <param name="MemoryMegabytes">The largest resident memory to expect.</param>
/// <param name="Weights">How much of the work each cell is.</param>
internal sealed record RunEstimate(
    IReadOnlyList<NetworkEstimate> Networks, TimeSpan Time, TimeSpan Work, double MemoryMegabytes, CellWeights Weights)
{
    /// <summary>All cells.</summary>
    public int Cells => Networks.Sum(n => n.Cells);

    /// <summary>All units of work that have no cells; an analysis of all networks of a dataset is one.</summary>
    public int Pieces => Networks.Sum(n => n.Extras.Visualizers.Concat(n.Extras.Metrics).Sum(u => u.Pieces))
        + Networks.SelectMany(n => n.Extras.Analyses.Select(a => (n.Dataset, a.Key))).Distinct().Count();

    /// <summary>All passes.</summary>
    public Passes Passes => Networks.Aggregate(default(Passes), (sum, n) => sum + n.Passes);

    /// <summary>Whether passes and time are upper bounds, because images decide.</summary>
    public bool AtMost => Networks.Any(n => n.AtMost);
}

/// <summary>What one network on one dataset will cost.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Images">Images.</param>
/// <param name="Targets">Classes explained, over all images.</param>
/// <param name="Cells">Scores of one explanation by one metric.</param>
/// <param name="Passes">Images run through the network.</param>
/// <param name="AtMost">Whether the passes are upper bounds.</param>
/// <param name="Time">The time with the threads asked for.</param>
/// <param name="Methods">What the explanations of each method cost.</param>
/// <param name="Metrics">What each metric costs, further explanations included.</param>
internal sealed record NetworkEstimate(
    string Dataset, string Model, int Images, int Targets, int Cells, Passes Passes, bool AtMost, TimeSpan Time,
    IReadOnlyList<UnitEstimate> Methods, IReadOnlyList<UnitEstimate> Metrics)
{
    /// <summary>What showing its units and looking into its layers costs; part of the passes and the time.</summary>
    public ExtrasEstimate Extras { get; init; } = new([], [], []);

    /// <summary>The passes that measure what one explanation by each method costs; part of the passes.</summary>
    public Passes Timings { get; init; }

    /// <summary>What its commands are asked; part of the time where they could be measured.</summary>
    public IReadOnlyList<CommandEstimate> Commands { get; init; } = [];

    /// <summary>Why the network's speed, and with it the time, is not known; null where it is.</summary>
    public string? Failure { get; init; }
}

/// <summary>What a method, metric, visualizer or analysis costs on one network.</summary>
/// <param name="Key">The unit's key.</param>
/// <param name="Passes">Images run through the network.</param>
/// <param name="Applies">False for a method that does not apply to the network.</param>
internal sealed record UnitEstimate(string Key, Passes Passes, bool Applies = true)
{
    /// <summary>The units of work that have no cells: pictures of a unit, their numbers of a visualizer, an analysis; each finished alone.
    /// 0 for methods and metrics of maps.</summary>
    public int Pieces { get; init; }

    /// <summary>Values that are computed beside the network in every backward pass: those of the picture that is changed.</summary>
    public double Values { get; init; }

    /// <summary>Seconds of one processor.</summary>
    public double Seconds { get; init; }

    /// <summary>Seconds of commands, beside all passes.</summary>
    public double Beside { get; init; }

    /// <summary>The same with its time, from how fast the network is.</summary>
    public UnitEstimate Timed(NetworkSpeed speed, Calibration calibration) => this with
    {
        Seconds = speed.SecondsOf(Passes) / calibration.NetworkShare + Values * Passes.Backwards * calibration.PictureValueSeconds
            + Beside + (Pieces > 0 ? calibration.FirstUseSeconds : 0) + Pieces * calibration.PieceSeconds,
    };
}
