using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VisEval.Harness.Datasets;

namespace VisEval.Harness.Evaluation.Sampling;

/// <summary>The order in which the images of a dataset are drawn: a permutation, by a hash of the run's seed and the content of the images,
/// so that every first part is a sample drawn at random without replacement.</summary>
/// <remarks>Images that lend each other their maps are drawn together (<see cref="WorkUnits.Groups"/>). Classes are not balanced beyond
/// what chance does: what is inferred from the sample takes every group to be as likely as any other.</remarks>
internal static class SampleOrder
{
    /// <summary>The groups of a job in this order.</summary>
    /// <param name="job">A job on the dataset.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="threads">Images read at once; changes nothing.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<IReadOnlyList<DatasetImage>> Of(Job job, long seed, int threads, CancellationToken stop)
    {
        var groups = WorkUnits.Groups(job);
        return
        [
            .. groups.AsParallel().AsOrdered().WithDegreeOfParallelism(threads).WithCancellation(stop)
                .Select(group => (Group: group, Key: KeyOf(job, seed, group, stop)))
                .OrderBy(g => g.Key, StringComparer.Ordinal).ThenBy(g => g.Group[0].Id, StringComparer.Ordinal).Select(g => g.Group),
        ];
    }

    private static string KeyOf(Job job, long seed, IReadOnlyList<DatasetImage> group, CancellationToken stop) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
            '\n', group.Select(image => Content(job, image, stop)).Order(StringComparer.Ordinal)
                .Prepend(seed.ToString(CultureInfo.InvariantCulture))))));

    // An image that cannot be read is drawn by its name; it is a failure where it is explained.
    private static string Content(Job job, DatasetImage image, CancellationToken stop) =>
        Attempt.One(() => job.Images.ContentOf(image), stop, $"image {image.Id}").Value ?? image.Id;
}
