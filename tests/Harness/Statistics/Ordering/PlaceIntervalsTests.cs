using VisEval.Core;
using VisEval.Harness.Statistics;
using VisEval.Harness.Statistics.Ordering;
using VisEval.Metrics;

namespace VisEval.Tests.Harness.Statistics.Ordering;

public sealed class PlaceIntervalsTests
{
    private static readonly Criterion[] Criteria =
        [new("a", Direction.Higher), new("a", Direction.Lower), new("b", Direction.Higher)];

    private static readonly Flipping Flips = new(Seed.Of(1));

    [TestCase(12)]
    [TestCase(27)]
    public void Agree_with_a_naive_twin_that_tests_one_pair_after_the_other(int images)
    {
        const int methods = 6;
        var values = Table(images, methods, images, (random, method) => random.NextGaussian() + 0.4 * method);
        var places = PlaceIntervals.Of(values, Direction.Higher, Flips);
        const int pairs = methods * (methods - 1) / 2;
        Assert.That(places.Pairs, Has.Count.EqualTo(pairs));
        foreach (var pair in places.Pairs)
        {
            double[] gains = [.. values.Select(image => image[pair.First] - image[pair.Second])];
            Assert.That(pair.Probability, Is.EqualTo(SignFlip.Of(gains, Flips, pairs).TwoSided));
        }
        var means = Enumerable.Range(0, methods).Select(m => values.Average(image => image[m])).ToList();
        for (var m = 0; m < methods; m++)
        {
            bool Differs(int o) => places.Pairs.Any(
                p => (p.First, p.Second) == (Math.Min(m, o), Math.Max(m, o)) && p.Adjusted <= 0.05);
            Assert.That(places.Places[m].Best, Is.EqualTo(1 + Enumerable.Range(0, methods).Count(o => Differs(o) && means[o] > means[m])));
            Assert.That(places.Places[m].Worst,
                Is.EqualTo(methods - Enumerable.Range(0, methods).Count(o => Differs(o) && means[o] < means[m])));
            Assert.That(places.Places[m].TiedWithFirst, Is.EqualTo(!Differs(places.First)));
        }
    }

    // Every method is equal, so each has every true place: one interval short of [1, k] is an error. Five images can show nothing.
    [TestCase(40, 400)]
    [TestCase(12, 400)]
    public void Of_equal_methods_they_exclude_a_place_in_at_most_one_run_of_twenty(int images, int runs)
    {
        const int methods = 5;
        var wrong = Enumerable.Range(0, runs).Count(run =>
        {
            var values = Table(run, methods, images, (random, _) => Math.Pow(random.NextDouble(), 2));
            var ranks = ImageRanks.Of([new("a", Direction.Higher)], [Turned(values)]);
            return PlaceIntervals.Of(ranks.ByImage, Direction.Lower, Flips).Places.Any(p => p is not { Best: 1, Worst: methods });
        });
        // Two standard errors above 5 %.
        Assert.That(wrong / (double)runs, Is.LessThanOrEqualTo(0.072));
    }

    [Test]
    public void Methods_that_differ_much_have_a_place_of_their_own()
    {
        var places = PlaceIntervals.Of(Table(1, 4, 30, (random, m) => random.NextDouble() + 2 * m), Direction.Higher, Flips);
        Assert.That(places.Places.Select(p => (p.Best, p.Worst)), Is.EqualTo(new[] { (4, 4), (3, 3), (2, 2), (1, 1) }));
        Assert.That(places.Places.Select(p => p.TiedWithFirst), Is.EqualTo(new[] { false, false, false, true }));
    }

    // Ranks within an image see order alone: any increasing change of a criterion's numbers, the same for all methods, changes nothing.
    [Test]
    public void Another_unit_or_scale_of_a_criterion_changes_nothing()
    {
        var scores = Scores(5, 6, 16);
        var scaled = scores.Select((criterion, c) => criterion.Select(m => m.Select(v => c == 0 ? Math.Exp(v!.Value / 2) : v).ToArray())
            .ToArray()).ToArray();
        AssertSame(Of(scores), Of(scaled));
    }

    // A method whose numbers are scaled up keeps its order with the others in no image where that moves it, but the others keep theirs:
    // the rank of one against another loses or gains the same where the scaled one passes both, and one place where it passes one alone.
    // What holds exactly: if the scaled method stays on its side of all others, as one that is last in every image does, nothing changes.
    [Test]
    public void Scaling_a_method_that_stays_last_changes_nothing()
    {
        var scores = Scores(6, 5, 14);
        foreach (var (criterion, values) in scores.Index())
            values[4] = [.. values[4].Select(v => (double?)(Criteria[criterion].Better == Direction.Higher ? -10 - v * v : 10 + v * v))];
        var scaled = scores.Select(c => c.Select((m, i) => i == 4 ? m.Select(v => 1e6 * v).ToArray() : m).ToArray()).ToArray();
        AssertSame(Of(scores), Of(scaled));
    }

