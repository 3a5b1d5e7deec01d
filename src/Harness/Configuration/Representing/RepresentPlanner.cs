using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Onnx.Engine;

namespace VisEval.Harness.Configuration.Representing;

/// <summary>Opens the dataset and the models, finds layers and concepts, and asks the analyses what they object to. Writes
/// nothing.</summary>
internal static class RepresentPlanner
{
    /// <summary>Plans the analyses.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="say">Takes what the models warn of, a sentence.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="InputException">Every mistake in it.</exception>
    public static RepresentPlan Plan(RepresentRequest request, Action<string> say, CancellationToken stop = default)
    {
        var mistakes = new Mistakes();
        if (OutputPlace.MistakeOfFolder(request.Out) is { } place)
            mistakes.Add($"--out {place}");
        else
            mistakes.Add(new[] { RepresentInfo.FileName, RepresentInfo.Columns }
                .Select(file => OutputPlace.MistakeOfTarget(Path.Combine(request.Out, file))).OfType<string>().Select(m => $"--out {m}"));
        var stated = request.Preprocessing is { } how ? mistakes.Try(() => PreprocessingFile.Read(how)) : null;
        var found = mistakes.Try(() => new DatasetLocator(request.BaseDirectory).Open(request.Dataset, request.Reading));
        // Without the dataset the names of its models mean nothing.
        if (found is null)
            mistakes.ThrowIfAny();
        var dataset = found!.Dataset;
        List<DatasetImage> images = [.. dataset.Manifest.Images.Take(dataset.OnlyCorrect ? int.MaxValue : request.Limit ?? int.MaxValue)];
        mistakes.Add(DatasetVerifier.Verify(dataset, images, request.Threads));
        var opened = Open(request, dataset, stated, mistakes);
        try
        {
            foreach (var warning in opened.SelectMany(o => o.Opened.Model.Network.Warnings.Select(w => $"{o.Name}: {w}")))
                say(warning);
            var fitting = opened.Where(o => Fits(o.Name, o.Opened, dataset, mistakes)).ToList();
            var layers = Studies.Layers(opened, request.Layers, mistakes);
            // What the analyses object to beside the layers is told with them.
            if (mistakes.Count > 0)
                layers = Studies.WithAll(fitting, layers);
            else if (dataset.OnlyCorrect)
                images = [.. CorrectImages.Of(dataset, images, [.. opened.Select(o => o.Opened)], request.Limit)];
            foreach (var (name, _) in fitting.Where(o => !layers.ContainsKey(o.Name)))
                say($"model '{name}' has none of the layers and is left out.");
            var study = Studies.Of(
                dataset, images, fitting, layers, request.Concepts, request.BaseDirectory, Seed.Of(request.Seed), mistakes) with
            {
                Threads = request.Threads,
                Stop = stop,
            };
            if (study.Networks.Count > 0)
                mistakes.Add(request.Analyses.SelectMany(a => a.Unit.Value.Objections(study)));
            mistakes.Add(ConceptUse.Unused(
                request.Concepts, [study], [.. request.Analyses.Select(a => a.Unit)], request.Catalogues.Analyses));
            mistakes.ThrowIfAny();
            return new RepresentPlan(study, dataset, opened) { Info = Info(request, found, images.Count, opened, layers) };
        }
        catch
        {
            foreach (var (_, model) in opened)
                (model.Model as IDisposable)?.Dispose();
            throw;
        }
    }

    private static bool Fits(string name, OpenedModel model, Dataset dataset, Mistakes mistakes)
    {
        var before = mistakes.Count;
        ModelFit.Check(name, model, dataset, mistakes);
        return mistakes.Count == before;
    }

    private static List<(string Name, OpenedModel Opened)> Open(
        RepresentRequest request, Dataset dataset, Preprocessing? stated, Mistakes mistakes)
    {
        // Passes run side by side, each in one thread: then threads change no number.
        var options = new EngineOptions(
            1, Math.Max(1, request.MemoryMegabytes / request.Threads), KeptMegabytes: request.MemoryMegabytes)
            .On(request.Device, request.Threads);
        return
        [
            .. new ModelLocator(request.BaseDirectory).Find(request.Models, [dataset], mistakes)
                .Select(m => (m.Name, Opened: mistakes.Try(() => ModelFile.Open(m.Path, options, request.Network), $"model '{m.Name}': ")))
                .Where(m => m.Opened is not null).Select(m => (m.Name, m.Opened!.With(stated))),
        ];
    }

    private static RepresentInfo Info(
        RepresentRequest request, DatasetLocator.Found found, int images, IReadOnlyList<(string Name, OpenedModel Opened)> opened,
        IReadOnlyDictionary<string, IReadOnlyList<string>> layers) => new(
            ProgramVersion.Text, request.Seed, request.Limit,
            new RepresentedDataset(found.Dataset.Manifest.Name, found.Reference, found.Dataset.Sha256, images),
            [.. opened.Where(o => layers.ContainsKey(o.Name)).Select(o => new RepresentedModel(o.Name, o.Opened.Sha256, layers[o.Name]))],
            request.Concepts, [.. request.Analyses.Select(a => a.Unit.Key)], request.Threads, Machine.Facts())
        {
            Device = request.Device.IsCpu ? null : request.Device.ToString(),
            Plugins = request.Catalogues.Plugins.Infos,
        };
}
