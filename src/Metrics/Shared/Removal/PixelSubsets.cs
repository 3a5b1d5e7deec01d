using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;

namespace VisEval.Metrics.Shared.Removal;

/// <summary>Random subsets of pixels, the loss of the target's score when they are replaced, and what a map gives them.</summary>
/// <param name="Seed">Draws the subsets.</param>
/// <param name="Size">Pixels a subset.</param>
/// <param name="Count">Subsets.</param>
/// <param name="Fill">What replaces them.</param>
internal sealed record PixelSubsets(Seed Seed, int Size, int Count, PixelFill Fill)
{
    private sealed record DrawsKey(Seed Seed, int Size, int Count);

    /// <summary>The subset of an index: distinct pixels, every set of the size equally likely.</summary>
    /// <param name="index">0 … count − 1.</param>
    /// <param name="pixels">The number of pixels of the image, at least the size.</param>
    public int[] Draw(int index, int pixels)
    {
        var subset = new int[Size];
        new Drawing(this, pixels).Draw(index, subset);
        return subset;
    }

    /// <summary>The outputs with each subset replaced; run once for all explanations of the image.</summary>
    public TargetOutputs Outputs(IMetricContext context) => context.ShareForImage(this, () =>
    {
        var (fill, subsets) = (PixelFills.For(context, Fill), All(context));
        return ChangedImages.Outputs(
            context.Model, context.Image, context.Target, Count, (i, image) => ChangedImages.Replace(image, subsets.Of(i), fill));
    });

    /// <summary>The sum of a map over each subset.</summary>
    public double[] Sums(IMetricContext context, float[] map)
    {
        var (subsets, sums) = (All(context), new double[Count]);
        for (var i = 0; i < sums.Length; i++)
        {
            var sum = 0.0;
            foreach (var pixel in subsets.Of(i))
                sum += map[pixel];
            sums[i] = sum;
        }
        return sums;
    }

    /// <summary>The losses f(x) − f(x with the subset replaced).</summary>
    public double[] Losses(IMetricContext context, TargetScore score)
    {
        var whole = context.Output.Of(score, context.Target);
        return [.. Outputs(context).Of(score).Select(s => whole - s)];
    }

    private Drawing All(IMetricContext context)
    {
        var pixels = context.Map.Values.Length;
        var count = (long)Size * Count;
        return SharedDraws.AreKept(count)
            ? new Drawing(this, pixels, context.ShareForImage(new DrawsKey(Seed, Size, Count), () => new Drawing(this, pixels).All()))
            : new Drawing(this, pixels);
    }

    // The subsets of one image: those that are kept, or one drawn after the other.
    private sealed class Drawing(PixelSubsets subsets, int pixels, int[]? kept = null)
    {
        private readonly int[] _places = kept is null ? [.. Enumerable.Range(0, pixels)] : [];
        private readonly int[] _partners = kept is null ? new int[subsets.Size] : [];
        private readonly int[] _subset = kept is null ? new int[subsets.Size] : [];

        // Valid until the next one is asked for.
        public ReadOnlySpan<int> Of(int index)
        {
            if (kept is not null)
                return kept.AsSpan(index * subsets.Size, subsets.Size);
            Draw(index, _subset);
            return _subset;
        }

        public int[] All()
        {
            var all = new int[subsets.Size * subsets.Count];
            for (var i = 0; i < subsets.Count; i++)
                Draw(i, all.AsSpan(i * subsets.Size, subsets.Size));
            return all;
        }

        // The first steps of a Fisher–Yates shuffle of the places, which are put back afterwards.
        public void Draw(int index, Span<int> subset)
        {
            var random = subsets.Seed.For(index).Random();
            for (var i = 0; i < subset.Length; i++)
            {
                var j = _partners[i] = i + random.NextInt(pixels - i);
                (_places[i], _places[j]) = (_places[j], _places[i]);
                subset[i] = _places[i];
            }
            for (var i = subset.Length - 1; i >= 0; i--)
                (_places[i], _places[_partners[i]]) = (_places[_partners[i]], _places[i]);
        }
    }
}
