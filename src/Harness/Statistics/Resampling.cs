using System.Collections.Concurrent;
using VisEval.Core;

namespace VisEval.Harness.Statistics;

/// <summary>The resamples behind many intervals: all of one seed, so the same draws for the same number of images, made once.</summary>
/// <param name="seed">Where the draws start.</param>
internal sealed class Resampling(Seed seed)
{
    // More than this is drawn again each time rather than kept.
    private const int MostKept = 4_000_000;

    private readonly ConcurrentDictionary<(int Images, int Resamples), int[][]> _kept = new();

    /// <summary>Where the draws start.</summary>
    public Seed Seed => seed;

    /// <summary>Resamples of as many images as there are, by index, as <see cref="Bootstrap"/> draws them from the seed.</summary>
    public IEnumerable<int[]> Of(int images, int resamples) => (long)images * resamples > MostKept
        ? Bootstrap.Draws(images, seed, resamples)
        : _kept.GetOrAdd((images, resamples), key => [.. Bootstrap.Draws(key.Images, seed, key.Resamples)]);
}
