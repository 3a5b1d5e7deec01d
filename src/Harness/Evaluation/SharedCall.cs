using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>A call that explains several images: made by one thread, taken from by all.</summary>
/// <param name="place">Its place among the calls of its method.</param>
/// <param name="images">The ids of the images.</param>
internal sealed class SharedCall(int place, IReadOnlyList<string> images)
{
    private readonly Lock _one = new();
    private readonly ManualResetEventSlim _made = new();
    private Dictionary<string, IReadOnlyList<Explained>> _explained = [];
    private bool _isBegun;

    /// <summary>Its place among the calls of its method.</summary>
    public int Place => place;

    /// <summary>The ids of the images.</summary>
    public IReadOnlyList<string> Images => images;

    /// <summary>Whether it has ended, with maps or without.</summary>
    public bool IsMade => _made.IsSet;

    /// <summary>Whether the caller is the one to make it.</summary>
    public bool Begin()
    {
        lock (_one)
            return !_isBegun && (_isBegun = true);
    }

    /// <summary>Ends it.</summary>
    /// <param name="explained">What was explained, by image; null where it failed.</param>
    public void End(Dictionary<string, IReadOnlyList<Explained>>? explained)
    {
        lock (_one)
            _explained = explained ?? [];
        _made.Set();
    }

    /// <summary>Waits for the end and hands out the explanations of an image, once; null where there are none.</summary>
    /// <param name="image">The id of the image.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<Explained>? Take(string image, CancellationToken stop)
    {
        _made.Wait(stop);
        lock (_one)
            return _explained.Remove(image, out var own) ? own : null;
    }
}
