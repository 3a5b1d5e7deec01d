using VisEval.Core;
using VisEval.Harness.Configuration.Foreign;
using VisEval.Harness.Configuration.References;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Opening;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Metrics;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Configuration;

/// <summary>Looks everything up that a run needs, opens it and checks it, before the first image is explained. Writes nothing.</summary>
internal static class Planner
{
    /// <summary>Plans a run.</summary>
    /// <param name="config">The run as asked for.</param>
    /// <param name="catalogues">The methods and metrics there are.</param>
    /// <param name="baseDirectory">The current directory: relative paths start there.</param>
    /// <param name="open">Opens a model; <see cref="ModelFile.Open"/> unless given.</param>
    /// <exception cref="InputException">Every mistake in the arguments, the datasets, the pictures and the models.</exception>
    public static Plan Plan(
        RunConfig config, Catalogues catalogues, string baseDirectory, Func<string, EngineOptions, OpenedModel>? open = null) =>
        Plan(config, catalogues, baseDirectory, open, null);

    /// <summary>Plans a run with what it does beside explaining images.</summary>
    /// <inheritdoc cref="Plan(RunConfig, Catalogues, string, Func{string, EngineOptions, OpenedModel}?)"/>
    internal static Plan Plan(
        RunConfig config, Catalogues catalogues, string baseDirectory, Func<string, EngineOptions, OpenedModel>? open, PlanFurther? further)
    {
        var mistakes = new Mistakes();
        var preset = SettingsReader.Preset(config, mistakes);
        var settings = SettingsReader.Read(config, preset, mistakes);
        var datasets = Datasets(config, settings, preset, catalogues, baseDirectory, mistakes);
        var foreign = ForeignMethods.Read(config.Foreign, baseDirectory, mistakes);
        foreach (var plan in datasets)
            mistakes.Add(DatasetVerifier.Verify(plan.Dataset, plan.Images, settings.Threads));

        var located = new ModelLocator(baseDirectory).Find(
            config.Models, [.. datasets.Select(d => d.Dataset)], mistakes, settings.Preset);
        var randomLabels = located.Select(m => m.Path).Distinct().ToDictionary(path => path, path => RandomLabelsOf(path, mistakes));
        var files = randomLabels.Keys.Concat(randomLabels.Values.OfType<string>()).Distinct().ToList();
        // The budget is for all threads and all models together, the engine's for one call and one model.
        var workers = Workers.Of(
            datasets.Select(d => d.Images.Count * (d.CostlyMethods + foreign.Commands)).DefaultIfEmpty().Min(), settings.Threads);
        var engine = new EngineOptions(
            workers.EngineThreads,
            MemoryMegabytes: Math.Max(1, settings.MaxMemoryMegabytes / workers.Units),
            KeptMegabytes: settings.MaxMemoryMegabytes / Math.Max(1, files.Count)).On(config.Device, workers.Units, files.Count);
        OpenedModel Open(string path, EngineOptions options) =>
            (open is null ? ModelFile.Open(path, options, config.Network) : open(path, options)).With(config.Preprocessing);
        var opened = files.Select(path => (Path: path, Model: mistakes.Try(() => Open(path, engine))))
            .Where(m => m.Model is not null).ToDictionary(m => m.Path, m => m.Model!);
        var forOne = new Dictionary<string, OpenedModel>();
        // What a pass gives may depend on its threads in the last bit, which an ascent grows.
        OpenedModel OpenedForOne(string path) => workers.EngineThreads == 1 ? opened[path]
            : forOne.TryGetValue(path, out var known) ? known
            : forOne[path] = Open(path, engine with { Threads = 1 });
        OpenedModel? Companion(string path) => randomLabels[path] is { } file ? opened.GetValueOrDefault(file) : null;
        var usable = located.Where(m => m.Dataset is not null && opened.ContainsKey(m.Path)).ToList();
        var fitting = new List<ModelLocator.Location>();
        foreach (var model in usable)
        {
            var before = mistakes.Count;
            ModelFit.Check(model.Name, opened[model.Path], model.Dataset!, mistakes);
            if (mistakes.Count == before)
                fitting.Add(model);
            if (Companion(model.Path) is { } companion)
                ModelFit.CheckRandomLabels(model.Name, opened[model.Path], companion, model.Dataset!, mistakes);
        }
        if (mistakes.Count == 0)
            datasets =
            [
                .. datasets.Select(plan => plan.Dataset.OnlyCorrect && mistakes.Try(() => CorrectImages.Of(
                    plan.Dataset, plan.Images, [.. usable.Where(m => m.Dataset == plan.Dataset).Select(m => opened[m.Path])],
                    settings.Limit)) is { } correct
                        ? plan with { Images = correct }
                        : plan),
            ];
        DatasetImages PicturesOf(ModelLocator.Location model) => new(
            model.Dataset!, datasets.First(d => d.Dataset == model.Dataset).Images,
            ModelFit.PreprocessingOf(opened[model.Path], model.Dataset!), opened[model.Path].Model.Input)
        {
            MostTargets = settings.TargetsPerImage ?? int.MaxValue,
        };
        foreign.Find([.. fitting.Select(m => new ForeignJob(m.Name, PicturesOf(m), opened[m.Path].Model.Input))], mistakes);
        foreach (var plan in datasets)
            LayerFit.Check(
                plan.Methods.Select(m => m.Unit), [.. usable.Where(m => m.Dataset == plan.Dataset).Select(m => opened[m.Path].Model)],
                mistakes);

        var chosen = config.Reference is { } text ? mistakes.Try(() => ReferenceChoice.Read(text, baseDirectory)) : null;
        var drawing = Seed.Of(settings.Seed).For("reference images");
        var references = chosen is null
            ? []
            : usable.ToDictionary(m => m, m => mistakes.Try(() => chosen.Open(
                ModelFit.PreprocessingOf(opened[m.Path], m.Dataset!), opened[m.Path].Model.Input, m.Dataset, drawing)));

        double PassesOf(IExplanationSource source, DatasetPlan plan) => usable.Where(m => m.Dataset == plan.Dataset)
            .Select(m => source.PassesOn(opened[m.Path].Model, references.GetValueOrDefault(m)?.Count ?? 0))
            .DefaultIfEmpty().Max();

        if (Affordable.IsAsked(config))
            datasets = [.. datasets.Select(plan => Affordable.Of(plan, source => PassesOf(source, plan), preset?.MostPasses))];
        var info = foreign.In(RunInfoBuilder.Build(
            settings,
            datasets,
            [
                .. usable.DistinctBy(m => m.Path)
                    .Select(m => new ModelInfo(
                        m.Name, m.Reference, opened[m.Path].Sha256, opened[m.Path].DescriptionSha256, Companion(m.Path)?.Sha256)
                    {
                        Datasets = DatasetsOf(m.Path, usable, datasets),
                    }),
            ])) with
        {
            Shard = config.Shard?.ToString(),
            Device = config.Device.IsCpu ? null : config.Device.ToString(),
            DeviceMemoryMegabytes = config.Device.MemoryMegabytes,
            Shuffled = config.Shuffled,
            Discard = config.Discard,
            ScoreOutput = config.Network.Output,
            ImageSize = NetworkStatements.Lengths(config.Network),
            Network = NetworkStatements.Of(config.Network),
            Preprocessing = config.Preprocessing,
            Ranking = config.Ranking ?? RankingRule.Default,
            DatasetOptions = config.DatasetOptions == DatasetOptions.None ? null : config.DatasetOptions,
            LeftOut = Affordable.LeftOut(config, datasets),
            Plugins = catalogues.Plugins.Infos,
            Reference = chosen is null
                ? null
                : new ReferenceInfo(chosen.Text, chosen.Sha256Of([.. datasets.Select(d => d.Dataset)], drawing)),
        };
        var pooled = datasets.SelectMany(d => d.Metrics).Where(m => m.Unit.Value is IPooledMetric).Select(m => m.Unit.Key).ToHashSet();
        // Without a dataset no name is known, and the mistake is the dataset.
        if (datasets.Count > 0)
            mistakes.Add(RankingMistakes(info, datasets, pooled));
        info = info with { Anytime = AnytimeChoice.Of(config, info, m => pooled.Contains(m.Key), mistakes) };
        var extras = further?.Invoke(new FurtherRequest(
            config, preset, catalogues,
            [
                .. fitting.Select(m => (
                    m.Name, datasets.First(d => d.Dataset == m.Dataset), (Func<OpenedModel>)(() => OpenedForOne(m.Path)))),
            ],
            Seed.Of(settings.Seed), baseDirectory, mistakes)) ?? FurtherPlan.None;
        info = extras.In(info);
        var directory = OutputDirectory.Of(config, datasets.Select(d => d.Dataset.Manifest.Name), baseDirectory);
        OutputDirectory.Check(directory, config.Existing, info, mistakes);

        if (mistakes.Count > 0)
            foreach (var model in opened.Values.Concat(forOne.Values).Select(m => m.Model).OfType<IDisposable>())
                model.Dispose();
        mistakes.ThrowIfAny();
        List<Job> jobs =
        [
            .. usable.Select((m, i) => JobOf(
                m.Name, opened[m.Path].Model, Companion(m.Path), datasets.First(d => d.Dataset == m.Dataset), PicturesOf(m),
                foreign.Sources(i, directory), settings) with
            {
                Workers = workers.Units,
                References = references.GetValueOrDefault(m),
                Shuffles = config.Shuffled,
                Discard = config.Discard,
            }),
        ];
        return new Plan(info with { Cells = jobs.Sum(job => (long)job.MetricCellCount) }, settings, jobs, directory)
        {
            Further = extras.Work,
            Notes = [.. foreign.Notes(datasets.SelectMany(d => d.Metrics).Select(m => m.Unit)), .. extras.Notes],
        };
    }

