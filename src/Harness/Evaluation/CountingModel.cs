using VisEval.Core;
using VisEval.Onnx.Inspection;
using VisEval.Onnx.Relevance;
using VisEval.Onnx.Runtime;

namespace VisEval.Harness.Evaluation;

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
    public string InputTensor => _model.InputTensor;

    /// <inheritdoc/>
    public string CamTensor => _model.CamTensor;

    /// <inheritdoc/>
    public IReadOnlyList<BiasTerm> Biases => _model.Biases;

    /// <inheritdoc/>
    public IReadOnlyList<string> WeightLayers => _model.WeightLayers;

    /// <inheritdoc/>
    public IReadOnlyList<int> ShapeOf(string tensor) => _model.ShapeOf(tensor);

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
    public IModel After(string tensor, Tensor image) => new CountingModel(_model.After(tensor, image), _counts);

    /// <inheritdoc/>
    public Landmarks Landmarks => _model.Landmarks;

    /// <inheritdoc/>
    public IModel Randomize(IReadOnlyCollection<string> layers, Seed seed, WeightDraw draw = WeightDraw.Normal) =>
        new CountingModel(_model.Randomize(layers, seed, draw), _counts);

    /// <inheritdoc/>
    public IModel ShiftInput(float constant) => new CountingModel(_model.ShiftInput(constant), _counts);

    private sealed class Counts
    {
        public long Forwards;
        public long Backwards;
    }
}
