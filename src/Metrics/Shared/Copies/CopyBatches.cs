using VisEval.Core;
using VisEval.Metrics.Shared.Outputs;

namespace VisEval.Metrics.Shared.Copies;

/// <summary>Changed copies of the explained image, in batches that bound the memory.</summary>
internal static class CopyBatches
{
    /// <summary>The copies, in order. Where one batch holds them all it is drawn once for every explanation of the image.</summary>
    /// <param name="context">The explanation.</param>
    /// <param name="key">Everything that determines the copies, compared by value, apart from image and
    /// <see cref="IMetricContext.SharedSeed"/>.</param>
    /// <param name="count">The number of copies.</param>
    /// <param name="write">Writes a copy, C·H·W values that are 0 before; called in order.</param>
    public static IEnumerable<Tensor> Of(IMetricContext context, object key, int count, Action<int, Span<float>> write)
    {
        for (var start = 0; start < count; start += MetricWork.ImagesPerCall)
        {
            var (first, images) = (start, Math.Min(MetricWork.ImagesPerCall, count - start));
            Tensor Draw()
            {
                var batch = Tensor.Zeros([images, .. context.Image.Shape[1..]]);
                for (var i = 0; i < images; i++)
                    write(first + i, batch.Item(i));
                return batch;
            }
            yield return images == count ? SharedDraws.Of(context, key, (long)count * context.Image.Length, Draw) : Draw();
        }
    }
}
