using VisEval.Core;
using VisEval.Harness.Datasets;

namespace VisEval.Harness.Configuration;

/// <summary>The images that every network of a run classifies correctly: the same for all of them, so that they are compared on the
/// same images.</summary>
internal static class CorrectImages
{
    /// <summary>Classifies images until enough are found.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="images">Its images.</param>
    /// <param name="models">The networks.</param>
    /// <param name="limit">The number of images wanted; null for all.</param>
    /// <exception cref="InputException">A picture cannot be read, or no image is left.</exception>
    public static IReadOnlyList<DatasetImage> Of(
        Dataset dataset, IReadOnlyList<DatasetImage> images, IReadOnlyList<OpenedModel> models, int? limit)
    {
        var found = images.Where(i => models.All(m => IsCorrect(dataset, i, m))).Take(limit ?? int.MaxValue).ToList();
        return found.Count > 0
            ? found
            : throw new InputException(
                $"--where correct: of {images.Count} images of dataset '{dataset.Manifest.Name}' none is classified correctly by every "
                + "network; 'viseval check' tells whether the preprocessing is right.");
    }

    private static bool IsCorrect(Dataset dataset, DatasetImage image, OpenedModel model)
    {
        var input = ImageLoader.Load(dataset, image, ModelFit.PreprocessingOf(model, dataset), model.Model.Input).Input;
        var scores = model.Model.Predict(input);
        return scores.IsFinite(0) && image.Labels.Contains(scores.Top1(0));
    }
}