    // A clone ties with its original everywhere. It moves the rank difference of two others in an image by the criteria in which the
    // original stands between them, never its sign: so the order of two others within any criterion of any image is untouched, and a method
    // that was better in every image and criterion remains so. Means over images may move; what is shown to differ needs more (below).
    [Test]
    public void A_clone_ties_with_its_original_and_turns_no_order_within_a_criterion([Range(1, 5)] int seed)
    {
        var scores = Scores(seed, 5, 14);
        double?[][][] cloned = [.. scores.Select(c => (double?[][])[.. c, c[2]])];
        for (var image = 0; image < 14; image++)
        {
            var (before, after) = (Votes(scores, image), Votes(cloned, image));
            for (var criterion = 0; criterion < Criteria.Length; criterion++)
                for (var a = 0; a < 5; a++)
                    for (var b = 0; b < 5; b++)
                        Assert.That(
                            Math.Sign(after.CriterionRanks[criterion][a] - after.CriterionRanks[criterion][b]),
                            Is.EqualTo(Math.Sign(before.CriterionRanks[criterion][a] - before.CriterionRanks[criterion][b])));
        }
        var places = Of(cloned);
        Assert.That(places.Places[5], Is.EqualTo(places.Places[2]));
        Assert.That(places.Pairs.Single(p => (p.First, p.Second) == (2, 5)).Probability, Is.EqualTo(1));
    }

    [Test]
    public void A_clone_of_a_method_that_stands_outside_two_others_changes_nothing_between_them()
    {
        var scores = Scores(6, 4, 14);
        foreach (var (criterion, values) in scores.Index())
            values[3] = [.. values[3].Select(v => (double?)(Criteria[criterion].Better == Direction.Higher ? -10 - v * v : 10 + v * v))];
        double?[][][] cloned = [.. scores.Select(c => (double?[][])[.. c, c[3]])];
        var (before, after) = (Of(scores), Of(cloned));
        foreach (var pair in before.Pairs.Where(p => p.Second < 3))
            Assert.That(after.Pairs.Single(p => (p.First, p.Second) == (pair.First, pair.Second)).Probability,
                Is.EqualTo(pair.Probability));
        Assert.That(after.Places.Take(3).Select(p => p.Mean), Is.EqualTo(before.Places.Take(3).Select(p => p.Mean)));
    }

    [TestCase(18)]
    [TestCase(20)]
    [TestCase(1000)]
    public void Eighty_methods_take_about_a_second(int images)
    {
        var values = Table(1, 80, images, (random, m) => random.NextGaussian() + 0.02 * m);
        PlaceIntervals.Of(Table(1, 3, 30, (random, _) => random.NextGaussian()), Direction.Lower, Flips);
        var before = Environment.CpuUsage.TotalTime;
        var places = PlaceIntervals.Of(values, Direction.Lower, new Flipping(Seed.Of(2)));
        var spent = Environment.CpuUsage.TotalTime - before;
        TestContext.Out.WriteLine($"{images} images: {spent.TotalSeconds:F2} s of processor");
        Assert.That(places.Pairs, Has.Count.EqualTo(80 * 79 / 2));
        // Time of the processor, not of the clock, and wide: other tests run beside it.
        Assert.That(spent, Is.LessThan(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public void A_single_method_is_first() =>
        Assert.That(PlaceIntervals.Of([[1], [2]], Direction.Lower, Flips).Places.Single(), Is.EqualTo(new Place(1.5, 1, 1, true)));

    [Test]
    public void What_cannot_be_placed_is_an_error()
    {
        Assert.That(() => PlaceIntervals.Of([], Direction.Lower, Flips), Throws.ArgumentException);
        Assert.That(() => PlaceIntervals.Of([[1, 2], [1]], Direction.Lower, Flips), Throws.ArgumentException);
        Assert.That(() => PlaceIntervals.Of([[1, double.NaN]], Direction.Lower, Flips), Throws.ArgumentException);
    }

    private static void AssertSame(PlaceIntervals a, PlaceIntervals b)
    {
        Assert.That(a.Places, Is.EqualTo(b.Places));
        Assert.That(a.Pairs, Is.EqualTo(b.Pairs));
    }

    private static PlaceIntervals Of(double?[][][] scores) =>
        PlaceIntervals.Of(ImageRanks.Of(Criteria, scores).ByImage, Direction.Lower, Flips);

    private static ConstructVotes Votes(double?[][][] scores, int image) =>
        ConstructVotes.Of(Criteria, [.. scores.Select(c => c.Select(m => m[image]).ToArray())])!;

    private static double?[][][] Scores(int seed, int methods, int images) =>
        [.. Criteria.Select((_, c) => Turned(Table(seed * 100 + c, methods, images, (random, m) => random.NextGaussian() + 0.7 * m)))];

    private static double[][] Table(int seed, int methods, int images, Func<RandomSource, int, double> draw)
    {
        var random = Seed.Of(seed).Random();
        return [.. Enumerable.Range(0, images).Select(_ => Enumerable.Range(0, methods).Select(m => draw(random, m)).ToArray())];
    }

    private static double?[][] Turned(double[][] table) =>
        [.. Enumerable.Range(0, table[0].Length).Select(i => table.Select(r => (double?)r[i]).ToArray())];
}
