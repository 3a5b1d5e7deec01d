using VisEval.Harness.Datasets;

namespace VisEval.Harness.Evaluation;

/// <summary>Divides a job into units of work: one method applied to one image each, or to the few that lend each other their
/// maps.</summary>
/// <remarks>Small units keep every thread busy to the end. An image is always classified and explained alone, so that the composition of
/// every batch is fixed, and with it the last bit of every number, whatever the threads and interruptions;
/// larger batches are no faster.</remarks>
internal static class WorkUnits
{
    /// <summary>All methods of the first images before the next, the costliest method first: an image is read once, and no thread is
    /// left alone with a long unit at the end.</summary>
    public static IEnumerable<WorkUnit> ByImages(Job job, long seed) => OfGroups(job, seed, Groups(job));

    /// <summary>The same of some of the groups of images.</summary>
    /// <param name="job">The job.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="groups">Some of <see cref="Groups"/>, in any order.</param>
    public static IEnumerable<WorkUnit> OfGroups(Job job, long seed, IEnumerable<IReadOnlyList<DatasetImage>> groups)
    {
        var sources = job.Sources.OrderByDescending(s => s.PassesOn(job.Model, job.References?.Count ?? 0)).ToList();
        return groups.SelectMany(images => sources.Select(source => Unit(job, source, images, seed)));
    }

    /// <summary>All images of the first method before the next method: what a method gives is complete early.</summary>
    public static IEnumerable<WorkUnit> ByMethod(Job job, long seed) =>
        job.Sources.SelectMany(source => Groups(job).Select(images => Unit(job, source, images, seed)));

    /// <summary>The images that are worked on together: those that lend each other their maps, or each alone.</summary>
    public static IReadOnlyList<IReadOnlyList<DatasetImage>> Groups(Job job) =>
        job.Shuffles ? ImageGroups.Of(job.Images.Images) : [.. job.Images.Images.Select(i => (IReadOnlyList<DatasetImage>)[i])];

    private static WorkUnit Unit(Job job, IExplanationSource source, IReadOnlyList<DatasetImage> images, long seed) =>
        new(job.Images.Name, job.ModelName, [source.Key], [.. images.Select(i => i.Id)], seed);
}
