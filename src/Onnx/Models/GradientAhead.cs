using System.Runtime.InteropServices;
using System.Security.Cryptography;
using VisEval.Core;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Models;

/// <summary>A model that computes, together with the scores, the gradient of each image's first choice at the pixels: where the scores
/// choose the class that is then explained by that gradient, one pass does for both.</summary>
/// <remarks>A prediction costs a backward pass more, so this is for images whose gradient is going to be asked for. The gradients of the
/// last <paramref name="kept"/> images are kept. A network that cannot be differentiated is only predicted.</remarks>
/// <param name="model">The model.</param>
/// <param name="kept">How many images' gradients are kept.</param>
public sealed class GradientAhead(IModel model, int kept = 64) : IModel
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Known> _known = [];
    private readonly Queue<string> _order = new();
    private volatile bool _refused;

    /// <inheritdoc/>
    public ImageSize Input => model.Input;

    /// <inheritdoc/>
    public int ClassCount => model.ClassCount;

    /// <inheritdoc/>
    public INetworkFacts Network => model.Network;

    /// <inheritdoc/>
    public ClassScores Predict(Tensor batch)
    {
        if (_refused)
            return model.Predict(batch);
        try
        {
            var unused = Tensor.Zeros(batch.BatchSize, ClassCount);
            var pass = model.Gradient(batch, unused, [model.InputTensor], RuleSet.OfFirstChoice);
            for (var i = 0; i < batch.BatchSize; i++)
                Keep(Key(batch.Item(i)), new Known(pass.Scores, i, pass.Gradients[0].ItemTensor(i)));
            return pass.Scores;
        }
        catch (NoGradientRuleException)
        {
            // The missing rule is a fault only of what asks for a gradient, which is told when it does.
            _refused = true;
            return model.Predict(batch);
        }
    }

    /// <inheritdoc/>
    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null) =>
        of is [var tensor] && tensor == model.InputTensor && ReferenceEquals(rules, RuleSet.Standard) && Find(batch, seed) is { } known
            ? new GradientResult(Scores(known), [batch], [Tensor.Stack([.. known.Select(k => k.Gradient)])])
            : model.Gradient(batch, seed, of, rules, reference);

    /// <inheritdoc/>
    public TensorGradient Gradient(Tensor batch, string from, Tensor seed, IReadOnlyList<string> of, RuleSet rules) =>
        model.Gradient(batch, from, seed, of, rules);

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors) => model.Activations(batch, tensors);

    /// <inheritdoc/>
    public IModel With(Alteration change) => model.With(change);

    private void Keep(string key, Known known)
    {
        lock (_lock)
        {
            if (_known.TryAdd(key, known))
                _order.Enqueue(key);
            if (_order.Count > kept)
                _known.Remove(_order.Dequeue());
        }
    }

    // All images with a one at their first choice, or nothing.
    private List<Known>? Find(Tensor batch, Tensor seed)
    {
        var found = new List<Known>();
        for (var i = 0; i < batch.BatchSize; i++)
        {
            lock (_lock)
                if (!_known.TryGetValue(Key(batch.Item(i)), out var known) || !known.IsFor(seed.Item(i)))
                    return null;
                else
                    found.Add(known);
        }
        return found;
    }

    private static ClassScores Scores(IReadOnlyList<Known> known) => ClassScores.FromLogits(
        Tensor.Stack([.. known.Select(k => k.Scores.Logits.ItemTensor(k.Row))]), known[0].Scores.Kind);

    private static string Key(ReadOnlySpan<float> image) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(image)));

    private sealed record Known(ClassScores Scores, int Row, Tensor Gradient)
    {
        public bool IsFor(ReadOnlySpan<float> seed)
        {
            var target = Scores.Top1(Row);
            return seed[target] == 1 && seed.IndexOfAnyExcept(0f) == target && seed.LastIndexOfAnyExcept(0f) == target;
        }
    }
}
