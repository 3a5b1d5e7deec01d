using VisEval.Distributed.Runs;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Representing;
using VisEval.Harness.Evaluation.Visualizing;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Distributed.Work;

/// <summary>Does units of a run, one at a time, as the run itself would.</summary>
/// <param name="plan">The run, opened on this machine.</param>
/// <param name="threads">Units of work done at once; null for one a processor.</param>
/// <param name="progress">Told of every finished explanation.</param>
/// <param name="stop">Ends the work at the next pass.</param>
internal sealed class UnitExecutor(Plan plan, int? threads, IProgress<RunProgress> progress, CancellationToken stop) : IDisposable
{
    private readonly Dictionary<Job, Evaluator> _evaluators = [];
    private readonly UnitSink _sink = new();
    private readonly ProgressCounter _counter = new(progress, 0, 0);

    /// <summary>Does a unit.</summary>
    /// <returns>Its results.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public MemoryStore Do(PoolUnit unit) => Into(store =>
    {
        switch (unit)
        {
            case PoolUnit.Explaining { Work: var work }:
                Of(Find(work) ?? throw new InvalidOperationException($"The run has no {work.Dataset}, {work.Model}.")).Do(work.Units());
                break;
            case PoolUnit.Beside { Place: var place }:
                plan.Further[place].Do(new FurtherWorkPlace(store, Threads(plan.Jobs[0]), _counter, CostMeter.OfProcess, stop));
                break;
            case PoolUnit.Costs:
                foreach (var job in plan.Jobs)
                    Of(job).MeasureCosts(CostMeter.OfProcess);
                break;
        }
    });

    /// <summary>The rows that say that a unit could not be done.</summary>
    public MemoryStore GiveUp(PoolUnit unit, string error) => Into(store =>
    {
        if (unit is PoolUnit.Explaining { Work: var work } && Find(work) is { } job)
            Of(job).GiveUp(work.Units(), error);
        else
            store.Save(write => write.Failure(Failure(unit, error)));
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var evaluator in _evaluators.Values)
            evaluator.Dispose();
        foreach (var model in plan.Jobs.SelectMany(j => new[] { j.Model, j.RandomLabels }).OfType<IDisposable>().Distinct())
            model.Dispose();
    }

    private FailureRow Failure(PoolUnit unit, string error)
    {
        var (dataset, model) = unit is PoolUnit.Beside { Place: var place }
            ? plan.Further.ElementAtOrDefault(place) switch
            {
                NetworkVisualizing network => (network.Dataset, network.Model),
                AnalysisJob analyses => (analyses.Dataset, ""),
                _ => ("", ""),
            }
            : ("", "");
        return new FailureRow(dataset, model, "", "", "", null, error);
    }

    private MemoryStore Into(Action<MemoryStore> work)
    {
        var store = new MemoryStore();
        try
        {
            _sink.Current = new StoreSink(store);
            work(store);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private Job? Find(WorkRectangle work) =>
        plan.Jobs.FirstOrDefault(j => (j.Images.Name, j.ModelName) == (work.Dataset, work.Model));

    private Evaluator Of(Job job) => _evaluators.TryGetValue(job, out var known)
        ? known
        : _evaluators[job] = new Evaluator(
            job, new EvaluationOptions(plan.Settings.Seed, Threads(job)), FinishedWork.None, _sink, _counter, stop);

    // Where the plan gives a pass several threads, as it does with few images, a number may hang on that.
    private int Threads(Job job) => (job.Workers ?? plan.Settings.Threads) == 1 && plan.Settings.Threads > 1
        ? 1
        : threads ?? Environment.ProcessorCount;
}
