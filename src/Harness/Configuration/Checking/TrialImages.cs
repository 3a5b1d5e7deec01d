using VisEval.Core;
using VisEval.Harness.Configuration.Explaining;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Opening;

namespace VisEval.Harness.Configuration.Checking;

/// <summary>Images of a dataset with labels, to try a network on.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Images">The images, spread evenly over it.</param>
/// <param name="Stated">How their pictures become input: what the user, the model's description or the dataset says, else what is
/// usual.</param>
/// <param name="IsStated">Whether anybody says it.</param>
internal sealed record TrialImages(Dataset Dataset, IReadOnlyList<DatasetImage> Images, Preprocessing Stated, bool IsStated)
{
    /// <summary>Opens a dataset.</summary>
    /// <param name="text">A name under datasets/, a folder, or a dataset.json.</param>
    /// <param name="options">What the user says of a dataset without a dataset.json.</param>
    /// <param name="baseDirectory">Where relative paths start.</param>
    /// <param name="model">The network.</param>
    /// <param name="most">The images to take at most.</param>
    /// <exception cref="InputException">It cannot be read, has no labels, or does not fit the network.</exception>
    public static TrialImages Open(string text, DatasetOptions options, string baseDirectory, OpenedModel model, int most)
    {
        var dataset = new DatasetLocator(baseDirectory).Open(text, options).Dataset;
        var labelled = dataset.Manifest.Images.Where(i => i.Labels.Count > 0).ToList();
        if (labelled.Count == 0)
            throw new InputException($"dataset '{dataset.Manifest.Name}' has no image with a label; nothing tells what is right.");
        var count = Math.Min(most, labelled.Count);
        var stated = ModelFit.Stated(model, dataset)?.For(model.Model.Input.Channels);
        if (stated is not null && PreprocessingFit.Mistakes(stated, model.Model.Input).ToList() is { Count: > 0 } mistakes)
            throw new InputException(mistakes);
        return new TrialImages(
            dataset, [.. Enumerable.Range(0, count).Select(i => labelled[(int)((long)i * labelled.Count / count)])],
            stated ?? PictureInput.For(null, model, _ => { }), stated is not null);
    }
}
