using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;

namespace VisEval.Metrics.Shared.Removal;

/// <summary>Random subsets of pixels, the loss of the target's score when they are replaced, and what a map gives them.</summary>
/// <param name="Seed">Draws the subsets.</param>
/// <param name="Size">Pixels a subset.</param>
/// <param name="Count">Subsets.</param>
/// <param name="Fill">What replaces them.</param>
public sealed record PixelSubsets(Seed Seed, int Size, int Count, PixelFill Fill)
{
    /// <summary>The subset of an index: distinct pixels, every set of the size equally likely.</summary>
    /// <param name="index">0 … count − 1.</param>
    /// <param name="pixels">The number of pixels of the image, at least the size.</param>
    public int[] Draw(int index, int pixels)
    {
        var random = Seed.For(index).Random();
        // The first steps of a Fisher–Yates shuffle, of which only the places that were touched are kept.
        var moved = new Dictionary<int, int>();
        var subset = new int[Size];
        for (var i = 0; i < Size; i++)
        {
            var j = i + random.NextInt(pixels - i);
            subset[i] = moved.GetValueOrDefault(j, j);
            moved[j] = moved.GetValueOrDefault(i, i);
        }
        return subset;
    }

    /// <summary>What the model says with each subset replaced; run once for all explanations of the image.</summary>
    public TargetOutputs Outputs(IMetricContext context) => context.ShareForImage(this, () =>
    {
        var (fill, pixels) = (PixelFills.For(context, Fill), context.Map.Values.Length);
        return ChangedImages.Outputs(
            context.Model, context.Image, context.Target, Count, (i, image) => ChangedImages.Replace(image, Draw(i, pixels), fill));
    });

    /// <summary>The sum of the map over each subset.</summary>
    public double[] Sums(float[] map) => [.. Enumerable.Range(0, Count).Select(i => Draw(i, map.Length).Sum(p => (double)map[p]))];

    /// <summary>The losses f(x) − f(x with the subset replaced).</summary>
    public double[] Losses(IMetricContext context, TargetScore score)
    {
        var whole = context.Output.Of(score, context.Target);
        return [.. Outputs(context).Of(score).Select(s => whole - s)];
    }
}
