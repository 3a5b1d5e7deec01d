using System.Buffers;

namespace VisEval.Core;

/// <summary>Room for batches of images that are painted, shown to a model and painted over.</summary>
/// <remarks>The array is rented: a fresh one of some megabytes for every question costs more than the question itself, in zeroing, in pages
/// and in collections. A model gets the batch for the length of one call (see <see cref="IClassifier.Predict"/>).</remarks>
/// <param name="size">The size of an image.</param>
/// <param name="capacity">The largest number of images of a batch.</param>
public sealed class RentedBatch(ImageSize size, int capacity) : IDisposable
{
    private float[]? _values = ArrayPool<float>.Shared.Rent(checked(capacity * size.Length));

    /// <summary>A batch of so many images, N×C×H×W. Its values are arbitrary: every one is to be written.</summary>
    public Tensor Of(int images)
    {
        ObjectDisposedException.ThrowIf(_values is null, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(images, capacity);
        return Tensor.Within(_values, images, size.Channels, size.Height, size.Width);
    }

    /// <summary>Gives the array back; no batch of it may be used any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _values, null) is { } values)
            ArrayPool<float>.Shared.Return(values);
    }
}
