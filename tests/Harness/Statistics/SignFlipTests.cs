using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class SignFlipTests
{
    private static readonly Seed AnySeed = Seed.Of(11);

    [Test]
    public void Meeting_in_the_middle_counts_what_a_naive_enumeration_counts([Range(0, 12)] int images, [Values(1, 2, 6)] int decimals)
    {
        var random = AnySeed.For(images).For(decimals).Random();
        for (var repeat = 0; repeat < 10; repeat++)
        {
            // Few decimals make ties and zeros.
            double[] gains = [.. Enumerable.Range(0, images).Select(_ => Math.Round(random.NextGaussian() + 0.3, decimals))];
            var test = SignFlip.Counted(gains);
            Assert.That((test.Better, test.Worse, test.TwoSided), Is.EqualTo(Enumerated(gains)));
            Assert.That(test.Changed, Is.EqualTo(gains.Count(g => g != 0)));
        }
    }

    [TestCase(1)]
    [TestCase(8)]
    [TestCase(9)]
    [TestCase(37)]
    public void Looking_sums_up_gives_what_a_naive_loop_over_images_gives(int images)
    {
        var random = AnySeed.For(images).Random();
        double[] gains = [.. Enumerable.Range(0, images).Select(_ => random.NextGaussian())];
        bool[][] turned = [.. Enumerable.Range(0, 500).Select(_ => gains.Select(_ => random.NextInt(2) == 1).ToArray())];
        var expected = turned.Select(draw => gains.Zip(draw, (gain, turn) => turn ? -gain : gain).Sum());
        Assert.That(Flips.Of(turned).Sums(gains), Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void Drawn_flips_are_fair_and_agree_with_all_of_them()
    {
        var random = AnySeed.Random();
        double[] gains = [.. Enumerable.Range(0, 26).Select(_ => random.NextGaussian() + 0.3)];
        var (all, drawn) = (SignFlip.Counted(gains), SignFlip.Drawn(gains, Flips.Draw(26, 100_000, AnySeed)));
        foreach (var (p, estimate) in new[] { (all.Better, drawn.Better), (all.Worse, drawn.Worse), (all.TwoSided, drawn.TwoSided) })
            Assert.That(estimate, Is.EqualTo(p).Within(4 * Math.Sqrt(p * (1 - p) / 100_000) + 1e-5));
    }

    [Test]
    public void Up_to_twenty_images_with_a_gain_or_loss_all_flips_are_counted_above_as_many_are_drawn_as_the_family_needs()
    {
        var flipping = new Flipping(AnySeed);
        double[] gains = [.. Enumerable.Range(1, 20).Select(i => (double)i), 0, 0];
        Assert.That(SignFlip.Of(gains, flipping), Is.EqualTo(SignFlip.Counted(gains)));
        Assert.That(SignFlip.Of([.. gains, 1], flipping).Draws, Is.EqualTo(9999));
        Assert.That(SignFlip.Of([.. gains, 1], flipping, tests: 600).Draws, Is.EqualTo(24_000));
    }

    [Test]
    public void All_gains_have_the_smallest_p_there_is_and_draws_reach_no_smaller_one_than_one_in_all()
    {
        double[] gains = [.. Enumerable.Repeat(0.1, 30)];
        Assert.That(SignFlip.Counted(gains[..7]).Better, Is.EqualTo(SignFlip.Counted(gains[..7]).Smallest).And.EqualTo(1 / 128.0));
        Assert.That(SignFlip.Of(gains, new Flipping(AnySeed)).Better, Is.EqualTo(1e-4));
    }

    [Test]
    public void The_draws_do_not_depend_on_order_or_number()
    {
        var flipping = new Flipping(AnySeed);
        Assert.That(flipping.Of(30, 50), Is.SameAs(flipping.Of(30, 50)));
        double[] gains = [.. Enumerable.Range(0, 30).Select(i => Math.Sin(i))];
        var few = flipping.Of(30, 50).Sums(gains);
        Assert.That(new Flipping(AnySeed).Of(30, 200).Sums(gains)[..50], Is.EqualTo(few));
        Assert.That(new Flipping(Seed.Of(12)).Of(30, 50).Sums(gains), Is.Not.EqualTo(few));
    }

    [TestCase(1e-200)]
    [TestCase(1e-13)]
    [TestCase(1e13)]
    public void The_unit_of_the_score_changes_nothing(double scale)
    {
        var random = AnySeed.Random();
        double[] gains = [.. Enumerable.Range(0, 40).Select(_ => Math.Round(random.NextGaussian(), 1))];
        double[] scaled = [.. gains.Select(g => g * scale)];
        Assert.That(SignFlip.Of(scaled, new Flipping(AnySeed)), Is.EqualTo(SignFlip.Of(gains, new Flipping(AnySeed))));
        Assert.That(SignFlip.Counted(scaled[..12]), Is.EqualTo(SignFlip.Counted(gains[..12])));
    }

    [Test]
    public void Turning_all_gains_swaps_better_and_worse()
    {
        double[] gains = [0.3, -0.1, 0.2, 0.6, -0.2, 0];
        var (test, turned) = (SignFlip.Counted(gains), SignFlip.Counted([.. gains.Select(g => -g)]));
        Assert.That((turned.Better, turned.Worse, turned.TwoSided), Is.EqualTo((test.Worse, test.Better, test.TwoSided)));
    }

    // Of normal gains, p ≤ .05 with the probability ⌊.05·2ⁿ⌋/2ⁿ exactly; skewed ones: the simulation of 10,000 runs behind the reference.
    [TestCase("normal", 6, 3 / 64.0)]
    [TestCase("normal", 8, 12 / 256.0)]
    [TestCase("normal", 12, 204 / 4096.0)]
    [TestCase("right-skewed", 12, 0.0152)]
    public void False_marks_are_as_many_as_they_should_be(string gains, int images, double expected)
    {
        const int Runs = 5000;
        var random = AnySeed.For(images).Random();
        double Gain() => gains == "normal" ? random.NextGaussian() : -Math.Log(1 - random.NextDouble()) - 1;
        var marks = Enumerable.Range(0, Runs)
            .Count(_ => SignFlip.Counted([.. Enumerable.Range(0, images).Select(_ => Gain())]).Better <= 0.05);
        Assert.That(marks / (double)Runs, Is.EqualTo(expected).Within(3.5 * Math.Sqrt(expected * (1 - expected) * (1.0 / Runs + 1e-4))));
    }

    [Test]
    public void What_cannot_be_tested_is_an_error()
    {
        Assert.That(() => SignFlip.Counted([1, double.NaN]), Throws.ArgumentException);
        Assert.That(() => SignFlip.Counted([.. Enumerable.Repeat(1.0, 45)]), Throws.ArgumentException);
        Assert.That(() => SignFlip.Drawn([1, 2], Flips.Draw(3, 10, AnySeed)), Throws.ArgumentException);
        Assert.That(() => Flips.Of([[true], [true, false]]), Throws.ArgumentException);
    }

    private static (double Better, double Worse, double TwoSided) Enumerated(double[] gains)
    {
        var (total, slack) = (gains.Sum(), 1e-12 * gains.Sum(Math.Abs));
        var (better, worse, two, all) = (0, 0, 0, 1 << gains.Length);
        for (var flips = 0; flips < all; flips++)
        {
            var sum = gains.Select((g, i) => (flips >> i & 1) == 1 ? -g : g).Sum();
            better += sum >= total - slack ? 1 : 0;
            worse += sum <= total + slack ? 1 : 0;
            two += Math.Abs(sum) >= Math.Abs(total) - slack ? 1 : 0;
        }
        return ((double)better / all, (double)worse / all, (double)two / all);
    }
}
