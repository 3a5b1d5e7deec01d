using VisEval.Core;
using VisEval.Harness.Configuration.Foreign;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Foreign;
using VisEval.Harness.Input;
using VisEval.Metrics;
using VisEval.Onnx.Engine;

namespace VisEval.Harness.Configuration.Scoring;

/// <summary>Looks everything up that the scoring of maps needs, opens it and checks it. Writes nothing.</summary>
internal static class ScoringPlanner
{
    /// <summary>Plans the scoring.</summary>
    /// <param name="config">What is asked for.</param>
    /// <param name="catalogues">The metrics there are.</param>
    /// <param name="baseDirectory">The current directory: relative paths start there.</param>
    /// <param name="say">Takes what was assumed, a sentence.</param>
    /// <exception cref="InputException">Every mistake in the arguments, the dataset, the model and the arrays.</exception>
    public static ScoringPlan Plan(ScoringConfig config, Catalogues catalogues, string baseDirectory, Action<string> say)
    {
        var mistakes = new Mistakes();
        CheckArguments(config, mistakes);
        var dataset = config.Dataset is { } name
            ? mistakes.Try(() => new DatasetLocator(baseDirectory).Open(
                name, config.DatasetOptions with { Formats = catalogues.Formats }).Dataset)
            : null;
        if (dataset is not null)
        {
            ManifestOptions.Check(dataset, catalogues, mistakes);
            mistakes.Add(DatasetVerifier.Verify(dataset, Images(dataset, config), config.Threads));
        }
        var metrics = Metrics(config, catalogues, dataset, mistakes);
        var location = Locate(config, dataset, baseDirectory, mistakes, say);
        var stated = config.Preprocessing is { } text
            ? mistakes.Try(() => PreprocessingFile.Read(PreprocessingFile.Locate(text, baseDirectory)))
            : null;
        var said = mistakes.Try(() => ImagesAtHand.With(
            config.Network, Full(config.Input, baseDirectory),
            preprocessing: config.Preprocessing is { } file ? PreprocessingFile.Locate(file, baseDirectory) : null)) ?? config.Network;
        var opened = location is null
            ? null
            : mistakes.Try(() => ModelFile.Open(location.Path, new EngineOptions(
                MemoryMegabytes: Math.Max(1, config.MaxMemoryMegabytes / config.Threads), KeptMegabytes: config.MaxMemoryMegabytes)
                .On(config.Device, config.Threads), said).With(stated));
        try
        {
            var maps = dataset is not null
                ? OfDataset(config, dataset, location?.Name, opened, mistakes)
                : OfArray(config, opened, baseDirectory, mistakes);
            var files = config.Maps is { } path ? MapFiles.Find(Path.GetFullPath(path, baseDirectory), mistakes) : [];
            foreach (var file in files)
                MapArrayShape.Check(file, maps is null ? null : new MapCount(maps.Count, maps.Each), opened?.Model.Input, mistakes);
            // What explain wrote says whose maps they are.
            if (maps is not null && dataset is not null && config.Targets.Count == 0)
                mistakes.Add(mistakes.Try(() => files.SelectMany(file => MapOrder.Mismatch(maps.Images, file)).ToList()) ?? []);
            mistakes.ThrowIfAny();
            var first = maps!.First();
            var job = new Job(
                location!.Name, opened!.Model, maps.Images,
                [.. files.Select(file => MapFileSource.InOrder(MapFiles.MethodOf(file), file, config.Reduction, first))],
                [.. metrics.Select(m => m.Unit)]);
            return new ScoringPlan(job, new EvaluationOptions(config.Seed, config.Threads));
        }
        catch
        {
            (opened?.Model as IDisposable)?.Dispose();
            throw;
        }
    }

    private static void CheckArguments(ScoringConfig config, Mistakes mistakes)
    {
        if (config.Model is null)
            mistakes.Add($"--model FILE is needed: the classifier, {NamedNetworks.Forms}.");
        if (config.Dataset is null == config.Input is null)
            mistakes.Add("Either --dataset D or --input FILE.npy is needed, not both.");
        if (config.Maps is null)
            mistakes.Add("--maps FILE.npy is needed: the maps to score, or a folder of such files, one a method.");
        if (config.Metrics.Count == 0)
            mistakes.Add("--metric Y is needed, at least once; 'viseval list metrics' names them all.");
        if (config.Dataset is not null && (config.Masks ?? config.Boxes) is not null)
            mistakes.Add("--masks and --boxes are for --input; a dataset says itself where its objects are.");
        if (config.MaskValues is not null && config.Masks is null)
            mistakes.Add("--mask-values is for --masks: it says what the values of that array mean.");
        if (config.Input is not null && config.Limit is not null)
            mistakes.Add("--limit is for --dataset; of --input every image is taken.");
    }

