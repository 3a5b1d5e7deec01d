using VisEval.Harness.Results;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Evaluation;

/// <summary>What the metrics of one explanation work out once for all of them, and the passes through the network that are
/// spared by it.</summary>
/// <remarks>One thread scores an explanation; what belongs to the image is shared with the threads that score its other
/// explanations.</remarks>
/// <param name="model">The model.</param>
/// <param name="ofImage">What does not depend on the explanation, and is shared by the methods.</param>
/// <param name="stop">Ends the work at the next pass.</param>
internal sealed class SharedWork(IModel model, SharedValues ofImage, CancellationToken stop)
{
    private readonly SharedValues _ofExplanation = new();
    private readonly List<RandomizedExplanation> _randomized = [];
    private long _spared;

    /// <summary>The model; counts what is run.</summary>
    public CountingModel Model { get; } = new(model, stop);

    /// <summary>Images run forwards or backwards so far.</summary>
    public long PassesRun => Model.Forwards + Model.Backwards;

    /// <summary>Images that would have been run if nothing were shared.</summary>
    public long PassesAsked => PassesRun + _spared;

    /// <summary>The explanation of the same image on networks with other weights, as metrics asked for it.</summary>
    public IReadOnlyList<RandomizedExplanation> Randomized => _randomized;

    /// <summary>Notes the explanation on a network with other weights; only the first on each.</summary>
    public void Note(RandomizedExplanation explanation)
    {
        if (!_randomized.Any(r => r.Network == explanation.Network))
            _randomized.Add(explanation);
    }

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
