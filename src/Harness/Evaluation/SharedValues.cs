using System.Collections.Concurrent;

namespace VisEval.Harness.Evaluation;

/// <summary>What is worked out once and used again, with the passes through the network that it took. Asked by several threads at once.</summary>
internal sealed class SharedValues
{
    private readonly ConcurrentDictionary<object, Lazy<(object? Value, long Passes)>> _values = new();

    /// <summary>The value of a key, and the passes that are spared because it is known; worked out by whoever asks first, while others wait.</summary>
    /// <param name="key">Everything that determines the value, compared by value.</param>
    /// <param name="compute">Works it out. An error is the answer to everybody who asks.</param>
    /// <param name="passes">The passes that the one who asks has run so far.</param>
    public (T Value, long Spared) Get<T>(object key, Func<T> compute, Func<long> passes)
    {
        var mine = false;
        var (value, cost) = _values.GetOrAdd(key, _ => new Lazy<(object?, long)>(() =>
        {
            mine = true;
            var before = passes();
            var computed = compute();
            return (computed, passes() - before);
        })).Value;
        return ((T)value!, mine ? 0 : cost);
    }
}
