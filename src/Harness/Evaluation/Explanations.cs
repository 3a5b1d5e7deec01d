using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>Explains single images without scoring them.</summary>
internal static class Explanations
{
    /// <summary>Applies every method to every image, all methods to the first image first, so that a wrong argument is told
    /// early.</summary>
    /// <param name="job">The model, the images and the methods.</param>
    /// <param name="options">Seed and threads.</param>
    /// <param name="sink">Takes the outcomes; what it throws ends the work.</param>
    /// <param name="progress">Told of every explanation.</param>
    /// <param name="stop">Ends the work at the next pass.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Make(
        Job job, EvaluationOptions options, IOutcomeSink sink, IProgress<RunProgress> progress, CancellationToken stop)
    {
        var counter = new ProgressCounter(progress, 0, job.CellCount);
        using var evaluator = new Evaluator(job, options, FinishedWork.None, sink, counter, stop);
        var first = job.Images.Images[0].Id;
        evaluator.Do(WorkUnits.ByMethod(job, options.Seed).OrderByDescending(unit => unit.Images.Contains(first)));
    }
}
