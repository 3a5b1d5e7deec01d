using VisEval.Harness.Datasets;
using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>Images that units of work share: each is read and classified by the first unit that asks, and kept while it is among
/// the last ones asked for. Asked by several threads at once.</summary>
/// <param name="bench">The job.</param>
/// <param name="capacity">The number of images kept, at least as many as all threads work on.</param>
/// <param name="storedTop1">The class that an earlier, interrupted run predicted; −1 where there is none.</param>
/// <param name="loaded">Told what became of every image that was read.</param>
internal sealed class ImageCache(Workbench bench, int capacity, Func<DatasetImage, int> storedTop1, Action<ImageOutcome> loaded)
{
    private readonly Lock _gate = new();

    // The last one asked for stands at the end.
    private readonly List<(string Id, Lazy<LoadedImage> Image)> _images = [];

    /// <summary>An image.</summary>
    public LoadedImage Get(DatasetImage image)
    {
        Lazy<LoadedImage> kept;
        lock (_gate)
        {
            var place = _images.FindIndex(i => i.Id == image.Id);
            kept = place >= 0 ? _images[place].Image : new Lazy<LoadedImage>(() => Load(image));
            if (place >= 0)
                _images.RemoveAt(place);
            else if (_images.Count == capacity)
                _images.RemoveAt(0);
            _images.Add((image.Id, kept));
        }
        return kept.Value;
    }

    private LoadedImage Load(DatasetImage image)
    {
        var found = ImageStage.Load(bench, image, storedTop1(image));
        loaded(found.Outcome);
        return found;
    }
}
