using System.Globalization;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Sampling;
using VisEval.Harness.Results;

namespace VisEval.Harness.Configuration.Verification;

/// <summary>The images that a bundle's run has used: all of a dataset, or those that it drew before it ended.</summary>
internal static class StatedSample
{
    /// <summary>The cells of the images used; those of a run that used all are all of them.</summary>
    /// <param name="stated">What the bundle says of its run.</param>
    /// <param name="cells">The cells of all images.</param>
    public static IEnumerable<CellKey> Of(RunInfo stated, IEnumerable<CellKey> cells)
    {
        var used = DrawnImages.Of(stated);
        return cells.Where(c => used.Has(c.Dataset, c.Image));
    }

    /// <summary>The datasets whose images are not those that the draw gives, by seed and content of the images; a sentence each.</summary>
    /// <param name="stated">What the bundle says of its run.</param>
    /// <param name="jobs">The run, ready to be done again.</param>
    /// <param name="threads">Images read at once.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IEnumerable<string> Mistakes(RunInfo stated, IReadOnlyList<Job> jobs, int threads, CancellationToken stop) =>
        from sample in stated.Anytime?.Samples ?? []
        let job = jobs.FirstOrDefault(j => j.Images.Name == sample.Dataset)
        where job is not null && !IsDrawn(sample, SampleOrder.Of(job, stated.Seed, threads, stop).Select(g => g.Select(i => i.Id)))
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{sample.Dataset}: the {sample.Images.Count} images that run.json names are not those drawn first by seed {stated.Seed}.");

    // Images that lend each other their maps are drawn together or not at all.
    private static bool IsDrawn(DatasetSample sample, IEnumerable<IEnumerable<string>> order)
    {
        var drawn = new List<string>();
        foreach (var group in order.TakeWhile(_ => drawn.Count < sample.Images.Count))
            drawn.AddRange(group);
        return drawn.SequenceEqual(sample.Images);
    }
}