    private static IReadOnlyList<ResolvedUnit<IMetric>> Metrics(
        ScoringConfig config, Catalogues catalogues, Dataset? dataset, Mistakes mistakes)
    {
        var written = AllUnits.Expand(config.Metrics, catalogues.Metrics.Entries);
        var costs = written.Where(m => catalogues.Costs.Entries.Any(e => e.Name == m.Split(':', '@')[0].Trim())).ToList();
        foreach (var cost in costs)
            mistakes.Add($"metric '{cost}' is measured while a method explains; of a map from a file it is not known.");
        var ofPictures = written.Where(m => catalogues.MisplacedSentence(m) is not null).ToList();
        mistakes.Add(ofPictures.Select(m => catalogues.MisplacedSentence(m)!));
        List<string> ofMaps = [.. written.Except(costs).Except(ofPictures)];
        // Without any metric the resolver would take all.
        return ofMaps.Count == 0
            ? []
            : new UnitResolver<IMetric>("metric", catalogues.Metrics, null, new Dictionary<string, IReadOnlyList<string>?>())
                .Resolve(ofMaps, dataset?.Manifest, mistakes);
    }

    private static ModelLocator.Location? Locate(
        ScoringConfig config, Dataset? dataset, string baseDirectory, Mistakes mistakes, Action<string> say)
    {
        if (config.Model is not { } model)
            return null;
        // Of a dataset that could not be read nobody knows the names of its models.
        return config.Dataset is null
            ? mistakes.Try(() => new NamedNetworks(baseDirectory).Find(model, say))
            : new ModelLocator(baseDirectory).Find([model], dataset is null ? [] : [dataset], mistakes).FirstOrDefault();
    }

    private static IReadOnlyList<DatasetImage> Images(Dataset dataset, ScoringConfig config) => ImageLimit.Of(dataset, config.Limit);

    private static MappedImages? OfDataset(
        ScoringConfig config, Dataset dataset, string? modelName, OpenedModel? opened, Mistakes mistakes)
    {
        var images = Images(dataset, config);
        if (dataset.OnlyCorrect && opened is not null)
            images = mistakes.Try(() => CorrectImages.Of(dataset, images, [opened], config.Limit)) ?? images;
        var targets = Usable(config.Targets, images.Count, opened, mistakes);
        if (opened is null)
            return null;
        ModelFit.Check(modelName!, opened, dataset, mistakes);
        return MappedImages.OfDataset(dataset, images, targets, ModelFit.PreprocessingOf(opened, dataset), opened.Model.Input);
    }

    private static MappedImages? OfArray(ScoringConfig config, OpenedModel? opened, string baseDirectory, Mistakes mistakes)
    {
        var images = Full(config.Input, baseDirectory) is { } file ? mistakes.Try(() => InputArray.Read(file, opened?.Model.Input)) : null;
        var preprocessing = opened is null ? null : opened.Description?.Preprocessing?.For(opened.Model.Input.Channels);
        if (preprocessing is not null && opened is not null)
            mistakes.Add(PreprocessingFit.Mistakes(preprocessing, opened.Model.Input));
        var targets = Usable(config.Targets, images?.BatchSize, opened, mistakes);
        if (opened is null || images is null)
            return null;
        var count = Targets.Pairs(targets, images.BatchSize).Count;
        var truths = ArrayTruths.Read(
            Full(config.Masks, baseDirectory), config.MaskValues, Full(config.Boxes, baseDirectory), count, opened.Model.Input,
            mistakes);
        return MappedImages.OfArray(Path.GetFileNameWithoutExtension(config.Input!), images, targets, truths, preprocessing);
    }

    private static string? Full(string? path, string baseDirectory) => path is null ? null : Path.GetFullPath(path, baseDirectory);

    // Classes that cannot be are left out after they were told, so that the arrays can be checked all the same.
    private static IReadOnlyList<int> Usable(IReadOnlyList<int> targets, int? images, OpenedModel? opened, Mistakes mistakes)
    {
        mistakes.Add(Targets.Mistakes(targets, images, opened?.Model.ClassCount));
        return targets.Count > 1 && images > 1 && targets.Count != images ? [] : targets;
    }
}
