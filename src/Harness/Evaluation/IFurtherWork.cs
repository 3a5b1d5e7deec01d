using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Evaluation;

/// <summary>What a run does beside explaining images: every finished unit of work is recorded, and what is recorded is not done
/// again.</summary>
internal interface IFurtherWork
{
    /// <summary>The units of work.</summary>
    int Count { get; }

    /// <summary>Does what the store does not hold yet; a failure is a row.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; what is finished is kept.</exception>
    void Do(FurtherWorkPlace place);
}

/// <summary>Where further work is done.</summary>
/// <param name="Store">The run's store, open.</param>
/// <param name="Threads">Units of work done at once; changes no number.</param>
/// <param name="Progress">Told of every unit of work that is done or found done.</param>
/// <param name="Meter">Measures costs.</param>
/// <param name="Stop">Ends the work at the next pass.</param>
internal sealed record FurtherWorkPlace(
    IResultStore Store, int Threads, ProgressCounter Progress, CostMeter Meter, CancellationToken Stop);
