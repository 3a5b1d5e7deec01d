using System.Collections.Concurrent;
using VisEval.Core;

namespace VisEval.Harness.Statistics;

/// <summary>The flips behind many sign-flip tests: all of one seed, so the same for the same number of images, drawn once.</summary>
/// <param name="seed">Where the draws start.</param>
internal sealed class Flipping(Seed seed)
{
    private readonly ConcurrentDictionary<(int Images, int Draws), Flips> _kept = new();

    /// <summary>Flips of as many images.</summary>
    /// <param name="images">The number of images.</param>
    /// <param name="draws">The number of draws.</param>
    public Flips Of(int images, int draws) => _kept.GetOrAdd((images, draws), key => Flips.Draw(key.Images, key.Draws, seed));
}
