using System.Collections.Concurrent;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Evaluation;

/// <summary>What units of work name, alive: the model and its altered copies, the images, the sources of explanations,
/// the metrics.</summary>
internal sealed class Workbench : IDisposable
{
    /// <summary>The number of images, first to be worked on, that the gallery shows.</summary>
    private const int GalleryImages = 6;

    /// <summary>The number of images, first to be worked on, of which a picture is kept: the report shows which images are the worst and
    /// the most disputed. A large dataset is not copied.</summary>
    private const int KeptPictures = 64;

    /// <summary>The number of classes an image that the gallery shows.</summary>
    private const int GalleryTargets = 2;

    private readonly Seed _seed;
    private readonly Dictionary<string, DatasetImage> _images;
    private readonly Dictionary<string, IExplanationSource> _sources;
    private readonly Dictionary<string, IReadOnlyList<Unit<IMetric>>> _metrics;
    private readonly Dictionary<string, IReadOnlyList<Unit<IMetric>>> _further = [];
    private readonly Dictionary<string, IReadOnlyList<Unit<IMetric>>> _shuffled;
    private readonly HashSet<string> _gallery;
    private readonly HashSet<string> _pictures;
    private readonly HashSet<string> _drawn;

    /// <summary>Gets a job ready.</summary>
    /// <param name="job">The job.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="stop">Ends all work at the next pass.</param>
    public Workbench(Job job, Seed seed, CancellationToken stop)
    {
        (Job, _seed, Stop) = (job, seed, stop);
        Model = new CountingModel(job.Model, stop);
        Variants = new ModelVariants(job.Model, job.RandomLabels, seed.For("randomization"));
        Mosaics = new Mosaics(job, seed, stop, Variants.TakesMosaics);
        _images = job.Images.Images.ToDictionary(i => i.Id);
        _sources = job.Sources.ToDictionary(s => s.Key);
        _metrics = job.Images.Images.Index().ToDictionary(i => i.Item.Id, i => (IReadOnlyList<Unit<IMetric>>)[.. job.MetricsOf(i.Index)]);
        if (job.Sources.FirstOrDefault(s => s.Seed != SeedKey.First) is { } drawn)
            _further = job.Images.Images.Index()
                .ToDictionary(i => i.Item.Id, i => (IReadOnlyList<Unit<IMetric>>)[.. job.MetricsOf(drawn, i.Index)]);
        _shuffled = job.Images.Images.Index()
            .ToDictionary(i => i.Item.Id, i => (IReadOnlyList<Unit<IMetric>>)[.. job.ShuffledMetricsOf(i.Index)]);
        var order = job.Order ?? [.. job.Images.Images.Select(i => i.Id)];
        _gallery = [.. order.Take(job.Discard.HasFlag(Discard.Maps) ? 0 : GalleryImages)];
        _pictures = [.. order.Take(job.Discard.HasFlag(Discard.Pictures) ? 0 : KeptPictures)];
        _drawn = [.. job.Metrics.Where(m => m.Value is IPooledMetric || !job.Discard.HasFlag(Discard.Curves)).Select(m => m.Key)];
    }

    /// <summary>The job.</summary>
    public Job Job { get; }

    /// <summary>Ends all work.</summary>
    public CancellationToken Stop { get; }

    /// <summary>The model that is explained.</summary>
    public CountingModel Model { get; }

    /// <summary>Altered copies of the model.</summary>
    public ModelVariants Variants { get; }

    /// <summary>Mosaics of the images.</summary>
    public Mosaics Mosaics { get; }

    /// <summary>The keys of the sources that have explained something here, so that their programs are ready.</summary>
    public ConcurrentDictionary<string, bool> Warm { get; } = new();

    /// <summary>For people: which of several jobs this is.</summary>
    public string Name => Job.Images.Name.Length == 0 ? Job.ModelName : $"{Job.Images.Name}, {Job.ModelName}";

    /// <summary>The image of an id.</summary>
    public DatasetImage Image(string id) => _images[id];

    /// <summary>The source of a key.</summary>
    public IExplanationSource Source(string key) => _sources[key];

    /// <summary>The metrics that are asked of a source's maps of an image.</summary>
    public IReadOnlyList<Unit<IMetric>> MetricsOf(IExplanationSource source, DatasetImage image) =>
        (source.Seed == SeedKey.First ? _metrics : _further)[image.Id];

    /// <summary>The metrics that are asked of an image with a source's map of another image.</summary>
    public IReadOnlyList<Unit<IMetric>> ShuffledMetricsOf(IExplanationSource source, DatasetImage image) =>
        Job.IsShuffled(source) ? _shuffled[image.Id] : [];

    /// <summary>Whether the gallery shows an image.</summary>
    public bool InGallery(DatasetImage image) => _gallery.Contains(image.Id);

    /// <summary>Whether a picture of an image is kept.</summary>
    public bool KeepsPicture(DatasetImage image) => _pictures.Contains(image.Id);

    /// <summary>A cell with what is kept of it.</summary>
    public CellOutcome Kept(CellOutcome cell) =>
        _drawn.Contains(cell.Cell.Metric) || cell.Result.Curves.Count == 0 ? cell : cell with { Result = cell.Result with { Curves = [] } };

    /// <summary>The name of an explanation.</summary>
    public ExplanationKey Key(IExplanationSource source, Subject subject) =>
        new(Job.Images.Name, Job.ModelName, source.Key, subject.Image.Id, subject.Target);

    /// <summary>The classes of an image to explain.</summary>
    /// <param name="image">The image.</param>
    /// <param name="top1">The predicted class; −1 where it is not known.</param>
    /// <param name="prepared">The pixels; null where there are none.</param>
    public IReadOnlyList<Subject> Subjects(DatasetImage image, int top1, PreparedImage? prepared)
    {
        var surroundings = prepared is null ? null : Around(prepared);
        return
        [
            .. Job.Images.Targets(image, top1).Select((target, position) => new Subject(
                image, target, position, position < GalleryTargets && InGallery(image),
                prepared is null ? null : new LoadedSubject(prepared, target, position, prepared.SeedOf(_seed), Truths(prepared, target))
                {
                    Surroundings = surroundings!,
                })),
        ];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var method in Job.Methods.Select(m => m.Value).OfType<IDisposable>())
            method.Dispose();
        Variants.Dispose();
    }

    private Surroundings Around(PreparedImage image) =>
        (Job.Images.Preprocessing?.Surroundings() ?? Surroundings.Unknown) with { References = Job.References?.For(image.Input) };

    private Func<int, GroundTruth?> Truths(PreparedImage image, int explained) => target => Job.Images.Truth(image, target, explained);
}
