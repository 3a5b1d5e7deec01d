using VisEval.Core;
using VisEval.Onnx.Runtime;

namespace VisEval.Harness.Running;

/// <summary>Copies of a model with the layers nearest the output re-drawn; each made once, when first asked for, and shared by all threads.</summary>
internal sealed class RandomizedModels(IModel model, Seed seed) : IDisposable
{
    private readonly Lazy<IModel>[] _copies =
    [
        .. Enumerable.Range(1, model.WeightLayers.Count).Select(layers =>
            new Lazy<IModel>(() => model.Randomize([.. model.WeightLayers.Take(layers)], seed))),
    ];

    /// <summary>The number of layers that can be re-drawn.</summary>
    public int LayerCount => _copies.Length;

    /// <summary>The copy with <paramref name="layers"/> layers re-drawn; the model itself for 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many layers.</exception>
    public IModel Get(int layers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layers, LayerCount);
        return layers == 0 ? model : _copies[layers - 1].Value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var copy in _copies.Where(c => c.IsValueCreated))
            (copy.Value as IDisposable)?.Dispose();
    }
}
