using VisEval.Core;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis;

/// <summary>The metrics themselves, measured: whether each number separates the methods from random on the run's data, and how reliably it
/// orders them.</summary>
/// <param name="Tables">By dataset and model, in the run's order.</param>
internal sealed record MetricBoard(IReadOnlyList<MetricTable> Tables)
{
    /// <summary>The least number of images for a statement at 95 %: a sign test over five images cannot reach it.</summary>
    public const int LeastImages = 6;

    /// <summary>The least number of methods for a rank correlation.</summary>
    public const int LeastMethods = SplitHalf.LeastItems;

    /// <summary>The bootstrap resamples behind a separation.</summary>
    public const int Resamples = 2000;

    /// <summary>The random splits into halves behind a reliability.</summary>
    public const int Splits = 100;

    /// <summary>The level at which a single method is significantly better or worse than the control.</summary>
    public const double Alpha = 0.05;

    /// <summary>Measures the metrics of a run; the same results give the same board.</summary>
    public static MetricBoard From(RunResults results, KnownMetrics? known = null) => From(RunSamples.Of(results, known));

    internal static MetricBoard From(RunSamples samples) =>
        new([.. samples.Sets.Where(s => s.Scope.Model is not null).Select(MetricTableBuilder.Build)]);

    /// <summary>The table of a dataset and model; null where there is none.</summary>
    public MetricTable? Find(string dataset, string? model) => Tables.FirstOrDefault(t => t.Dataset == dataset && t.Model == model);
}

/// <summary>The numbers of all metrics on one dataset and model.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name.</param>
/// <param name="Rows">One a number.</param>
/// <param name="Agreements">One a pair of numbers, the earlier of the rows first.</param>
internal sealed record MetricTable(string Dataset, string Model, IReadOnlyList<MetricRow> Rows, IReadOnlyList<Agreement> Agreements)
{
    /// <summary>The row of a number; null where there is none.</summary>
    public MetricRow? Find(NumberInfo number) =>
        Rows.FirstOrDefault(r => r.Number.Metric.Key == number.Metric.Key && r.Number.Score.Name == number.Score.Name);
}

/// <summary>One number of a metric, measured.</summary>
/// <param name="Number">The number.</param>
/// <param name="Counts">Explanations by state, controls included.</param>
/// <param name="Images">Images on which a method and the control both have a number.</param>
/// <param name="Methods">Methods, no controls, that were compared with the control.</param>
/// <param name="Separation">Mean over these methods of P(better than random) − P(worse), paired by explanation; in [−1, 1].</param>
/// <param name="Interval">Its bootstrap interval over images; null below eight.</param>
/// <param name="Above">Methods significantly better than the control, by Holm-corrected sign tests over images.</param>
/// <param name="Below">Methods significantly worse than it.</param>
/// <param name="SplitHalf">Mean rank correlation of the methods between two random halves of the images.</param>
/// <param name="Reliability">The same corrected to all images by Spearman and Brown.</param>
/// <param name="Cost">What the metric took; null where nothing was recorded. The same for all numbers of a metric.</param>
internal sealed record MetricRow(
    NumberInfo Number, StateCounts Counts, int Images, int Methods, Judged Separation, Interval? Interval, int Above, int Below,
    Judged SplitHalf, Judged Reliability, MetricCostRow? Cost)
{
    /// <summary>An interval for the reliability over images.</summary>
    public DescriptiveInterval ReliabilityInterval { get; init; } = DescriptiveInterval.None;

    /// <summary>The median over the methods that drew several maps, no controls, of the part of the variance that is the draw
    /// (<see cref="DrawComponents.SeedShare"/>); null where there is none.</summary>
    public double? SeedShare { get; init; }

    /// <summary>The separation in a word.</summary>
    public MetricVerdict Verdict => (Interval, Separation.State.IsOk) switch
    {
        (null, _) or (_, false) => MetricVerdict.Unknown,
        ({ Low: > 0 }, _) => MetricVerdict.Separates,
        ({ High: < 0 }, _) => MetricVerdict.Reversed,
        _ => Above + Below > 0 ? MetricVerdict.BothWays : MetricVerdict.CannotTell,
    };
}

/// <summary>Whether a number separates the methods from the control <c>random</c>.</summary>
internal enum MetricVerdict
{
    /// <summary>Too few images or methods.</summary>
    Unknown,

    /// <summary>The methods are significantly better.</summary>
    Separates,

    /// <summary>Random is significantly better than the methods.</summary>
    Reversed,

    /// <summary>Single methods differ significantly, but not all together in one direction.</summary>
    BothWays,

    /// <summary>There is no significant difference.</summary>
    CannotTell,
}

/// <summary>A statistic of a metric, or why there is none.</summary>
/// <param name="Value">The number; null unless the state is ok.</param>
/// <param name="State">Whether it stands.</param>
internal sealed record Judged(double? Value, CellState State)
{
    /// <summary>A number that stands.</summary>
    public static Judged Ok(double value) => new(value, CellState.Ok);

    /// <summary>No number, and why: <c>too-few-images</c>, <c>too-few-methods</c>, <c>no-random</c>, <c>all-equal</c>,
    /// <c>depends-on-scale</c>.</summary>
    public static Judged Undefined(string why) => new(null, CellState.Undefined(why));
}

/// <summary>How far two numbers order the methods alike; the better end of each counts as up.</summary>
/// <param name="First">A number.</param>
/// <param name="Second">Another.</param>
/// <param name="Methods">Methods, no controls, that have both.</param>
/// <param name="Tau">Kendall's τ-b.</param>
/// <param name="Flips">Pairs of methods that the two order oppositely.</param>
/// <param name="Pairs">All pairs of these methods.</param>
internal sealed record Agreement(NumberInfo First, NumberInfo Second, int Methods, Judged Tau, int Flips, int Pairs)
{
    /// <summary>An interval for τ over images.</summary>
    public DescriptiveInterval Interval { get; init; } = DescriptiveInterval.None;

    /// <summary>Whether they are the same number of the same metric, with other options or in another dialect.</summary>
    public bool AreVariants => First.Metric.Name == Second.Metric.Name && First.Score.Name == Second.Score.Name;
}
