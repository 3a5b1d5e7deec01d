using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class DominanceTests
{
    private static SignCount[] Item(params double[][] differences) => [.. differences.Select(d => SignCount.Of(d))];

    [Test]
    public void Is_gains_minus_losses_over_comparisons_ties_included() =>
        Assert.That(Dominance.Mean([Item([3, 0], [-1], [1e6])], [0, 1, 2]), Is.EqualTo(0.25));

    [Test]
    public void Every_item_counts_the_same_however_many_comparisons_it_has() =>
        Assert.That(Dominance.Mean([Item([1, 1, 1, 1]), Item([-1])], [0]), Is.Zero);

    [Test]
    public void An_image_drawn_twice_counts_twice() =>
        Assert.That(Dominance.Mean([Item([1], [-1])], [0, 0, 1]), Is.EqualTo(1.0 / 3).Within(1e-12));

    [Test]
    public void Items_without_a_comparison_on_the_drawn_images_are_left_out()
    {
        Assert.That(Dominance.Mean([Item([1], []), Item([-1], [-1])], [1]), Is.EqualTo(-1));
        Assert.That(Dominance.Mean([Item([1], [])], [1]), Is.Null);
        Assert.That(Dominance.Mean([], [0]), Is.Null);
    }

    [Test]
    public void Differences_within_rounding_are_ties() =>
        Assert.That(SignCount.Of([1e-15, -1e-15, 2], 1e-12), Is.EqualTo(new SignCount(1, 3)));
}
