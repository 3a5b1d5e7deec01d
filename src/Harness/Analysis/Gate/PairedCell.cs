using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>A value of the baseline and the current one of the same explanation.</summary>
/// <param name="Image">Image id.</param>
/// <param name="Target">The explained class.</param>
/// <param name="Old">The baseline's value.</param>
/// <param name="New">The current value.</param>
/// <param name="Gain">New minus old, turned so that positive is better.</param>
internal sealed record PairedValue(string Image, int Target, double Old, double New, double Gain);

/// <summary>A value of the baseline that the current run tried to compute and has not.</summary>
/// <param name="Image">Image id.</param>
/// <param name="Target">The explained class.</param>
/// <param name="Old">The baseline's value.</param>
/// <param name="State">Why there is none now.</param>
/// <param name="WorstGain">The difference if the value were the worst possible one.</param>
internal sealed record LostValue(string Image, int Target, double Old, string State, double WorstGain)
{
    /// <summary>The state of a value of which there is no row at all: the run lost it, or never came to it.</summary>
    public const string NoRow = "missing";
}

/// <summary>The values of a cell in both runs, paired by image and class, in the baseline's order.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Pairs">What both have.</param>
/// <param name="Lost">What only the baseline has, although it was asked again.</param>
/// <param name="NotRun">Values of the baseline of images, or for images, that the current run was not asked about.</param>
/// <param name="OtherClass">Values of the baseline for a class that the current run does not explain in that image.</param>
/// <param name="IsFound">Whether the current run has any value at all.</param>
/// <param name="IsAsked">Whether the current run has any row, with a value or a state.</param>
internal sealed record PairedCell(
    GateCell Cell, IReadOnlyList<PairedValue> Pairs, IReadOnlyList<LostValue> Lost, int NotRun, int OtherClass, bool IsFound, bool IsAsked)
{
    // Above this share of lost values the common ones no longer stand for all (statistics of missing cells: Manski, 1990).
    private const double MostLost = 0.1;

    /// <summary>How many of the lost values have no row in the current run, not even a state.</summary>
    public int Missing { get; init; }

    /// <summary>The images of the baseline's values that the current run has not, one a value.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>Whether images were not run again, and the policy minds.</summary>
    public bool IsShort { get; init; }

    /// <summary>Whether so many values are lost that the cell is judged as if each were the worst possible.</summary>
    public bool IsJudgedByWorst => Lost.Count > MostLost * (Pairs.Count + Lost.Count);

    /// <summary>The baseline's values that were asked again.</summary>
    public IEnumerable<double> Olds => Pairs.Select(p => p.Old).Concat(Lost.Select(l => l.Old));

    /// <summary>The gains by image of what both have.</summary>
    public Clusters Common { get; } = ByImage(Pairs.Select(p => (p.Image, p.Gain)));

    /// <summary>The same, and for what is lost the gain if it were the worst possible value.</summary>
    public Clusters WorstCase => field ??= Lost.Count == 0
        ? Common
        : ByImage([.. Pairs.Select(p => (p.Image, p.Gain)), .. Lost.Select(l => (l.Image, l.WorstGain))]);

    /// <summary>What the verdict is about.</summary>
    public Clusters Gains => IsJudgedByWorst ? WorstCase : Common;

    /// <summary>Why the current run has no value, where it has none.</summary>
    public string WhyLost =>
        Cell.Model.New is null ? $"the current run has no network '{Cell.Model.Old}'"
        : Cell.Method.New is null ? $"the current run has no method '{Cell.Method.Old}'"
        : Cell.Metric.New is null ? $"the current run has no metric '{Cell.Metric.Old}'"
        : Lost.CountBy(l => l.State).OrderByDescending(s => s.Value).Select(s => s.Key).FirstOrDefault() is { } state
            ? $"no value stands any more: {state}"
            : "it was not run again";

    private static Clusters ByImage(IEnumerable<(string Image, double Gain)> gains) =>
        Clusters.Of([.. gains.GroupBy(g => g.Image).Select(g => (IReadOnlyList<double>)[.. g.Select(v => v.Gain)])]);
}
