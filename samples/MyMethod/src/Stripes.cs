using VisEval.Core;
using VisEval.Methods;
using VisEval.Onnx.Models;

namespace MyMethod.Perturbation;

/// <summary>Stripes: the drop of the target's logit when a pixel's horizontal stripe is hidden, plus the drop when its vertical one is;
/// H×W, signed.</summary>
/// <remarks>Stripe k of n covers the rows, or columns, from ⌊k·side/n⌋ to ⌊(k+1)·side/n⌋ − 1; hidden is 0 in normalised space.</remarks>
/// <param name="Count">Stripes of each direction.</param>
[Named("stripes")]
[Paper("A sample of docs/plugins.md", 2026)]
[Needs(Needs.Forward)]
[Passes("2 * count + 1")]
public sealed record Stripes([InRange(1, 64), About("Stripes of each direction.")] int Count = 8) : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        [.. Enumerable.Range(0, batch.Count).Select(i => Explain(model, batch.Values.ItemTensor(i), targets[i]))];

    private Attribution Explain(IModel model, Tensor image, int target)
    {
        var size = model.Input;
        // The image as it is, then without each horizontal stripe, then without each vertical one.
        var variants = Tensor.Zeros(2 * Count + 1, size.Channels, size.Height, size.Width);
        for (var v = 0; v < variants.BatchSize; v++)
            for (var i = 0; i < image.Length; i++)
                if (v != 1 + StripeOf(i / size.Width % size.Height, size.Height)
                    && v != 1 + Count + StripeOf(i % size.Width, size.Width))
                    variants.Item(v)[i] = image.Values[i];
        var scores = model.Predict(variants);
        var map = Tensor.Zeros(size.Height, size.Width);
        for (var p = 0; p < map.Length; p++)
        {
            var (row, column) = (StripeOf(p / size.Width, size.Height), StripeOf(p % size.Width, size.Width));
            map.Values[p] = 2 * scores.Logit(0, target) - scores.Logit(1 + row, target) - scores.Logit(1 + Count + column, target);
        }
        return new Attribution(map);
    }

    // The last k with ⌊k·side/n⌋ ≤ position.
    private int StripeOf(int position, int side) => ((position + 1) * Count - 1) / side;
}
