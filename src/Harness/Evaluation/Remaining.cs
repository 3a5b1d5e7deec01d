using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Evaluation;

/// <summary>What an earlier, interrupted run has left to do.</summary>
internal sealed class Remaining(Workbench bench, FinishedWork finished)
{
    /// <summary>The metrics of an explanation that have no numbers yet.</summary>
    public IEnumerable<Unit<IMetric>> Metrics(IExplanationSource source, Subject subject)
    {
        var key = bench.Key(source, subject);
        return bench.MetricsOf(source, subject.Image).Where(metric => !finished.Cells.Contains(key.Cell(metric.Key)));
    }

    /// <summary>The metrics that have no numbers yet for a class of an image with the map of another image.</summary>
    public IEnumerable<Unit<IMetric>> ShuffledMetrics(IExplanationSource source, Subject subject)
    {
        var key = bench.Key(source, subject).Shuffled();
        return bench.ShuffledMetricsOf(source, subject.Image).Where(metric => !finished.Cells.Contains(key.Cell(metric.Key)));
    }

    /// <summary>Whether an image is still to be scored with the map of another one, as far as can be told without looking at it.</summary>
    public bool IncludesShuffled(IExplanationSource source, DatasetImage image) => bench.ShuffledMetricsOf(source, image).Count > 0
        && (Top1(image) is var top1 && (top1 < 0 || bench.Subjects(image, top1, null).Any(s => ShuffledMetrics(source, s).Any())));

    /// <summary>Whether anything is left to do of an explanation; one that no metric is asked of is made again.</summary>
    public bool Includes(IExplanationSource source, Subject subject) =>
        (source.Seed == SeedKey.First && bench.MetricsOf(source, subject.Image).Count == 0)
        || Metrics(source, subject).Any() || IsMapMissing(source, subject);

    /// <summary>Whether anything is left to do of a source on an image, as far as can be told without looking at it.</summary>
    public bool Includes(IExplanationSource source, DatasetImage image) =>
        Top1(image) is var top1 && (top1 < 0 || IsPictureMissing(image)
            || bench.Subjects(image, top1, null).Any(subject => Includes(source, subject)));

    /// <summary>The class predicted by an earlier, interrupted run; −1 where there was none.</summary>
    public int Top1(DatasetImage image) =>
        finished.Top1.GetValueOrDefault((bench.Job.Images.Name, bench.Job.ModelName, image.Id), ExplanationKey.NoTarget);

    /// <summary>Whether the cost of a method was measured.</summary>
    public bool IsTimed(IExplanationSource source) => finished.Timed.Contains((bench.Job.Images.Name, bench.Job.ModelName, source.Key));

    private bool IsMapMissing(IExplanationSource source, Subject subject) => source.Seed == SeedKey.First && subject.InGallery
        && !finished.Maps.Contains((bench.Job.Images.Name, bench.Job.ModelName, source.Key, subject.Image.Id, subject.Target));

    private bool IsPictureMissing(DatasetImage image) =>
        bench.KeepsPicture(image) && !finished.Pictures.Contains((bench.Job.Images.Name, bench.Job.ModelName, image.Id));
}
