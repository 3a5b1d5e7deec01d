using VisEval.Core;
using VisEval.Harness.Configuration.References;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Configuration.Explaining;

/// <summary>Opens the model, reads the images and settles their classes. Writes nothing.</summary>
internal static class ExplainPlanner
{
    /// <summary>Plans the explanations.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="say">Takes what was assumed, a sentence.</param>
    /// <exception cref="InputException">Every mistake in the model, the images and the classes.</exception>
    public static ExplainPlan Plan(ExplainRequest request, Action<string> say)
    {
        var mistakes = new Mistakes();
        mistakes.Add(MistakesOfPlaces(request).Select(mistake => $"--out {mistake}"));
        var dataset = request.Dataset is { } choice ? mistakes.Try(() => DatasetSubjects.Read(choice, request.Threads)) : null;
        var count = dataset?.Images.Count ?? (request.Input is { } array
            ? mistakes.Try(() => NpyFile.ReadShape(array))?.FirstOrDefault(1) ?? 1
            : request.Images.Count);
        var workers = Workers.Of(request.Methods.Count * count, request.Threads);
        // Where the dataset is not there, the model may be one of its names.
        var model = request.Dataset is not null ? dataset?.Model
            : mistakes.Try(() => new NamedNetworks(request.BaseDirectory).Find(request.Model, say));
        var reference = request.Reference is { } text
            ? mistakes.Try(() => ReferenceChoice.Read(text, request.BaseDirectory))
            : null;
        var said = mistakes.Try(() => ImagesAtHand.With(
            request.Network, request.Input, request.Images.FirstOrDefault(), request.Preprocessing)) ?? request.Network;
        var opened = model is null ? null : mistakes.Try(() => ModelFile.Open(model.Path, new EngineOptions(
            workers.EngineThreads, Math.Max(1, request.MemoryMegabytes / workers.Units), KeptMegabytes: request.MemoryMegabytes)
            .On(request.Device, workers.Units), said));
        if (opened is null)
        {
            CheckWithoutModel(request, mistakes);
            mistakes.ThrowIfAny();
        }
        try
        {
            foreach (var warning in opened!.Model.Network.Warnings)
                say(warning);
            var stated = request.Preprocessing is { } how ? mistakes.Try(() => PreprocessingFile.Read(how)) : null;
            var subjects = mistakes.Try(() => dataset?.Of(opened.With(stated)) ?? Loose(request, opened, say));
            var references = subjects is null || reference is null ? null : mistakes.Try(() => reference.Open(
                subjects.Source.Preprocessing, opened.Model.Input, dataset?.Dataset, Seed.Of(request.Seed).For("reference images")));
            mistakes.ThrowIfAny();
            var job = new Job(
                model!.Name,
                TakesGradientOfFirstChoice(request, opened.Model) ? new GradientAhead(opened.Model) : opened.Model,
                subjects!.Source,
                [.. request.Methods.Select(m => new MethodSource(m.Unit))], [])
            {
                References = references,
            };
            if (LabelDoubt.Of(job) is { } labels)
                say(labels);
            var options = new EvaluationOptions(request.Seed, workers.Units, KeptImages: Math.Max(1, count));
            return new ExplainPlan(opened.Model, job, options, subjects.Names, subjects.Targets, subjects.NamesTarget);
        }
        catch
        {
            (opened!.Model as IDisposable)?.Dispose();
            throw;
        }
    }

    private static IEnumerable<string> MistakesOfPlaces(ExplainRequest request)
    {
        if (OutputPlace.MistakeOfFolder(request.Out) is { } mistake)
            return [mistake];
        var arrays = request.Formats.HasFlag(OutputFormats.Npy) ? request.Methods.Select(m => m.FileName + ".npy") : [];
        return arrays.Select(name => OutputPlace.MistakeOfTarget(Path.Combine(request.Out, name))).OfType<string>();
    }

    // What can be said of the images and classes before the model is known.
    private static void CheckWithoutModel(ExplainRequest request, Mistakes mistakes)
    {
        foreach (var image in request.Images.Where(image => !File.Exists(image)))
            mistakes.Add($"{image}: the file cannot be read: there is no such file");
        if (request.Dataset is null && request.Input is null)
            mistakes.Add(Targets.Mistakes(request.Targets, request.Images.Count, null));
        if (request.Preprocessing is { } file)
            mistakes.Try(() => PreprocessingFile.Read(file));
    }

