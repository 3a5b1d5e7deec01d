using System.Reflection;
using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Localization;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Localization;

/// <summary>Ignored pixels, such as PASCAL VOC's void borders, are neither target nor background of any metric of regions.</summary>
public sealed class IgnoredPixelsTests
{
    private const int Side = 40;
    private static readonly Catalogue<IMetric> Catalogue = new(typeof(IMetric).Assembly);

    // A metric of boxes knows no ignored pixels of a map: a void border would cut the map along the outline that is to be found.
    private static IEnumerable<string> Units => Catalogue.Entries
        .Where(e => e.Type.GetCustomAttribute<NeedsAnnotationAttribute>()?.Annotation == Annotation.Region)
        .SelectMany(e => e.Dialects.Keys.Select(d => $"{e.Name}@{d}").Prepend(e.Name));

    private static PixelMask Target => Where((y, x) => y is >= 5 and < 15 && x is >= 4 and < 20);

    private static PixelMask Second => Where((y, x) => y is >= 22 and < 36 && x is >= 10 and < 30);

    // A ring round the target, and a crowd elsewhere that covers a corner of the second.
    private static PixelMask Ignored => Where((y, x) =>
        (y is >= 3 and < 17 && x is >= 2 and < 22 && !(y is >= 5 and < 15 && x is >= 4 and < 20)) || (y >= 30 && x >= 26));

    [TestCaseSource(nameof(Units))]
    public void What_a_map_shows_on_ignored_pixels_changes_no_number(string unit)
    {
        var metric = Catalogue.Create(unit).Value;
        var (map, other) = (Drawn(1), Drawn(2));
        var expected = metric.Evaluate(Context(map, other, Ignored));
        Assert.That(expected.Scores.Select(s => s.State.Text).Except(["undefined:one-image"]), Is.All.EqualTo("ok"));
        foreach (var value in new[] { 0f, 1e3f, -1e3f })
        {
            var changed = metric.Evaluate(Context(Painted(map, value), Painted(other, -value), Ignored));
            Assert.That(changed.Scores, Is.EqualTo(expected.Scores), $"{value}");
            Assert.That(changed.Curves.Select(c => c.Y), Is.EqualTo(expected.Curves.Select(c => c.Y)), $"{value}");
        }
    }

    [TestCaseSource(nameof(Units))]
    public void A_set_of_no_ignored_pixels_changes_no_number(string unit)
    {
        var metric = Catalogue.Create(unit).Value;
        var (map, other) = (Drawn(3), Drawn(4));
        Assert.That(
            metric.Evaluate(Context(map, other, Where((_, _) => false))).Scores,
            Is.EqualTo(metric.Evaluate(Context(map, other, null)).Scores));
    }

    [TestCaseSource(nameof(Units))]
    public void A_map_that_is_constant_but_for_ignored_pixels_is_constant(string unit)
    {
        var metric = Catalogue.Create(unit).Value;
        var (even, painted) = (Drawn(1), Drawn(1));
        Array.Fill(even.Values, 0.5f);
        Array.Fill(painted.Values, 0.5f);
        var expected = metric.Evaluate(Context(even, even, Ignored)).Scores;
        Assert.That(metric.Evaluate(Context(Painted(painted, 2), Painted(painted, 2), Ignored)).Scores, Is.EqualTo(expected));
    }

    [Test]
    public void Numbers_are_those_of_loops_over_the_pixels_that_count()
    {
        var (map, context) = (Drawn(5), Context(Drawn(5), Drawn(6), Ignored));
        int[] counted = [.. Enumerable.Range(0, Side * Side).Where(i => !Ignored.Pixels[i])];
        int[] target = [.. counted.Where(i => Target.Pixels[i])];
        double Of(IMetric metric) => metric.Evaluate(context).Scores[0].Value!.Value;
        double Positive(IEnumerable<int> pixels) => pixels.Sum(i => Math.Max(0.0, map.Values[i]));
        int Among(int count) => counted.OrderByDescending(i => map.Values[i]).Take(count).Count(i => Target.Pixels[i]);

        Assert.That(Of(new EnergyPointingGame()), Is.EqualTo(Positive(target) / Positive(counted)).Within(1e-12));
        Assert.That(Of(new RelevanceMass(Relevance.Absolute)), Is.EqualTo(
            target.Sum(i => Math.Abs((double)map.Values[i])) / counted.Sum(i => Math.Abs((double)map.Values[i]))).Within(1e-12));
        Assert.That(Of(new RelevanceRank()), Is.EqualTo((double)Among(target.Length) / target.Length).Within(1e-12));
        Assert.That(Of(new TopKIntersection(50)), Is.EqualTo(Among(50) / 50.0).Within(1e-12));
        Assert.That(
            Of(new TopKIntersection(50, ConceptInfluence: true)),
            Is.EqualTo(Among(50) / 50.0 * counted.Length / target.Length).Within(1e-12));
        var pairs = from i in target from j in counted where !Target.Pixels[j] select map.Values[i] > map.Values[j] ? 1.0 : 0;
        Assert.That(Of(new LocalizationAuc()), Is.EqualTo(pairs.Average()).Within(1e-12));
        var peak = counted.MaxBy(i => map.Values[i]);
        Assert.That(
            Of(new PointingGame(0)), Is.EqualTo(Target.Pixels[peak] ? 1 : 0));
    }

