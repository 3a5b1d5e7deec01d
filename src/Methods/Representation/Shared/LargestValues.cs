namespace VisEval.Methods.Representation.Shared;

/// <summary>The largest of many values, without holding the others.</summary>
/// <param name="count">How many are held, at least 1.</param>
internal sealed class LargestValues(int count)
{
    private readonly PriorityQueue<float, float> _held = new(count);

    /// <summary>Whether a value was not finite.</summary>
    public bool IsSpoilt { get; private set; }

    /// <summary>The smallest of those held: with m + 1 held, at most m of all values are larger.</summary>
    public float Least => _held.Peek();

    /// <summary>Takes values.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
            if (!float.IsFinite(value))
                IsSpoilt = true;
            else if (_held.Count < count)
                _held.Enqueue(value, value);
            else if (value > _held.Peek())
                _held.EnqueueDequeue(value, value);
    }
}
