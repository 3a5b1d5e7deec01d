using VisEval.Core;
using VisEval.Harness.Datasets;

namespace VisEval.Harness.Evaluation;

/// <summary>Works out what is missing of a few consecutive images: the unit of work of one thread.</summary>
/// <remarks>The size is fixed, so that the composition of a batch, and with it the last bit of a number, never depends on threads
/// or interruptions.</remarks>
internal static class ChunkWorker
{
    /// <summary>Images a chunk.</summary>
    public const int Size = 4;

    /// <summary>Loads and predicts the images, then explains and scores them with each method that is not done with all of them.</summary>
    public static void Work(JobScope scope, IReadOnlyList<DatasetImage> images)
    {
        if (images.All(scope.IsFinished))
            return;
        scope.Run.Cancel.ThrowIfCancellationRequested();
        var subjects = ImageLoading.Load(scope, images);
        foreach (var image in subjects.Select(s => s.Prepared).Distinct())
            Gallery.KeepPicture(scope, image);
        foreach (var method in scope.Job.Methods)
        {
            if (!subjects.Any(s => scope.IsMissing(method, s.Subject)))
                continue;
            scope.Run.Cancel.ThrowIfCancellationRequested();
            // The whole chunk is explained even if only one cell is missing: the batch must be the one of an undisturbed run.
            var explanations = Attempt.Batch(subjects, batch => Explaining.Explain(scope, scope.Job.Model, method, batch));
            foreach (var (subject, explanation) in subjects.Zip(explanations))
            {
                if (!scope.IsMissing(method, subject.Subject))
                    continue;
                if (explanation.Error is NotApplicableException nothing)
                {
                    CellScoring.Leave(scope, method, subject.Subject, nothing);
                    continue;
                }
                if (explanation.Error is { } error)
                {
                    CellScoring.Fail(scope, method, subject.Subject, error);
                    continue;
                }
                if (explanation.Value!.Map.State is { IsOk: false } state)
                    CellScoring.LookInto(scope, method, subject, state);
                Gallery.KeepMap(scope, method, subject.Subject, explanation.Value.Map);
                CellScoring.Score(scope, method, subject, explanation.Value);
            }
        }
    }
}
