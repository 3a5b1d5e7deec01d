using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>Explains single images without scoring them.</summary>
public static class Explanations
{
    /// <summary>Applies every method to the first images; if no argument turns out to be wrong, to all others.</summary>
    /// <param name="job">The model, the images and the methods.</param>
    /// <param name="options">Seed and threads.</param>
    /// <param name="sink">Takes the outcomes.</param>
    /// <param name="begin">Called after the first images, before the others: throws where arguments were wrong, so that nothing is
    /// half written.</param>
    /// <param name="progress">Told of every explanation.</param>
    /// <param name="stop">Ends the work at the next pass.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Make(
        Job job, EvaluationOptions options, IOutcomeSink sink, Action begin, IProgress<RunProgress> progress, CancellationToken stop)
    {
        var counter = new ProgressCounter(progress, 0, job.CellCount);
        using var evaluator = new Evaluator(job, options, FinishedWork.None, sink, counter, stop);
        var first = job.Images.Images[0].Id;
        var units = WorkUnits.ByMethod(job, options.Seed).ToLookup(unit => unit.Images.Contains(first));
        try
        {
            evaluator.Do(units[true]);
        }
        catch (OperationCanceledException)
        {
            // What is complete is kept.
            begin();
            throw;
        }
        begin();
        evaluator.Do(units[false]);
    }
}
