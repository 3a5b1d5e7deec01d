namespace VisEval.Metrics;

/// <summary>The results of many images, ready to be pooled in any composition.</summary>
public interface IImagePool
{
    /// <summary>The numbers over each draw of images, equal to <see cref="IPooledMetric.Pool"/> over the drawn results.</summary>
    /// <param name="draws">Images by index, repeated as drawn; none empty.</param>
    IEnumerable<IReadOnlyList<ScoreValue>> Over(IEnumerable<IReadOnlyList<int>> draws);
}

/// <summary>Pools every draw anew: right for any metric, and slow.</summary>
internal sealed class PlainPool(IPooledMetric metric, IReadOnlyList<MetricResult> images) : IImagePool
{
    public IEnumerable<IReadOnlyList<ScoreValue>> Over(IEnumerable<IReadOnlyList<int>> draws) =>
        draws.Select(drawn => metric.Pool([.. drawn.Select(i => images[i])]));
}
