using VisEval.Core;
using VisEval.Harness.Configuration.Explaining;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation.Visualizing;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Visualizations;
using VisEval.Methods;
using VisEval.Onnx.Engine;

namespace VisEval.Harness.Configuration.Visualizing;

/// <summary>Everything looked up, opened and checked; nothing computed yet.</summary>
/// <param name="Opened">The opened model; disposed with the plan.</param>
/// <param name="Job">What is to be made.</param>
internal sealed record VisualizePlan(OpenedModel Opened, VisualizationJob Job) : IDisposable
{
    /// <summary>What the pictures are measured by; null for nothing.</summary>
    public VisualizationMeasuring? Measuring { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        (Opened.Model as IDisposable)?.Dispose();
        foreach (var other in Measuring?.Others ?? [])
            (other.Model as IDisposable)?.Dispose();
    }
}

/// <summary>Opens the model, reads the units and settles what pictures are. Writes nothing.</summary>
internal static class VisualizePlanner
{
    /// <summary>Plans the pictures.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="say">Takes what was assumed, a sentence.</param>
    /// <exception cref="InputException">Every mistake in the model, the units, the images and the place for the results.</exception>
    public static VisualizePlan Plan(VisualizeRequest request, Action<string> say)
    {
        var mistakes = new Mistakes();
        if (OutputPlace.MistakeOfFolder(request.Out) is { } mistake)
            mistakes.Add($"--out {mistake}");
        var dataset = MeasuringPlanner.NaturalOf(request, mistakes);
        var stated = request.Preprocessing is { } how ? mistakes.Try(() => PreprocessingFile.Read(how)) : null;
        // Where the dataset is not there, the model may be one of its names.
        var path = dataset?.Model.Path ?? (request.Dataset is not null ? null
            : mistakes.Try(() => new NamedNetworks(request.BaseDirectory).Find(request.Model, say))?.Path);
        // One thread a pass: the pictures of a seed are then the same whatever else runs.
        var opened = path is null ? null : mistakes.Try(() => ModelFile.Open(
            path, new EngineOptions(1, request.MemoryMegabytes, KeptMegabytes: request.MemoryMegabytes).On(request.Device),
            request.Network));
        if (request.Subject is { } file && !File.Exists(file))
            mistakes.Add($"--image {file}: the file cannot be read: there is no such file");
        if (opened is null)
            mistakes.ThrowIfAny();
        try
        {
            var job = Job(request, opened!, dataset, stated, mistakes, say);
            var measuring = job is null || dataset is null
                ? null
                : MeasuringPlanner.Of(request, dataset, opened!.Sha256, job, mistakes, say);
            mistakes.ThrowIfAny();
            return new VisualizePlan(opened!, job!) { Measuring = measuring };
        }
        catch
        {
            (opened!.Model as IDisposable)?.Dispose();
            throw;
        }
    }

    private static VisualizationJob? Job(
        VisualizeRequest request, OpenedModel opened, DatasetSubjects? dataset, Preprocessing? stated, Mistakes mistakes,
        Action<string> say)
    {
        foreach (var warning in opened.Model.Network.Warnings)
            say(warning);
        var units = request.Units.Select(text => mistakes.Try(() => NetworkUnitReader.Read(text, opened.Model), "--unit "))
            .OfType<NetworkUnit>().ToList();
        mistakes.Add(PictureNames.Mistakes(units, request.Visualizers));
        var source = dataset is null ? null : mistakes.Try(() => dataset.Of(opened.With(stated)).Source);
        if (dataset is not null && source is null)
            return null;
        var hasPictures = stated is not null || Preprocessing.ChannelOrders.Values.Contains(opened.Model.Input.Channels);
        var preprocessing = source?.Preprocessing
            ?? (hasPictures ? mistakes.Try(() => PictureInput.For(request.Preprocessing, opened, say)) : null);
        if (hasPictures && preprocessing is null)
            return null;
        if (preprocessing is null)
            say($"Nothing says how a picture becomes this model's input of {opened.Model.Input.Channels} channels. Assumed: values of 0…1 "
                + "as they are; the pictures show the channels in gray, from the left to the right.");
        var space = preprocessing is null ? PictureSpace.Plain(opened.Model.Input.Channels) : PictureSpaces.Of(preprocessing);
        var job = new VisualizationJob(
            opened.Model, space, units, request.Visualizers, Seed.Of(request.Seed), request.Pictures)
        {
            Images = source is null ? null : PictureSpaces.ImagesOf(source, space),
            Subject = request.Subject is { } file && preprocessing is not null && File.Exists(file)
                ? mistakes.Try(() => PictureSpaces.Picture(ImageLoader.Load(file, preprocessing, opened.Model.Input), space))
                : null,
        };
        mistakes.Add(job.Objections());
        return job;
    }
}
