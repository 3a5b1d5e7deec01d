using VisEval.Harness.Datasets;
using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>What networks say of the first images, before any work is done.</summary>
internal static class FirstPredictions
{
    /// <summary>The images that are looked at: enough to tell a network from guessing, and at once.</summary>
    public const int MostImages = 50;

    /// <summary>The predictions for the first <see cref="MostImages"/> images of each job, as <see cref="ImageLimit"/> takes them; an image
    /// that cannot be read, or without finite scores, has none, and is a failure of the run.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static IReadOnlyList<PredictionRow> Of(IEnumerable<Job> jobs, CancellationToken stop) =>
    [
        .. from job in jobs
           from image in ImageLimit.InOrder(job.Images.Images, MostImages).Take(MostImages)
           let row = Attempt.One(() => Predict(job, image, stop), stop, job.ModelName).Value
           where row is not null
           select row,
    ];

    private static PredictionRow? Predict(Job job, DatasetImage image, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var scores = job.Model.Predict(job.Images.Load(image).Input);
        return scores.IsFinite(0) ? PredictionRow.Of(job.Images.Name, job.ModelName, image, scores) : null;
    }
}
