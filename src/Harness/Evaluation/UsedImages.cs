using VisEval.Core;

namespace VisEval.Harness.Evaluation;

/// <summary>Before a run is continued: whether the images are still those that it has used.</summary>
internal static class UsedImages
{
    private const int Named = 10;

    /// <summary>Reads every image that was used again and compares its hash.</summary>
    /// <param name="jobs">The jobs of the run.</param>
    /// <param name="used">SHA-256 by dataset and image.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="InputException">An image changed: numbers of two pictures would stand side by side under one name.</exception>
    public static void Check(
        IEnumerable<Job> jobs, IReadOnlyDictionary<(string Dataset, string Image), string> used, CancellationToken stop)
    {
        if (used.Count == 0)
            return;
        var changed = new List<string>();
        foreach (var images in jobs.Select(j => j.Images).OfType<DatasetImages>().DistinctBy(i => i.Name))
            foreach (var image in images.Images)
            {
                stop.ThrowIfCancellationRequested();
                if (used.TryGetValue((images.Name, image.Id), out var before) && images.HashOf(image) != before)
                    changed.Add($"{images.Dataset.PathOf(image.Source.File)}: the picture of image '{image.Id}', or its mask, was altered "
                        + "since the run began.");
            }
        if (changed.Count == 0)
            return;
        if (changed.Count > Named)
            changed = [.. changed.Take(Named), $"{changed.Count - Named} more images were altered."];
        throw new InputException([.. changed, "Restore the files, or start over (existing=redo)."]);
    }
}
