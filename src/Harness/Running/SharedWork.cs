using VisEval.Onnx.Models;

namespace VisEval.Harness.Running;

/// <summary>What is worked out once and used again, with the passes through the network that it took.</summary>
/// <remarks>Not for several threads at once: one thread works on an image.</remarks>
internal sealed class SharedValues
{
    private readonly Dictionary<object, (object? Value, long Passes)> _values = [];

    /// <summary>The value of a key, and the passes that are spared because it is known; worked out when it is first asked for.</summary>
    public (T Value, long Spared) Get<T>(object key, Func<T> compute, Func<long> passes)
    {
        if (_values.TryGetValue(key, out var known))
            return ((T)known.Value!, known.Passes);
        var before = passes();
        var value = compute();
        _values.Add(key, (value, passes() - before));
        return (value, 0);
    }
}

/// <summary>What the metrics of one explanation work out once for all of them, and the passes through the network that are spared by it.</summary>
/// <param name="model">The model.</param>
/// <param name="ofImage">What does not depend on the explanation, and is shared by the methods.</param>
internal sealed class SharedWork(IModel model, SharedValues ofImage)
{
    private readonly SharedValues _ofExplanation = new();
    private long _spared;

    /// <summary>The model; counts what is run.</summary>
    public CountingModel Model { get; } = new(model);

    /// <summary>Images run forwards or backwards so far.</summary>
    public long PassesRun => Model.Forwards + Model.Backwards;

    /// <summary>Images that would have been run if nothing were shared.</summary>
    public long PassesAsked => PassesRun + _spared;

    /// <summary>The value of a key of this explanation.</summary>
    public T Share<T>(object key, Func<T> compute) => Get(_ofExplanation, key, compute);

    /// <summary>The value of a key of the image.</summary>
    public T ShareForImage<T>(object key, Func<T> compute) => Get(ofImage, key, compute);

    private T Get<T>(SharedValues values, object key, Func<T> compute)
    {
        var (value, spared) = values.Get(key, compute, () => PassesAsked);
        _spared += spared;
        return value;
    }
}
