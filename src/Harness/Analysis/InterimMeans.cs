using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis;

/// <summary>The means of a run so far: for a look at an unfinished run.</summary>
/// <remarks>Intervals, comparisons and ranks take resampling, and are not here.</remarks>
/// <param name="Tables">By dataset and model, in the run's order.</param>
internal sealed record InterimMeans(IReadOnlyList<InterimTable> Tables)
{
    /// <summary>Of a run, finished or interrupted.</summary>
    /// <param name="results">The run.</param>
    /// <param name="known">The metrics behind the run's keys; those of VisEval if null.</param>
    public static InterimMeans Of(RunResults results, KnownMetrics? known = null) => new(
    [
        .. RunSamples.Of(results, known).Sets.Where(s => s.Scope.Model is not null).Select(Table),
    ]);

    private static InterimTable Table(SampleSet samples)
    {
        var numbers = samples.Numbers.Where(n => n.IsHeadline).ToList();
        return new InterimTable(
            samples.Scope.Dataset, samples.Scope.Model!, numbers,
            [.. samples.Methods.Select(m => new InterimRow(m, [.. numbers.Select(n => Mean(samples.Of(m, n)))]))]);
    }

    private static InterimMean Mean(Sample sample) => new(sample.Value, sample.States.Ok);
}

/// <summary>The means on one dataset and model.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name.</param>
/// <param name="Numbers">The columns: the first number of every metric that has any.</param>
/// <param name="Rows">The methods that have any, in the run's order.</param>
internal sealed record InterimTable(string Dataset, string Model, IReadOnlyList<NumberInfo> Numbers, IReadOnlyList<InterimRow> Rows);

/// <summary>The means of one method.</summary>
/// <param name="Method">The method.</param>
/// <param name="Means">One a column.</param>
internal sealed record InterimRow(MethodInfo Method, IReadOnlyList<InterimMean> Means);

/// <summary>One mean.</summary>
/// <param name="Value">The mean, or the pooled number of a metric that pools images; null where there is none yet.</param>
/// <param name="Explanations">The explanations it is over.</param>
internal readonly record struct InterimMean(double? Value, int Explanations);
