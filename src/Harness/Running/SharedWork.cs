using VisEval.Onnx.Runtime;

namespace VisEval.Harness.Running;

/// <summary>What the metrics of one explanation work out once for all of them, and the passes through the network that are spared by it.</summary>
/// <remarks>Not for several threads at once: the metrics of an explanation are scored one after the other.</remarks>
internal sealed class SharedWork(IModel model)
{
    private readonly Dictionary<object, (object? Value, long Passes)> _values = [];
    private long _spared;

    /// <summary>The model; counts what is run.</summary>
    public CountingModel Model { get; } = new(model);

    /// <summary>Images run forwards or backwards so far.</summary>
    public long PassesRun => Model.Forwards + Model.Backwards;

    /// <summary>Images that would have been run if nothing were shared.</summary>
    public long PassesAsked => PassesRun + _spared;

    /// <summary>The value of a key, worked out when it is first asked for.</summary>
    public T Share<T>(object key, Func<T> compute)
    {
        if (_values.TryGetValue(key, out var known))
        {
            _spared += known.Passes;
            return (T)known.Value!;
        }
        var before = PassesAsked;
        var value = compute();
        _values.Add(key, (value, PassesAsked - before));
        return value;
    }
}
