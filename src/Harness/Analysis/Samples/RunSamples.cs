using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>A run sorted into samples, once for everything that is computed from them.</summary>
/// <param name="Results">The run.</param>
/// <param name="Known">The metrics behind the run's keys.</param>
/// <param name="Sets">The samples by scope: by dataset, all models together where there are several, then each model.</param>
internal sealed record RunSamples(RunResults Results, KnownMetrics Known, IReadOnlyList<SampleSet> Sets)
{
    /// <summary>Sorts a run, finished or interrupted.</summary>
    /// <param name="results">The run.</param>
    /// <param name="known">The metrics behind the run's keys; those of VisEval if null.</param>
    /// <param name="stop">Ends the work before the next sample.</param>
    public static RunSamples Of(RunResults results, KnownMetrics? known = null, CancellationToken stop = default)
    {
        known ??= KnownMetrics.BuiltIn;
        var pooling = Pooling.Of(results, known);
        SampleSet Sorted(Scope scope)
        {
            stop.ThrowIfCancellationRequested();
            return SampleSet.Of(scope, pooling);
        }
        return new RunSamples(results, known, [.. Scope.Of(results).Select(Sorted)]);
    }
}