    private static ExplainSubjects Loose(ExplainRequest request, OpenedModel opened, Action<string> say)
    {
        var (images, preprocessing) = request.Input is null
            ? Pictures(request, opened, say)
            : Items(request, opened, say);
        CheckNames(request, images);
        return new ExplainSubjects(
            new LooseImages("", [.. images.Select(i => i.Image)], preprocessing),
            images.ToDictionary(i => i.Image.Id, i => i.Name), images.ToDictionary(i => i.Image.Id, i => i.Image.Targets),
            request.Targets.Count > 0);
    }

    // The pass that chooses the class then computes its gradient as well.
    private static bool TakesGradientOfFirstChoice(ExplainRequest request, IModel model) =>
        request is { Targets.Count: 0, Dataset: null }
        && request.Methods.Select(m => MethodFacts.Of(m.Unit.Value))
            .Any(m => m.Needs == Needs.Gradient && m.PassesOn(model) is { Forwards: 1, Backwards: 1 });

    private static (IReadOnlyList<Named> Images, Preprocessing? Preprocessing) Pictures(
        ExplainRequest request, OpenedModel opened, Action<string> say)
    {
        var mistakes = new Mistakes();
        var preprocessing = mistakes.Try(() => PictureInput.For(request.Preprocessing, opened, say));
        if (preprocessing is null)
        {
            CheckWithoutModel(request with { Preprocessing = null }, mistakes);
            mistakes.ThrowIfAny();
        }
        var inputs = new Attempt<PreparedImage>[request.Images.Count];
        Parallel.For(0, inputs.Length, new ParallelOptions { MaxDegreeOfParallelism = request.Threads }, i =>
            inputs[i] = Attempt.One(() => ImageLoader.Load(request.Images[i], preprocessing!, opened.Model.Input), CancellationToken.None));
        foreach (var input in inputs)
            mistakes.Try(() => input.OrThrow());
        IReadOnlyList<string> names = [.. request.Images.Select(i => Path.GetFileNameWithoutExtension(i))];
        PreparedImage Prepared(int i) => inputs[i].OrThrow();
        var named = WithTargets(request, opened, names, i => (Prepared(i).Input, Prepared(i).Content), mistakes);
        return (
            [.. named.Select((n, i) => n with { Image = n.Image with { File = request.Images[i], Geometry = Prepared(i).Geometry } })],
            preprocessing);
    }

    private static (IReadOnlyList<Named> Images, Preprocessing? Preprocessing) Items(
        ExplainRequest request, OpenedModel opened, Action<string> say)
    {
        var preprocessing = request.Preprocessing is null
            ? opened.Description?.Preprocessing
            : PictureInput.For(request.Preprocessing, opened, say);
        var array = InputArray.Read(request.Input!, opened.Model.Input);
        var stem = Path.GetFileNameWithoutExtension(request.Input!);
        IReadOnlyList<string> names = array.BatchSize == 1 ? [stem] : [.. Enumerable.Range(0, array.BatchSize).Select(i => $"{stem}-{i}")];
        var contents = InputArray.Contents(array);
        return (WithTargets(request, opened, names, i => (array.Items(i, 1), contents[i]), new Mistakes()), preprocessing);
    }

    private static IReadOnlyList<Named> WithTargets(
        ExplainRequest request, OpenedModel opened, IReadOnlyList<string> names, Func<int, (Tensor Input, string Content)> image,
        Mistakes mistakes)
    {
        mistakes.Add(Targets.Mistakes(request.Targets, names.Count, opened.Model.ClassCount));
        mistakes.ThrowIfAny();
        var targets = Targets.Pairs(request.Targets, names.Count).ToLookup(p => p.Image, p => p.Target);
        var twice = names.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        return
        [
            .. names.Select((name, i) => new Named(name, new LooseImage(
                twice.Contains(name) ? FormattableString.Invariant($"{name}#{i}") : name, () => image(i).Input, [.. targets[i]], null,
                image(i).Content))),
        ];
    }

    private static void CheckNames(ExplainRequest request, IReadOnlyList<Named> images)
    {
        if (!request.Formats.HasFlag(OutputFormats.Png))
            return;
        var same = images.SelectMany(i => i.Image.Targets.Select(t => (i.Name, Target: t)))
            .GroupBy(n => n)
            .Where(g => g.Count() > 1)
            .Select(g => g.Key.Target is { } target ? $"{g.Key.Name}.…{target}" : g.Key.Name).ToList();
        if (same.Count > 0)
            throw new InputException(
            [
                .. same.Select(
                    name => $"Several images would be written to {name}.…png; rename one, explain them apart, or ask for --format npy."),
            ]);
    }

    private sealed record Named(string Name, LooseImage Image);
}
