using VisEval.Harness.Configuration.Explaining;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Opening;
using VisEval.Harness.Evaluation.Visualizing;
using VisEval.Harness.Input;
using VisEval.Onnx.Engine;

namespace VisEval.Harness.Configuration.Visualizing;

/// <summary>Finds what the pictures of a job are measured with: natural pictures with their classes, and other networks.</summary>
internal static class MeasuringPlanner
{
    /// <summary>The natural pictures: those asked for; where pictures are measured and none are, those of the embedded dataset for a
    /// network of it; null for none, or after mistakes were added.</summary>
    public static DatasetSubjects? NaturalOf(VisualizeRequest request, Mistakes mistakes)
    {
        if (request.Dataset is { } choice)
            return mistakes.Try(() => DatasetSubjects.Read(choice, 1));
        if (request.Metrics.Count == 0)
            return null;
        var embedded = new DatasetChoice(DatasetLocator.Default, request.Model, null, request.BaseDirectory, DatasetOptions.None);
        var dataset = mistakes.Try(() => DatasetSubjects.Read(embedded, 1));
        // Photographs that the network was not made for would make every number wrong, and none would look it.
        if (dataset is null || dataset.Model.Path.StartsWith(dataset.Dataset.Folder, StringComparison.Ordinal))
            return dataset;
        mistakes.Add("--metric compares with natural pictures of the kind that the network was made for; name them with --dataset D.");
        return null;
    }

    /// <summary>What the pictures are measured by; null where nothing was asked for, or after its mistakes were added.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="dataset">The natural pictures.</param>
    /// <param name="sha256">The hash of the network's file: whatever its name, it has no say among the others.</param>
    /// <param name="job">What is made.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    /// <param name="say">Takes what was assumed.</param>
    public static VisualizationMeasuring? Of(
        VisualizeRequest request, DatasetSubjects dataset, string sha256, VisualizationJob job, Mistakes mistakes, Action<string> say)
    {
        if (request.Metrics.Count == 0)
            return null;
        if (request.Dataset is null)
            say($"Natural pictures: the dataset '{dataset.Dataset.Manifest.Name}'.");
        var others = Others(request, dataset, sha256, job, mistakes, say).ToList();
        if (others.Count > 0)
            say($"Other networks: {string.Join(", ", others.Select(o => o.Name))}.");
        return new VisualizationMeasuring(
            request.Metrics, new PictureNetwork(dataset.Model.Name, job.Model, job.Space), others, dataset.Dataset.Manifest.Name,
            [.. LabelsOf(dataset, job)]);
    }

    private static IEnumerable<IReadOnlyList<int>> LabelsOf(DatasetSubjects dataset, VisualizationJob job)
    {
        var labels = dataset.Images.ToDictionary(i => i.Id, i => i.Labels);
        return Enumerable.Range(0, job.Images!.Count).Select(i => labels[job.Images.Name(i)]);
    }

    private static IEnumerable<PictureNetwork> Others(
        VisualizeRequest request, DatasetSubjects dataset, string sha256, VisualizationJob job, Mistakes mistakes, Action<string> say)
    {
        var names = new Dictionary<string, string> { [sha256] = dataset.Model.Name };
        var (locator, data, named) = (new ModelLocator(request.BaseDirectory), dataset.Dataset, request.Others.Count > 0);
        // A dataset without networks of its own is no mistake here.
        var found = named || Directory.Exists(Path.Combine(data.Folder, "models"))
            ? locator.Find(request.Others, [data], mistakes)
            : [];
        foreach (var model in found.Where(m => named || m.Path != dataset.Model.Path))
        {
            var options = new EngineOptions(1, request.MemoryMegabytes, KeptMegabytes: request.MemoryMegabytes).On(request.Device);
            if (mistakes.Try(() => ModelFile.Open(model.Path, options)) is not { } opened)
                continue;
            // A copy would have a say twice, or be the network itself.
            if (!names.TryAdd(opened.Sha256, model.Name))
            {
                (named ? mistakes.Add : say)(
                    $"{(named ? "--other-model " : "")}{model.Name}: its file has the same content as that of '{names[opened.Sha256]}'"
                    + $"{(named ? "; name other networks." : ": it is left out.")}");
                (opened.Model as IDisposable)?.Dispose();
                continue;
            }
            foreach (var warning in opened.Model.Network.Warnings)
                say($"{model.Name}: {warning}");
            var before = mistakes.Count;
            ModelFit.Check(model.Name, opened, data, mistakes);
            if (mistakes.Count > before)
                continue;
            if (opened.Model.Input != job.Model.Input)
                (named ? mistakes.Add : say)(
                    $"The network '{model.Name}' takes pictures of another size than '{dataset.Model.Name}' and cannot be shown its "
                    + $"pictures{(named ? "; leave it out." : ": it is left out.")}");
            else
                yield return new PictureNetwork(model.Name, opened.Model, PictureSpaces.Of(ModelFit.PreprocessingOf(opened, data)));
        }
    }
}
