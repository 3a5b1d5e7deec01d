using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Running;

/// <summary>Loads and predicts a chunk of images, records the predictions, and finds what is to be explained.</summary>
internal static class ImageLoading
{
    /// <summary>The subjects of the images that could be loaded and predicted; the others become failures.</summary>
    public static IReadOnlyList<LoadedSubject> Load(JobScope scope, IReadOnlyList<DatasetImage> images)
    {
        var loads = images.Select(image => Attempt.One(() => scope.Run.Images.Load(scope.Job, image))).ToList();
        Fail(scope, images, loads);
        PreparedImage[] prepared = [.. loads.Where(l => l.Error is null).Select(l => l.Value!)];
        var predictions = Attempt.Batch(prepared, batch => Predict(scope, batch));
        Fail(scope, [.. prepared.Select(p => p.Image)], predictions);
        PredictionRow[] rows = [.. predictions.Where(p => p.Error is null).Select(p => p.Value!)];
        scope.Run.Store.SavePredictions(rows);
        var byImage = rows.ToDictionary(r => r.Image);
        return
        [
            .. from image in prepared
               where byImage.ContainsKey(image.Image.Id)
               from subject in scope.Subjects(image.Image, byImage[image.Image.Id].Top1)
               select new LoadedSubject(subject, image, new Lazy<GroundTruth?>(() => scope.Run.Images.Truth(scope.Job, image, subject.Target))),
        ];
    }

    private static IReadOnlyList<PredictionRow> Predict(JobScope scope, IReadOnlyList<PreparedImage> images)
    {
        var scores = scope.Job.Model.Predict(Explaining.Stack([.. images.Select(i => i.Input)]));
        return [.. images.Select((image, i) => Row(scope, image.Image, scores.Top1(i), scores.Probability(i, scores.Top1(i))))];
    }

    private static PredictionRow Row(JobScope scope, DatasetImage image, int top1, double probability) =>
        new(scope.Dataset, scope.Job.ModelName, image.Id, image.Labels, top1, probability);

    // An image that cannot be read leaves all its cells without numbers. Which class they are for may be known from an earlier run.
    private static void Fail<T>(JobScope scope, IReadOnlyList<DatasetImage> images, IReadOnlyList<Attempt<T>> attempts)
    {
        foreach (var (image, attempt) in images.Zip(attempts).Where(a => a.Second.Error is not null))
        {
            var cells =
                (from subject in scope.Subjects(image, scope.StoredTop1(image) ?? -1)
                 from method in scope.Job.Methods
                 from metric in scope.MissingMetrics(method, subject)
                 select (scope.Cell(method, metric, subject), MetricResult.Without(metric.Value, CellState.Failed))).ToList();
            scope.Run.Store.SaveFailure(scope.Failure(attempt.Error!, "", "", image.Id, null), cells);
            scope.Run.Progress.Report([.. cells.Select(c => c.Item1)], $"{scope.Dataset}, {scope.Job.ModelName}: image {image.Id} failed");
        }
    }
}