    [Test]
    public void The_contrast_leaves_out_what_is_ignored_for_either_class()
    {
        var (map, other) = (Drawn(7), Drawn(8));
        int[] counted = [.. Enumerable.Range(0, Side * Side).Where(i => !Ignored.Pixels[i])];
        double Share(SaliencyMap of, PixelMask region) =>
            counted.Where(i => region.Pixels[i]).Sum(i => Math.Max(0.0, of.Values[i])) / counted.Sum(i => Math.Max(0.0, of.Values[i]));
        var expected = (Share(map, Target) - Share(map, Second) + Share(other, Second) - Share(other, Target)) / 2;
        Assert.That(
            new ClassContrast().Evaluate(Context(map, other, Ignored)).Scores[0].Value, Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void Precision_and_recall_count_the_pixels_that_count()
    {
        // Target 4 and 2, background 3 and 0; 9, −9 and 1 are ignored: precision 1 at recall ½, ⅔ at recall 1.
        var truth = Truths.Of("#.#....") with { InputIgnored = new PixelMask([false, false, false, true, false, true, true], 1, 7) };
        var map = new SaliencyMap([4, 3, 2, 9, 0, -9, 1], 1, 7);
        Assert.That(
            new PxAp().Evaluate(new FakeMetricContext(map) { Truth = truth }).Scores[0].Value,
            Is.EqualTo(0.5 * 1 + 0.5 * 2 / 3).Within(1e-15));
    }

    [TestCase(0, 4, "ok")]
    [TestCase(5, 9, "undefined:on-ignored")]
    public void A_box_round_a_crowd_is_neither_right_nor_wrong(int from, int to, string state)
    {
        var map = new SaliencyMap([.. Enumerable.Range(0, 10).Select(x => x >= from && x < to ? 1f : 0)], 1, 10);
        var truth = Truths.Of(new PixelMask([.. Enumerable.Range(0, 10).Select(x => x < 4)], 1, 10), new Box(0, 0, 4, 1)) with
        {
            InputIgnored = new PixelMask([.. Enumerable.Range(0, 10).Select(x => x > 5)], 1, 10),
        };
        foreach (var metric in new IMetric[] { new LocalizationIou(), new LocalizationAccuracy(Top: 0) })
            Assert.That(metric.Evaluate(new FakeMetricContext(map) { Truth = truth }).Scores[0].State.Text, Is.EqualTo(state));
    }

    private static FakeMetricContext Context(SaliencyMap map, SaliencyMap other, PixelMask? ignored)
    {
        PixelMask Left(PixelMask region) =>
            ignored is null ? region : region with { Pixels = [.. region.Pixels.Zip(ignored.Pixels, (r, i) => r && !i)] };
        GroundTruth Of(PixelMask region) => Truths.Of(Left(region)) with { InputIgnored = ignored, OriginalIgnored = ignored };
        return new FakeMetricContext(map)
        {
            Image = Tensor.Zeros(1, 1, Side, Side),
            Labels = [0, 1],
            Truth = Of(Target),
            Truths = _ => Of(Second),
            Answer = (_, _, _) => new Attribution(new Tensor(other.Values, Side, Side)),
        };
    }

    private static SaliencyMap Drawn(int seed)
    {
        var random = Seed.Of(seed).Random();
        return new SaliencyMap([.. Enumerable.Range(0, Side * Side).Select(_ => (float)random.NextGaussian())], Side, Side);
    }

    private static SaliencyMap Painted(SaliencyMap map, float value) =>
        new([.. map.Values.Select((v, i) => Ignored.Pixels[i] ? value : v)], Side, Side);

    private static PixelMask Where(Func<int, int, bool> has) =>
        new([.. Enumerable.Range(0, Side * Side).Select(i => has(i / Side, i % Side))], Side, Side);
}
