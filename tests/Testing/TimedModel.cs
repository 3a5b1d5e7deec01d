using VisEval.Core;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Testing;

/// <summary>A model whose calls only take time: that of a clock which is moved by them.</summary>
/// <param name="clock">The clock.</param>
/// <param name="time">What a call takes: whether it is a gradient, and of how many images.</param>
internal sealed class TimedModel(ManualClock clock, Func<bool, int, TimeSpan> time) : IModel
{
    private readonly RunnerModel _model = new();

    public ImageSize Input => _model.Input;

    public int ClassCount => _model.ClassCount;

    public INetworkFacts Network => _model;

    public ClassScores Predict(Tensor batch)
    {
        clock.Advance(time(false, batch.BatchSize));
        return _model.Predict(batch);
    }

    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null)
    {
        clock.Advance(time(true, batch.BatchSize));
        return _model.Gradient(batch, seed, of, rules, reference);
    }

    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors) => throw Unasked();

    public IModel With(Alteration change) => throw Unasked();

    private static InvalidOperationException Unasked() => new("Only whole passes are timed.");
}
