using System.Collections.Concurrent;

namespace VisEval.Harness.Statistics;

/// <summary>Values that are the same whenever they are made, kept until they fill the room there is; what came too late is made
/// anew.</summary>
/// <param name="room">The room, in any unit.</param>
internal sealed class Kept<TKey, TValue>(long room)
    where TKey : notnull
    where TValue : class
{
    // Threads that ask at once make it once.
    private readonly ConcurrentDictionary<TKey, Lazy<TValue>> _values = new();
    private long _free = room;

    /// <summary>The value of a key; null where it is not kept.</summary>
    /// <param name="key">The key.</param>
    /// <param name="size">What the value takes of the room.</param>
    /// <param name="make">Makes it.</param>
    public TValue? Of(TKey key, long size, Func<TKey, TValue> make)
    {
        if (_values.TryGetValue(key, out var found))
            return found.Value;
        if (Interlocked.Add(ref _free, -size) >= 0)
            return _values.GetOrAdd(key, k => new Lazy<TValue>(() => make(k))).Value;
        Interlocked.Add(ref _free, size);
        return null;
    }
}
