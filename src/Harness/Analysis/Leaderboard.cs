using VisEval.Harness.Analysis.Marks;
using VisEval.Harness.Analysis.Ranking;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis;

/// <summary>Every method's standing in every number, with its uncertainty and its cost: what all renderings show.</summary>
/// <param name="Tables">By dataset in the run's order: over all models together (where there are several), then each model alone.</param>
internal sealed record Leaderboard(IReadOnlyList<LeaderboardTable> Tables)
{
    /// <summary>Whether marks compare methods with their own maps of other images too; true where there are no marks.</summary>
    public bool IsAgainstShuffled => Tables.Count == 0 || Tables.Any(t => t.IsAgainstShuffled);

    /// <summary>Computes the leaderboard of a run; the same results give the same leaderboard.</summary>
    /// <param name="results">A run, finished or interrupted.</param>
    /// <param name="known">The metrics behind the run's keys; those of VisEval if null.</param>
    /// <param name="stop">Ends the work before the next column.</param>
    public static Leaderboard From(RunResults results, KnownMetrics? known = null, CancellationToken stop = default) =>
        From(RunSamples.Of(results, known, stop), stop);

    internal static Leaderboard From(RunSamples samples, CancellationToken stop = default)
    {
        var info = samples.Results.Info;
        var builder = new TableBuilder(info.Metrics, samples.Known, stop);
        var tables = new List<LeaderboardTable>();
        foreach (var dataset in samples.Sets.GroupBy(s => s.Scope.Dataset))
        {
            var single = dataset.Where(s => s.Scope.Model is not null).Select(builder.Build).ToList();
            tables.AddRange(dataset.Where(s => s.Scope.Model is null).Select(s => MergedTable.Of(builder.Build(s), single)));
            tables.AddRange(single);
        }
        return new Leaderboard(tables);
    }
}

/// <summary>The methods on one dataset, for one model or over all models together.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name; null for all models together.</param>
/// <param name="Numbers">The columns: every number of every metric that was computed, in the run's order.</param>
/// <param name="Rows">The methods: those that are ranked by position, then the others, then the controls.</param>
/// <param name="Costs">The columns of cost: the run's cost metrics, if anything was measured.</param>
/// <param name="Networks">The number of models.</param>
/// <param name="Criteria">The numbers that methods are ranked by.</param>
internal sealed record LeaderboardTable(
    string Dataset, string? Model, IReadOnlyList<NumberInfo> Numbers, IReadOnlyList<LeaderboardRow> Rows, IReadOnlyList<MetricInfo> Costs,
    int Networks, IReadOnlyList<NumberInfo> Criteria)
{
    /// <summary>The images that were explained.</summary>
    public int Images { get; init; }

    /// <summary>Whether marks compare methods with their own maps of other images too; true where there are no marks.</summary>
    public bool IsAgainstShuffled => Rows.SelectMany(r => r.Cells).Select(c => c.Verdict).Where(v => v.Mark != Mark.None).ToList()
        is not { Count: > 0 } marked || marked.Exists(v => v.IsAgainstShuffled);

    /// <summary>How the methods are ranked.</summary>
    public RankingRule Rule { get; init; } = RankingRule.Default;

    /// <summary>How often the run may have been tested while images were added, 1 where their number was fixed.</summary>
    public int Looks { get; init; } = 1;

    /// <summary>The methods that are ranked.</summary>
    public IEnumerable<LeaderboardRow> Ranked => Rows.Where(r => r.Standing is not null);

    /// <summary>The images below which no method can be shown to be better than the controls: ⌈log₂(methods/α)⌉,
    /// at least 5.</summary>
    public int LeastImages => Power.ImagesToMark(
        Math.Max(1, Rows.Count(r => !r.IsControl && r.Networks > 0)) * Looks, Rule.Alpha);

    /// <summary>The conditions of admission that were measured, on too few images of every method to test them.</summary>
    public IReadOnlyList<UnexaminedCondition> Unexamined { get; init; } = [];

    /// <summary>Whether any condition of admission could be tested, of those that were measured.</summary>
    public bool IsTested { get; init; } = true;

    /// <summary>The images that decide which methods are ranked: all, or those that the untested conditions have numbers in.</summary>
    public int DecidingImages => IsTested ? Images : Math.Min(Images, Unexamined.Max(u => u.Images));

    /// <summary>Whether there are images enough to decide which methods are ranked.</summary>
    public bool IsExamined => DecidingImages >= LeastImages;

    /// <summary>Whether some methods do not apply to all models, so that their means are over fewer explanations.</summary>
    public bool IsUneven => Model is null && Rows.Any(IsPartial);

    /// <summary>Whether a method does not apply to all models of the table.</summary>
    public bool IsPartial(LeaderboardRow row) => row.Networks < Networks;

    /// <summary>The model's name as shown.</summary>
    public string ModelText => Model ?? "all models";

    /// <summary>The cell of each row in one column, in the order of the rows.</summary>
    public IReadOnlyList<LeaderboardCell> Column(int index) => [.. Rows.Select(r => r.Cells[index])];
}

/// <summary>One method.</summary>
/// <param name="Method">The method.</param>
/// <param name="Cells">One a column.</param>
/// <param name="Ranked">Whether it is ranked, and why not.</param>
/// <param name="Standing">Where it stands; null where it is not ranked, or there is nothing to rank by.</param>
/// <param name="Skill">How far it has come from the best control to the best attainable; null where that does not exist.</param>
/// <param name="Cost">What an explanation costs; null where nothing was measured.</param>
/// <param name="Networks">The models the method applies to.</param>
internal sealed record LeaderboardRow(
    MethodInfo Method, IReadOnlyList<LeaderboardCell> Cells, Ranked Ranked, Standing? Standing, SkillScore? Skill, Cost? Cost, int Networks)
{
    /// <summary>Whether the method is a control.</summary>
    public bool IsControl => Method.IsControl;
}

/// <summary>One method's standing in one number.</summary>
/// <param name="Mean">Mean over all explanations whose number stands, or the pooled number of a metric that pools images; over all models:
/// the mean of the models' means. Null where there is none.</param>
/// <param name="Interval">Its 95 % interval over images; null with too few images.</param>
/// <param name="Images">Images with a number that stands.</param>
/// <param name="Counts">Explanations by state.</param>
/// <param name="Rank">1 is best; ties share the mean of their places; no number ranks last. Over all models: the mean of (r − ½)/k over
/// the models that the method applies to, as these have fields of different size. Where nearest to an ideal is best, by the mean distance
/// from it, in which opposite sides do not cancel. Null for a number that depends on the unit of the map.</param>
/// <param name="Verdict">How it compares with every control and with the method's maps of other images.</param>
/// <param name="IsBest">Best of the methods that are no controls; for a control: better than every such method. Over all models by rank,
/// and only methods that apply to all of them.</param>
internal sealed record LeaderboardCell(
    double? Mean, MeasuredInterval? Interval, int Images, StateCounts Counts, double? Rank, Verdict Verdict, bool IsBest)
{
    /// <summary>How much of its spread is the draw of the method's seed; null over several networks, and where the method drew one
    /// map.</summary>
    public DrawComponents? Draw { get; init; }

    /// <summary>What it is ranked by: the mean of the values turned so that more is better (<see cref="ScoreInfo.Merit"/>); null where it
    /// is not ranked.</summary>
    public double? Merit { get; init; }
}
