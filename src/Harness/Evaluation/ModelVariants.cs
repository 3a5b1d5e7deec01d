using System.Collections.Concurrent;
using VisEval.Core;
using VisEval.Metrics;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Evaluation;

/// <summary>Copies of a model: other weights, shifted images; each made once, when first asked for, and shared by all threads.</summary>
/// <remarks>A copy is a recipe and holds no weights: the engine draws them when it makes a session, and keeps the sessions of the model and
/// all its copies within one budget, the longest unused going first and none while a thread runs it. So a deep network may have any number
/// of copies; to give up copies here would only make sessions anew for which there is room.</remarks>
internal sealed class ModelVariants(IModel model, IModel? randomLabels, Seed seed) : IDisposable
{
    private readonly ConcurrentDictionary<ModelVariant, Lazy<IModel>> _copies = new();

    /// <summary>The number of layers that can be re-drawn.</summary>
    public int LayerCount => model.Network.WeightLayers.Count;

    /// <summary>The copy; the model itself with its trained weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many layers.</exception>
    /// <exception cref="NotApplicableException">The model's description names no such network.</exception>
    public IModel Get(ModelVariant variant) => variant switch
    {
        ModelVariant.TrainedWeights or ModelVariant.Randomized { Count: 0 } or ModelVariant.ShiftedInput { Constant: 0 } => model,
        ModelVariant.RandomLabelWeights => randomLabels ?? throw new NotApplicableException(
            "no-random-label-network", "The description beside the model names no network trained on random labels (\"randomLabels\")."),
        _ => _copies.GetOrAdd(variant, v => new Lazy<IModel>(() => Make(v))).Value,
    };

    /// <summary>Whether the network is fully convolutional, and so takes mosaics of a grid of images at its own resolution.</summary>
    public bool TakesMosaics(int grid) => Attempt.One(() => Get(new ModelVariant.Enlarged(grid)), CancellationToken.None).Error is null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var copy in _copies.Values.Where(c => c.IsValueCreated))
            (copy.Value as IDisposable)?.Dispose();
    }

    private IModel Make(ModelVariant variant)
    {
        switch (variant)
        {
            case ModelVariant.ShiftedInput shifted:
                return model.ShiftInput((float)shifted.Constant);
            case ModelVariant.Enlarged enlarged:
                return model.Enlarge(enlarged.Grid, enlarged.Head, enlarged.Apart);
            case ModelVariant.Randomized randomized:
                ArgumentOutOfRangeException.ThrowIfNegative(randomized.First);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(randomized.First + randomized.Count, LayerCount);
                var layers = model.Network.WeightLayers.Skip(randomized.First).Take(randomized.Count);
                return model.Randomize([.. layers], seed, randomized.Draw);
            default:
                throw new ArgumentException($"There is no model {variant}.", nameof(variant));
        }
    }
}
