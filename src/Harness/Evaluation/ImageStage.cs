using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>The first stage: reads a batch of images and classifies them.</summary>
internal static class ImageStage
{
    /// <summary>One entry for each image, in their order.</summary>
    /// <param name="bench">The job.</param>
    /// <param name="images">The images; those that can be read are classified in one batch.</param>
    /// <param name="storedTop1">The class that an earlier, interrupted run predicted, for an image that fails now;
    /// −1 where there is none.</param>
    public static IReadOnlyList<LoadedImage> Load(Workbench bench, IReadOnlyList<DatasetImage> images, Func<DatasetImage, int> storedTop1)
    {
        var loads = images.Select(image => Attempt.One(() => bench.Job.Images.Load(image))).ToList();
        PreparedImage[] prepared = [.. loads.Where(l => l.Error is null).Select(l => l.Value!)];
        var predictions = new Queue<Attempt<Prediction>>(Attempt.Batch(prepared, batch => Predict(bench, batch)));
        return
        [
            .. images.Zip(loads, (image, load) =>
            {
                var prediction = load.Error is null ? predictions.Dequeue() : new Attempt<Prediction>(null, load.Error);
                return prediction.Error is { } error
                    ? new LoadedImage(
                        new ImageOutcome.Failed(bench.Job.Images.Name, bench.Job.ModelName, image, Recoverable.Message(error)),
                        bench.Subjects(image, storedTop1(image), null))
                    : Loaded(bench, load.Value!, prediction.Value!);
            }),
        ];
    }

    private static LoadedImage Loaded(Workbench bench, PreparedImage image, Prediction prediction)
    {
        var picture = bench.InGallery(image.Image) ? Attempt.One(() => bench.Job.Images.Picture(image)) : default;
        return new LoadedImage(
            new ImageOutcome.Loaded(
                image, prediction.Row, prediction.Probabilities, picture.Value,
                picture.Error is { } error ? Recoverable.Message(error) : null),
            bench.Subjects(image.Image, prediction.Row.Top1, image));
    }

    private static IReadOnlyList<Prediction> Predict(Workbench bench, IReadOnlyList<PreparedImage> images)
    {
        var scores = bench.Model.Predict(ImageStack.Of(images.Select(i => i.Input)));
        return
        [
            .. images.Select((image, i) =>
            {
                if (!scores.IsFinite(i))
                    throw new InputException(
                        $"{scores.NotFinite(i)}: nothing can be explained; the file or this image may be broken, "
                        + "viseval check --model FILE looks for weights that are not finite.");
                var top1 = scores.Top1(i);
                return new Prediction(
                    new PredictionRow(
                        bench.Job.Images.Name, bench.Job.ModelName, image.Image.Id, image.Image.Labels, top1, scores.Probability(i, top1)),
                    scores.Probabilities.Item(i).ToArray());
            }),
        ];
    }

    private sealed record Prediction(PredictionRow Row, IReadOnlyList<float> Probabilities);
}
