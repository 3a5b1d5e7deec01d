using VisEval.Core;

namespace VisEval.Harness.Statistics;

/// <summary>The resamples behind many intervals: all of one seed, so the same draws for the same number of images.</summary>
/// <param name="seed">Where the draws start.</param>
internal sealed class Resampling(Seed seed)
{
    // 64 MB of indices; many methods that lack different images have many numbers of images.
    private readonly Kept<(int Images, int Resamples), int[][]> _kept = new(16_000_000);

    /// <summary>Where the draws start.</summary>
    public Seed Seed => seed;

    /// <summary>Resamples of as many images as there are, by index, as <see cref="Bootstrap"/> draws them from the seed.</summary>
    public IEnumerable<int[]> Of(int images, int resamples) =>
        _kept.Of((images, resamples), (long)images * resamples, key => [.. Bootstrap.Draws(key.Images, seed, key.Resamples)])
        ?? Bootstrap.Draws(images, seed, resamples);
}
