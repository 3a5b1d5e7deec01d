using System.Collections.Concurrent;
using VisEval.Core;
using VisEval.Methods;
using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Evaluation.Visualizing;

/// <summary>What all visualizers of a job are measured with: natural pictures, and values that were computed of them.</summary>
/// <param name="images">The natural pictures; null for none.</param>
/// <param name="labels">The classes in each.</param>
internal sealed class SharedPictures(NaturalImages? images, IReadOnlyList<IReadOnlyList<int>> labels)
{
    // Decoded pictures are kept where all of them take no more than this many values.
    private const long MostKept = 1 << 26;

    private readonly ConcurrentDictionary<object, Lazy<object?>> _values = new();
    private readonly ConcurrentDictionary<int, Tensor> _pictures = new();
    private readonly ConcurrentDictionary<int, string> _contents = new();

    /// <summary>The natural pictures, kept once decoded.</summary>
    public NaturalPictures Natural => images is null
        ? NaturalPictures.None
        : new NaturalPictures([.. Enumerable.Range(0, images.Count).Select(images.Name)], labels, Picture)
        {
            Content = i => _contents.GetOrAdd(i, images.Content),
        };

    /// <summary>A value that is computed once.</summary>
    public T Get<T>(object key, Func<T> compute) => (T)_values.GetOrAdd(key, _ => new Lazy<object?>(() => compute())).Value!;

    private Tensor Picture(int index)
    {
        if (_pictures.TryGetValue(index, out var kept))
            return kept;
        var picture = EightBit.Of(images!.Picture(index));
        return (long)picture.Length * images.Count > MostKept ? picture : _pictures.GetOrAdd(index, picture);
    }
}
