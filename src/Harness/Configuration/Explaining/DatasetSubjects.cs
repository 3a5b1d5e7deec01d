using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Opening;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration.Explaining;

/// <summary>The images of a dataset to explain, each for each of its classes, in the order in which <c>score --dataset</c> takes their
/// maps.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Images">Its images after the limit.</param>
/// <param name="Model">The model, found by name or path.</param>
/// <param name="Limit">The number of images wanted; null for all.</param>
internal sealed record DatasetSubjects(Dataset Dataset, IReadOnlyList<DatasetImage> Images, ModelLocator.Location Model, int? Limit)
{
    /// <summary>Reads and verifies the dataset and finds the model.</summary>
    /// <exception cref="InputException">Every mistake in them.</exception>
    public static DatasetSubjects Read(DatasetChoice choice, int threads)
    {
        var dataset = new DatasetLocator(choice.BaseDirectory).Open(choice.Text, choice.Options).Dataset;
        var images = ImageLimit.Of(dataset, choice.Limit);
        var mistakes = new Mistakes();
        mistakes.Add(DatasetVerifier.Verify(dataset, images, threads));
        var model = new ModelLocator(choice.BaseDirectory).Find([choice.Model], [dataset], mistakes).FirstOrDefault();
        mistakes.ThrowIfAny();
        return new DatasetSubjects(dataset, images, model!, choice.Limit);
    }

    /// <summary>The images as the model sees them.</summary>
    /// <exception cref="InputException">The model does not fit the dataset.</exception>
    public ExplainSubjects Of(OpenedModel opened)
    {
        var mistakes = new Mistakes();
        ModelFit.Check(Model.Name, opened, Dataset, mistakes);
        mistakes.ThrowIfAny();
        var images = Dataset.OnlyCorrect ? CorrectImages.Of(Dataset, Images, [opened], Limit) : Images;
        var source = new DatasetImages(Dataset, images, ModelFit.PreprocessingOf(opened, Dataset), opened.Model.Input);
        // A class that is not known before the model has chosen is the model's choice.
        var targets = images.ToDictionary(
            i => i.Id, i => (IReadOnlyList<int?>)[.. source.Targets(i, -1).Select(t => t < 0 ? (int?)null : t)]);
        return new ExplainSubjects(
            source, ResultNames.OfImages([.. images.Select(i => i.Id)]), targets,
            targets.Values.All(classes => classes.All(c => c is not null)));
    }
}

/// <summary>A dataset whose images are explained, as asked for.</summary>
/// <param name="Text">A name under datasets/, a dataset.json, or a folder or file of a known layout.</param>
/// <param name="Model">The name of one of its models, a folder, or an .onnx file.</param>
/// <param name="Limit">Its first images only; null for all.</param>
/// <param name="BaseDirectory">Where relative paths start.</param>
/// <param name="Options">What the user says of a dataset without a dataset.json.</param>
internal sealed record DatasetChoice(string Text, string Model, int? Limit, string BaseDirectory, DatasetOptions Options);

/// <summary>What is explained.</summary>
/// <param name="Source">The images.</param>
/// <param name="Names">What the files of an image are called, by image id.</param>
/// <param name="Targets">The classes to explain, by image id; null for the model's top-1.</param>
/// <param name="NamesTarget">Whether file names say the class.</param>
internal sealed record ExplainSubjects(
    IImageSource Source,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyDictionary<string, IReadOnlyList<int?>> Targets,
    bool NamesTarget);
