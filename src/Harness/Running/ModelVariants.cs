using System.Collections.Concurrent;
using VisEval.Core;
using VisEval.Metrics;
using VisEval.Onnx.Runtime;

namespace VisEval.Harness.Running;

/// <summary>Copies of a model with other weights; each made once, when first asked for, and shared by all threads.</summary>
internal sealed class ModelVariants(IModel model, Seed seed) : IDisposable
{
    private readonly ConcurrentDictionary<ModelVariant, Lazy<IModel>> _copies = new();

    /// <summary>The number of layers that can be re-drawn.</summary>
    public int LayerCount => model.WeightLayers.Count;

    /// <summary>The copy; the model itself with its trained weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many layers.</exception>
    /// <exception cref="NotApplicableException">The dataset has no such network.</exception>
    public IModel Get(ModelVariant variant) => variant is ModelVariant.TrainedWeights or ModelVariant.Randomized { Count: 0 }
        ? model
        : _copies.GetOrAdd(variant, v => new Lazy<IModel>(() => Make(v))).Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var copy in _copies.Values.Where(c => c.IsValueCreated))
            (copy.Value as IDisposable)?.Dispose();
    }

    private IModel Make(ModelVariant variant)
    {
        if (variant is not ModelVariant.Randomized randomized)
            throw new NotApplicableException("no-random-label-network", "The dataset names no network trained on random labels for this one.");
        ArgumentOutOfRangeException.ThrowIfNegative(randomized.First);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(randomized.First + randomized.Count, LayerCount);
        return model.Randomize([.. model.WeightLayers.Skip(randomized.First).Take(randomized.Count)], seed);
    }
}
