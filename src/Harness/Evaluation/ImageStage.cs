using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>The first stage: reads an image and classifies it, alone, so that no number depends on its company.</summary>
internal static class ImageStage
{
    /// <summary>Reads and classifies an image.</summary>
    /// <param name="bench">The job.</param>
    /// <param name="image">The image.</param>
    /// <param name="storedTop1">The class that an earlier, interrupted run predicted, for an image that fails now;
    /// −1 where there is none.</param>
    public static LoadedImage Load(Workbench bench, DatasetImage image, int storedTop1)
    {
        var load = Attempt.One(() => bench.Job.Images.Load(image), bench.Stop, $"image {image.Id}");
        var prediction = load.Error is null
            ? Attempt.One(() => Predict(bench, load.Value!), bench.Stop, bench.Job.ModelName)
            : new Attempt<Prediction>(null, load.Error);
        return prediction.Error is { } error
            ? new LoadedImage(
                new ImageOutcome.Failed(bench.Job.Images.Name, bench.Job.ModelName, image, Recoverable.Message(error)),
                bench.Subjects(image, storedTop1, null))
            : Loaded(bench, load.Value!, prediction.Value!);
    }

    private static LoadedImage Loaded(Workbench bench, PreparedImage image, Prediction prediction)
    {
        var picture = bench.KeepsPicture(image.Image)
            ? Attempt.One(() => bench.Job.Images.Picture(image), bench.Stop, $"image {image.Image.Id}")
            : default;
        return new LoadedImage(
            new ImageOutcome.Loaded(
                image, prediction.Row, prediction.Scores, picture.Value,
                picture.Error is { } error ? Recoverable.Message(error) : null),
            bench.Subjects(image.Image, prediction.Row.Top1, image));
    }

    private static Prediction Predict(Workbench bench, PreparedImage image)
    {
        var scores = bench.Model.Predict(image.Input);
        if (!scores.IsFinite(0))
            throw new InputException(
                $"{scores.NotFinite(0)}: nothing can be explained; the file or this image may be broken, "
                + "viseval check --model FILE looks for weights that are not finite.");
        return new Prediction(PredictionRow.Of(bench.Job.Images.Name, bench.Job.ModelName, image.Image, scores), scores);
    }

    private sealed record Prediction(PredictionRow Row, ClassScores Scores);
}
