using VisEval.Harness.Statistics.Ordering;
using VisEval.Metrics;

namespace VisEval.Tests.Harness.Statistics.Ordering;

public sealed class ImageRanksTests
{
    private static readonly Criterion[] One = [new("a", Direction.Higher)];

    [Test]
    public void An_image_in_which_nothing_has_a_value_is_left_out()
    {
        var ranks = ImageRanks.Of(One, [[[1, null, 3], [2, null, null]]]);
        Assert.That(ranks.Images, Is.EqualTo(new[] { 0, 2 }));
        Assert.That(ranks.ByImage, Is.EqualTo(new double[][] { [2, 1], [1, 2] }));
    }

    // A mean would let one image speak for the others; ranks within images do not.
    [Test]
    public void How_hard_an_image_is_does_not_count()
    {
        var ranks = ImageRanks.Of(One, [[[1, 1, 1000], [2, 2, 1]]]);
        Assert.That(ranks.ByImage, Is.EqualTo(new double[][] { [2, 1], [2, 1], [1, 2] }));
    }

    [Test]
    public void Images_must_be_the_same_for_all() =>
        Assert.That(() => ImageRanks.Of(One, [[[1, 2], [1]]]), Throws.ArgumentException.With.Message.Contains("2 and 1"));

    [Test]
    public void Nothing_to_rank_gives_no_images() => Assert.That(ImageRanks.Of([], []).Images, Is.Empty);
}
