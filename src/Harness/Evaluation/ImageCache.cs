using VisEval.Harness.Datasets;
using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>Batches of images that units of work share: each is read and classified by the first unit that asks, and kept while it is among the
/// last ones asked for. Asked by several threads at once.</summary>
/// <param name="bench">The job.</param>
/// <param name="capacity">The number of batches kept, at least the number of threads.</param>
/// <param name="storedTop1">The class that an earlier, interrupted run predicted; −1 where there is none.</param>
/// <param name="loaded">Told what became of every image that was read.</param>
internal sealed class ImageCache(Workbench bench, int capacity, Func<DatasetImage, int> storedTop1, Action<ImageOutcome> loaded)
{
    private readonly Lock _gate = new();

    // The last one asked for stands at the end.
    private readonly List<(string Key, Lazy<IReadOnlyList<LoadedImage>> Images)> _batches = [];

    /// <summary>The images of a batch.</summary>
    public IReadOnlyList<LoadedImage> Get(IReadOnlyList<DatasetImage> images)
    {
        var key = string.Join('\n', images.Select(i => i.Id));
        Lazy<IReadOnlyList<LoadedImage>> batch;
        lock (_gate)
        {
            var place = _batches.FindIndex(b => b.Key == key);
            batch = place >= 0 ? _batches[place].Images : new Lazy<IReadOnlyList<LoadedImage>>(() => Load(images));
            if (place >= 0)
                _batches.RemoveAt(place);
            else if (_batches.Count == capacity)
                _batches.RemoveAt(0);
            _batches.Add((key, batch));
        }
        return batch.Value;
    }

    private IReadOnlyList<LoadedImage> Load(IReadOnlyList<DatasetImage> images)
    {
        var batch = ImageStage.Load(bench, images, storedTop1);
        foreach (var image in batch)
            loaded(image.Outcome);
        return batch;
    }
}