    // Null for all, as of methods and metrics.
    private static IReadOnlyList<string>? DatasetsOf(
        string path, IReadOnlyList<ModelLocator.Location> models, IReadOnlyList<DatasetPlan> datasets) =>
        models.Where(m => m.Path == path).Select(m => m.Dataset!.Manifest.Name).ToList() is var names && names.Count == datasets.Count
            ? null
            : names;

    private static IReadOnlyList<string> RankingMistakes(RunInfo info, IReadOnlyList<DatasetPlan> datasets, HashSet<string> pooled)
    {
        var costs = datasets.SelectMany(d => d.Costs).Select(m => m.Unit.Key).ToHashSet();
        return RankingRuleMistakes.Of(info.Rule, info, m => pooled.Contains(m.Key), m => costs.Contains(m.Key));
    }

    private static List<DatasetPlan> Datasets(
        RunConfig config, RunSettings settings, Preset? preset, Catalogues catalogues, string baseDirectory, Mistakes mistakes)
    {
        var methods = new UnitResolver<IAttributionMethod>(
            "method", catalogues.Methods, preset, KeysOf(config.Repeats?.Methods, m => (m.Key, m.Datasets)));
        var metrics = new UnitResolver<IMetric>(
            "metric", catalogues.Metrics, preset, KeysOf(config.Repeats?.Metrics, m => (m.Key, m.Datasets)));
        var costs = new UnitResolver<ICostMetric>(
            "metric", catalogues.Costs, preset, KeysOf(config.Repeats?.Metrics, m => (m.Key, m.Datasets)));
        var named = WithControls(config, catalogues);
        var choice = MetricChoice.Of(config.Metrics.Count == 0 ? preset?.Metrics ?? [] : config.Metrics, catalogues, mistakes);

        IReadOnlyList<ResolvedUnit<IMetric>> MapMetrics(DatasetManifest? dataset) =>
            choice.Maps is { } maps
                ? [.. metrics.Resolve(maps, dataset, mistakes).Select(m => m with { Images = ImagesOf(m, config, preset) })]
                : [];

        var locator = new DatasetLocator(baseDirectory);
        var reading = config.DatasetOptions with { Formats = catalogues.Formats };
        var plans = new List<DatasetPlan>();
        foreach (var text in config.Datasets.Count == 0 ? [DatasetLocator.Default] : config.Datasets)
        {
            if (mistakes.Try(() => locator.Open(text, reading)) is not var (dataset, reference))
                continue;
            if (plans.FirstOrDefault(p => p.Dataset.Manifest.Name == dataset.Manifest.Name) is { } other)
            {
                mistakes.Add(other.Dataset.ManifestPath == dataset.ManifestPath
                    ? $"dataset '{text}' is named twice ({dataset.ManifestPath})."
                    : $"two datasets have the name '{dataset.Manifest.Name}': {other.Dataset.ManifestPath} and {dataset.ManifestPath}. "
                        + "Rename one in its file.");
                continue;
            }
            ManifestOptions.Check(dataset, catalogues, mistakes);
            plans.Add(new DatasetPlan(
                dataset,
                reference,
                ImageLimit.Of(dataset, settings.Limit),
                methods.Resolve(named, dataset.Manifest, mistakes),
                MapMetrics(dataset.Manifest),
                costs.Resolve(choice.Costs, dataset.Manifest, mistakes)));
        }
        if (plans.Count == 0)
        {
            methods.Resolve(named, null, mistakes);
            MapMetrics(null);
            costs.Resolve(choice.Costs, null, mistakes);
        }
        return plans;
    }

