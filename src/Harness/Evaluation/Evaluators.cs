namespace VisEval.Harness.Evaluation;

/// <summary>The evaluators of jobs that are worked on again and again; each is made when first asked for.</summary>
/// <remarks>An evaluator that is kept has its altered networks and the first predictions of all images ready.</remarks>
internal sealed class Evaluators(Func<Job, Evaluator> make) : IDisposable
{
    private readonly Dictionary<Job, Evaluator> _made = new(ReferenceEqualityComparer.Instance);

    /// <summary>The evaluator of a job.</summary>
    public Evaluator Of(Job job) => _made.TryGetValue(job, out var known) ? known : _made[job] = make(job);

    /// <summary>Gives up the evaluator of a job.</summary>
    public void Release(Job job)
    {
        if (_made.Remove(job, out var evaluator))
            evaluator.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var evaluator in _made.Values)
            evaluator.Dispose();
    }
}
