using System.Collections.Concurrent;
using VisEval.Core;

namespace VisEval.Harness.Statistics;

/// <summary>The flips behind many sign-flip tests: all of one seed, so the same for the same number of images, drawn once.</summary>
/// <param name="seed">Where the draws start.</param>
public sealed class Flipping(Seed seed)
{
    // Threads that ask at once draw once.
    private readonly ConcurrentDictionary<(int Images, int Draws), Lazy<Flips>> _kept = new();

    /// <summary>Flips of as many images.</summary>
    /// <param name="images">The number of images.</param>
    /// <param name="draws">The number of draws.</param>
    public Flips Of(int images, int draws) =>
        _kept.GetOrAdd((images, draws), key => new(() => Flips.Draw(key.Images, key.Draws, seed))).Value;
}
