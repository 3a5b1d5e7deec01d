using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

/// <summary>What is kept is made once, and what has no room is the same all the same.</summary>
public sealed class KeptTests
{
    [Test]
    public void Values_are_kept_until_the_room_is_full()
    {
        var (kept, made) = (new Kept<int, string>(10), new List<int>());
        string Make(int key)
        {
            made.Add(key);
            return $"{key}";
        }
        Assert.That(new[] { kept.Of(1, 6, Make), kept.Of(1, 6, Make) }, Is.EqualTo(new[] { "1", "1" }));
        Assert.That(kept.Of(2, 5, Make), Is.Null);
        Assert.That(kept.Of(3, 4, Make), Is.EqualTo("3"));
        Assert.That(kept.Of(3, 4, Make), Is.EqualTo("3"));
        Assert.That(made, Is.EqualTo(new[] { 1, 3 }));
    }

    [Test]
    public void Draws_that_have_no_room_are_those_of_the_seed()
    {
        var resampling = new Resampling(Seed.Of(3));
        foreach (var images in new[] { 20_000, 9_000, 20_000 })
            Assert.That(
                resampling.Of(images, 999).Take(3).SequenceEqual(Bootstrap.Draws(images, Seed.Of(3), 3), new SameNumbers()), $"{images}");
        var flipping = new Flipping(Seed.Of(3));
        double[] gains = [.. Enumerable.Range(0, 40).Select(i => i % 3 - 0.5)];
        Assert.That(flipping.Of(600_000, 999).Images, Is.EqualTo(600_000));
        Assert.That(SignFlip.Of(gains, flipping, 3), Is.EqualTo(SignFlip.Of(gains, new Flipping(Seed.Of(3)), 3)));
    }

    private sealed class SameNumbers : EqualityComparer<int[]>
    {
        public override bool Equals(int[]? x, int[]? y) => x!.SequenceEqual(y!);

        public override int GetHashCode(int[] obj) => obj.Length;
    }
}
