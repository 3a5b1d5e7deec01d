using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Metrics;

namespace VisEval.Harness.Evaluation;

/// <summary>What every part of a job shares: names, seeds, and what is still to do.</summary>
internal sealed class JobScope(RunScope run, Job job) : IDisposable
{
    /// <summary>The number of images, first in the plan, that the gallery shows.</summary>
    private const int GalleryImages = 6;

    /// <summary>The number of classes an image that the gallery shows.</summary>
    private const int GalleryTargets = 2;

    private readonly Dictionary<string, IReadOnlyList<Unit<IMetric>>> _metrics =
        job.Images.Index().ToDictionary(i => i.Item.Id, i => (IReadOnlyList<Unit<IMetric>>)[.. job.MetricsOf(i.Index)]);

    private readonly HashSet<string> _gallery = [.. job.Images.Take(GalleryImages).Select(i => i.Id)];

    public RunScope Run { get; } = run;

    public Job Job { get; } = job;

    public string Dataset { get; } = job.Dataset.Manifest.Name;

    public ModelVariants Variants { get; } = new(job.Model, job.RandomLabels, run.Seed.For("randomization"));

    /// <summary>The mosaics of the job's images.</summary>
    public Mosaics Mosaics { get; } = new(run, job);

    /// <summary>The seed of a unit's draws on an image: not of the class, so that two classes of an image see the same masks and noise;
    /// not of the model, so that models are compared under the same draws.</summary>
    public Seed SeedFor(DatasetImage image, string unit) => ImageSeed.Of(Run.Seed, Dataset, image.Id).For(unit);

    public CellKey Cell(Unit<IAttributionMethod> method, Unit<IMetric> metric, Subject subject) =>
        new(Dataset, Job.ModelName, method.Key, metric.Key, subject.Image.Id, subject.Target);

    public FailureRow Failure(Exception error, string method, string metric, string image, int? target) =>
        new(Dataset, Job.ModelName, method, metric, image, target, Recoverable.Message(error));

    /// <summary>The metrics of a method on a subject that have no numbers yet.</summary>
    public IEnumerable<Unit<IMetric>> MissingMetrics(Unit<IAttributionMethod> method, Subject subject) =>
        _metrics[subject.Image.Id].Where(metric => !Run.Finished.Cells.Contains(Cell(method, metric, subject)));

    public bool IsMapMissing(Unit<IAttributionMethod> method, Subject subject) =>
        subject.InGallery && !Run.Finished.Maps.Contains((Dataset, Job.ModelName, method.Key, subject.Image.Id, subject.Target));

    public bool IsPictureMissing(DatasetImage image) =>
        _gallery.Contains(image.Id) && !Run.Finished.Pictures.Contains((Dataset, Job.ModelName, image.Id));

    /// <summary>Whether a method has anything left to do on a subject.</summary>
    public bool IsMissing(Unit<IAttributionMethod> method, Subject subject) =>
        IsMapMissing(method, subject) || MissingMetrics(method, subject).Any();

    /// <summary>Whether nothing is left to do on an image, as far as can be told without looking at it.</summary>
    public bool IsFinished(DatasetImage image) =>
        StoredTop1(image) is { } top1
        && !IsPictureMissing(image)
        && !Subjects(image, top1).Any(subject => Job.Methods.Any(method => IsMissing(method, subject)));

    /// <summary>The class predicted by an earlier, interrupted run; null if there was none.</summary>
    public int? StoredTop1(DatasetImage image) =>
        Run.Finished.Top1.TryGetValue((Dataset, Job.ModelName, image.Id), out var top1) ? top1 : null;

    /// <summary>The classes of an image to explain.</summary>
    public IEnumerable<Subject> Subjects(DatasetImage image, int top1) =>
        Run.Images.Targets(Job, image, top1)
            .Select((target, position) => new Subject(image, target, position < GalleryTargets && _gallery.Contains(image.Id)));

    /// <inheritdoc/>
    public void Dispose() => Variants.Dispose();
}
