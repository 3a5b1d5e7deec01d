using VisEval.Core;

namespace VisEval.Harness.Statistics;

/// <summary>The flips behind many sign-flip tests: all of one seed, so the same for the same number of images, mostly drawn once.</summary>
/// <param name="seed">Where the draws start.</param>
internal sealed class Flipping(Seed seed)
{
    // 512 million flips take 64 MB.
    private readonly Kept<(int Images, int Draws), Flips> _kept = new(512_000_000);

    /// <summary>Flips of as many images.</summary>
    /// <param name="images">The number of images.</param>
    /// <param name="draws">The number of draws.</param>
    public Flips Of(int images, int draws) =>
        _kept.Of((images, draws), (long)images * draws, Drawn) ?? Drawn((images, draws));

    private Flips Drawn((int Images, int Draws) key) => Flips.Draw(key.Images, key.Draws, seed);
}
