using VisEval.Core;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Harness.Evaluation;

/// <summary>A model that counts the images it runs forwards and backwards, and runs none once it is asked to stop; altered copies count
/// into the same numbers.</summary>
internal sealed class CountingModel : IModel
{
    private readonly IModel _model;
    private readonly Counts _counts;
    private readonly CancellationToken _stop;

    /// <summary>Counts the work of <paramref name="model"/> from zero.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stop">Makes every further pass throw <see cref="OperationCanceledException"/>.</param>
    public CountingModel(IModel model, CancellationToken stop = default) : this(model, new Counts(), stop)
    {
    }

    private CountingModel(IModel model, Counts counts, CancellationToken stop) => (_model, _counts, _stop) = (model, counts, stop);

    /// <summary>Another model that counts into the same numbers.</summary>
    public CountingModel Beside(IModel model) => new(model, _counts, _stop);

    /// <summary>Images run forwards so far; a gradient runs each image forwards once, and its reference once where
    /// there is one.</summary>
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
        CountForwards(batch);
        return _model.Predict(batch);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors)
    {
        CountForwards(batch);
        return _model.Activations(batch, tensors);
    }

    /// <inheritdoc/>
    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null)
    {
        CountForwards(batch);
        // The reference of every image is run forwards too.
        if (reference is not null)
            CountForwards(reference);
        Interlocked.Add(ref _counts.Backwards, batch.BatchSize);
        return _model.Gradient(batch, seed, of, rules, reference);
    }

    /// <inheritdoc/>
    public TensorGradient Gradient(Tensor batch, string from, Tensor seed, IReadOnlyList<string> of, RuleSet rules)
    {
        CountForwards(batch);
        Interlocked.Add(ref _counts.Backwards, batch.BatchSize);
        return _model.Gradient(batch, from, seed, of, rules);
    }

    /// <inheritdoc/>
    public IModel With(Alteration change) => Beside(_model.With(change));

    /// <inheritdoc/>
    public string FileIn(string directory) => _model.FileIn(directory);

    /// <summary>Ends all work with the model.</summary>
    internal CancellationToken Stop => _stop;

    private void CountForwards(Tensor batch)
    {
        _stop.ThrowIfCancellationRequested();
        Interlocked.Add(ref _counts.Forwards, batch.BatchSize);
    }

    private sealed class Counts
    {
        public long Forwards;
        public long Backwards;
    }
}
