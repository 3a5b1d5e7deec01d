namespace VisEval.Harness.Evaluation;

/// <summary>Divides a job into units of work.</summary>
/// <remarks>The images of a unit form one batch, so that the composition of every batch is fixed, and with it the last bit of every number,
/// whatever the threads and interruptions.</remarks>
public static class WorkUnits
{
    /// <summary>Images a unit.</summary>
    public const int Images = 4;

    /// <summary>Units of one method each, all methods of the first images before the next images, the costliest method first: images are
    /// read once, and no thread is left alone with a long unit at the end.</summary>
    public static IEnumerable<WorkUnit> ByImages(Job job, long seed)
    {
        var sources = job.Sources.OrderByDescending(s => s.PassesOn(job.Model)).ToList();
        return Batches(job).SelectMany(images => sources.Select(source => Unit(job, source, images, seed)));
    }

    /// <summary>Units of one method each, all images of the first method before the next method: what a method gives is complete early.</summary>
    public static IEnumerable<WorkUnit> ByMethod(Job job, long seed) =>
        job.Sources.SelectMany(source => Batches(job).Select(images => Unit(job, source, images, seed)));

    private static IReadOnlyList<string[]> Batches(Job job) => [.. job.Images.Images.Select(i => i.Id).Chunk(Images)];

    private static WorkUnit Unit(Job job, IExplanationSource source, string[] images, long seed) =>
        new(job.Images.Name, job.ModelName, [source.Key], images, seed);
}