    // What every method must beat is run with every choice of methods; a repeated run names it already.
    private static IReadOnlyList<string> WithControls(RunConfig config, Catalogues catalogues)
    {
        var written = AllUnits.Expand(config.Methods, catalogues.Methods.Entries);
        if (written.Count == 0 || config.Repeats is not null)
            return written;
        var controls = AllUnits.Unnamed(written, catalogues.Methods.Entries.Where(e => MethodDeclaration.Of(e.Type).IsControl));
        return [.. written, .. controls.Select(e => e.Name)];
    }

    // Who names a metric wants it of every image; "all" names none.
    private static int? ImagesOf(ResolvedUnit<IMetric> metric, RunConfig config, Preset? preset)
    {
        if (config.Repeats is { } repeated)
            return repeated.Metrics.FirstOrDefault(m => m.Key == metric.Unit.Key)?.Images;
        var isNamed = config.Metrics.Any(m => m.Split(':', '@')[0].Trim() == metric.Unit.Name);
        return !isNamed && MetricWork.ExplainsAgain(metric.Unit.Value) ? preset?.ReexplainedImages : null;
    }

    private static Dictionary<string, IReadOnlyList<string>?> KeysOf<T>(
        IReadOnlyList<T>? units, Func<T, (string Key, IReadOnlyList<string>? Datasets)> read) =>
        (units ?? []).Select(read).DistinctBy(u => u.Key).ToDictionary(u => u.Key, u => u.Datasets);

    private static string? RandomLabelsOf(string path, Mistakes mistakes) =>
        mistakes.Try(() => ModelFile.ReadDescription(path) ?? new ModelDescription()) is { } description
            ? mistakes.Try(() => ModelFile.RandomLabelsOf(path, description) ?? "") is { Length: > 0 } file ? file : null
            : null;

    private static Job JobOf(
        string model, IModel network, OpenedModel? randomLabels, DatasetPlan plan, DatasetImages images,
        IEnumerable<IExplanationSource> foreign, RunSettings settings) => new(
            model,
            network,
            images,
            [.. plan.Methods.SelectMany(m => MethodSource.Of(m.Unit, settings.Seeds)), .. foreign],
            [.. plan.Metrics.Select(m => m.Unit)],
            randomLabels?.Model)
        {
            MetricImages = plan.Metrics.Where(m => m.Images is not null).ToDictionary(m => m.Unit.Key, m => m.Images!.Value),
        };
}
