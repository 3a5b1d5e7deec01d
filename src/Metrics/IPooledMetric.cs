using VisEval.Core;

namespace VisEval.Metrics;

/// <summary>A metric whose number over many images is not the mean of the numbers of single ones: a best threshold, an area over
/// all pixels.</summary>
public interface IPooledMetric : IMetric
{
    /// <summary>Why an image alone has no such number: not a missing one, since no image could have it.</summary>
    static CellState OfOneImage { get; } = CellState.Undefined("one-image");

    /// <summary>The numbers over images, one entry for each of <see cref="IMetric.Scores"/>, in that order.</summary>
    /// <param name="images">The results for single images, with their curves; those without a number are left out before.
    /// Not empty.</param>
    IReadOnlyList<ScoreValue> Pool(IReadOnlyList<MetricResult> images);

    /// <summary>The images prepared for pooling many draws of them, as a bootstrap needs it.</summary>
    /// <param name="images">As for <see cref="Pool"/>.</param>
    IImagePool Gather(IReadOnlyList<MetricResult> images) => new PlainPool(this, images);
}
