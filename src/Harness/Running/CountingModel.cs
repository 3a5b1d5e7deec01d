using VisEval.Core;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Harness.Running;

/// <summary>A model that counts the images it runs forwards and backwards; randomized copies count into the same numbers.</summary>
public sealed class CountingModel : IModel
{
    private readonly IModel _model;
    private readonly Counts _counts;

    /// <summary>Counts the work of <paramref name="model"/> from zero.</summary>
    public CountingModel(IModel model) : this(model, new Counts())
    {
    }

    private CountingModel(IModel model, Counts counts) => (_model, _counts) = (model, counts);

    /// <summary>Another model that counts into the same numbers.</summary>
    public CountingModel Beside(IModel model) => new(model, _counts);

    /// <summary>Images run forwards so far; a gradient runs each image forwards once.</summary>
    public long Forwards => Interlocked.Read(ref _counts.Forwards);

    /// <summary>Images run backwards so far.</summary>
    public long Backwards => Interlocked.Read(ref _counts.Backwards);

    /// <inheritdoc/>
    public ImageSize Input => _model.Input;

    /// <inheritdoc/>
    public int ClassCount => _model.ClassCount;

    /// <inheritdoc/>
    public INetworkFacts Network => _model.Network;

    /// <inheritdoc/>
    public ClassScores Predict(Tensor batch)
    {
        Interlocked.Add(ref _counts.Forwards, batch.BatchSize);
        return _model.Predict(batch);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors)
    {
        Interlocked.Add(ref _counts.Forwards, batch.BatchSize);
        return _model.Activations(batch, tensors);
    }

    /// <inheritdoc/>
    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null)
    {
        Interlocked.Add(ref _counts.Forwards, batch.BatchSize);
        Interlocked.Add(ref _counts.Backwards, batch.BatchSize);
        return _model.Gradient(batch, seed, of, rules, reference);
    }

    /// <inheritdoc/>
    public IModel With(Alteration change) => new CountingModel(_model.With(change), _counts);

    private sealed class Counts
    {
        public long Forwards;
        public long Backwards;
    }
}
