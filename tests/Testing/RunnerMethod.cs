using VisEval.Core;
using VisEval.Methods;
using VisEval.Onnx.Models;

namespace VisEval.Tests.Testing;

/// <summary>A method made of a function of one image; remembers the sizes of its batches.</summary>
internal sealed class RunnerMethod(Func<IModel, Tensor, Seed, int, Tensor> explain) : IAttributionMethod
{
    private readonly List<int> _batches = [];

    public IReadOnlyList<int> Batches => _batches;

    /// <summary>The derivative of the target's logit.</summary>
    public static RunnerMethod Gradient() =>
        new((model, image, _, target) => model.Gradient(image, [target], model.InputTensor).Gradients[0].ItemTensor(0));

    /// <summary>Values drawn from the image's seed.</summary>
    public static RunnerMethod Noise() => new((_, _, seed, _) =>
    {
        var random = seed.Random();
        return new Tensor([.. Enumerable.Range(0, 4).Select(_ => (float)random.NextGaussian())], 1, 2, 2);
    });

    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        lock (_batches)
            _batches.Add(batch.Count);
        return [.. targets.Select((target, i) => new Attribution(explain(model, batch.Values.Items(i, 1), batch.Seeds[i], target)))];
    }
}
