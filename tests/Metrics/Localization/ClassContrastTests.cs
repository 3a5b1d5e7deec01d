using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Localization;
using VisEval.Metrics.Shared.Similarity;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Localization;

public class ClassContrastTests
{
    private static readonly GroundTruth Left = Truths.Of("##..", "##..");
    private static readonly GroundTruth Right = Truths.Of("...#", "...#");

    [Test]
    public void Maps_on_their_own_objects_have_1_and_swapped_ones_minus_1() =>
        Assert.Multiple(() =>
        {
            Assert.That(Score([1, 2, 0, 0, 1, 0, 0, 0], [0, 0, 0, 1, 0, 0, 0, 5])[0].Value, Is.EqualTo(1));
            Assert.That(Score([0, 0, 0, 1, 0, 0, 0, 5], [1, 2, 0, 0, 1, 0, 0, 0])[0].Value, Is.EqualTo(-1));
        });

    [TestCase(new float[] { 4, 3, 2, 1, 0, -1, 5, 2 })]
    [TestCase(new float[] { 1, 1, 0, 0, 1, 1, 0, 0 })]
    public void A_map_that_does_not_ask_for_the_class_has_exactly_0_however_good_it_looks(float[] map)
    {
        var scores = Score(map, map);
        Assert.That(scores[0].Value, Is.Zero);
        Assert.That(scores[1].Value, Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void A_constant_map_has_a_contrast_of_0_and_no_correlation()
    {
        var scores = Score([2, 2, 2, 2, 2, 2, 2, 2], [2, 2, 2, 2, 2, 2, 2, 2]);
        Assert.That(scores[0].Value, Is.Zero);
        Assert.That(scores[1].State.Text, Is.EqualTo("degenerate:constant"));
    }

    [Test]
    public void By_hand_and_the_same_for_either_target()
    {
        // Own map: 4 of 8 on the left, 1 on the right; the other: 2 of 4 on the right, 1 on the left. Negative values do not count.
        float[] own = [3, 1, 3, 1, 0, -7, 0, 0], other = [1, -2, 1, 2, 0, 0, 0, 0];
        var scores = Score(own, other);
        Assert.That(scores[0].Value, Is.EqualTo((4 / 8.0 - 1 / 8.0 + 2 / 4.0 - 1 / 4.0) / 2).Within(1e-15));
        Assert.That(scores[1].Value, Is.EqualTo(Spearman.Correlation(own, other)).Within(1e-15));
        Assert.That(Score([.. own.Select(v => v * 50)], other)[0].Value, Is.EqualTo(scores[0].Value));
        var turned = new ClassContrast().Evaluate(Context(other, own, Right, Left));
        Assert.That(turned.Scores.Select(s => s.Value), Is.EqualTo(scores.Select(s => s.Value)).Within(1e-15));
    }

    [Test]
    public void What_the_regions_share_belongs_to_neither()
    {
        // Both regions have column 1; all energy of both maps is there.
        var scores = new ClassContrast().Evaluate(Context([0, 1, 0, 0], [0, 2, 0, 0], Truths.Of("##.."), Truths.Of(".##."))).Scores;
        Assert.That(scores[0].Value, Is.Zero);
        Assert.That(
            new ClassContrast().Evaluate(Context([0, 1, 0, 0], [0, 2, 0, 0], Truths.Of("##.."), Truths.Of(".#..")))
                .Scores.Select(s => s.State.Text),
            Has.All.EqualTo("undefined:same-region"));
    }

    [TestCase(new float[] { -1, 0, 0, 0, 0, 0, 0, 0 }, new float[] { 0, 0, 0, 0, 0, 0, 0, 1 }, "degenerate:empty", "ok")]
    [TestCase(new float[] { 0, 0, 0, 0, 0, 0, 0, 1 }, new float[] { -1, 0, 0, 0, 0, 0, 0, 0 }, "degenerate:empty-for-other-class", "ok")]
    [TestCase(new float[] { 0, 0, 0, 0, 0, 0, 0, 1 }, new float[] { 3, 3, 3, 3, 3, 3, 3, 3 }, "ok", "degenerate:constant-for-other-class")]
    [TestCase(new float[] { 0, 0, 0, 0, 0, 0, 0, 1 }, new float[] { 0, 0, float.NaN, 0, 0, 0, 0, 1 },
        "degenerate:not-finite-for-other-class", "degenerate:not-finite-for-other-class")]
    [TestCase(new float[] { 0, float.NaN, 0, 0, 0, 0, 0, 1 }, new float[] { 0, 0, 0, 0, 0, 0, 0, 1 },
        "degenerate:not-finite", "degenerate:not-finite")]
    public void Each_number_has_the_state_of_what_it_lacks(float[] own, float[] other, string contrast, string correlation) =>
        Assert.That(Score(own, other).Select(s => s.State.Text), Is.EqualTo(new[] { contrast, correlation }));

    [Test]
    public void Without_a_second_class_with_a_region_the_metric_does_not_apply()
    {
        var map = new SaliencyMap([1, 2, 3, 4], 1, 4);
        var one = new FakeMetricContext(map) { Target = 1, Labels = [1, 2], Truth = Truths.Of("##..") };
        var cut = new FakeMetricContext(map) { Target = 1, Labels = [1, 2], Truth = Truths.Of("##.."), Truths = _ => Truths.Of("....") };
        var none = new FakeMetricContext(map) { Target = 1, Labels = [1, 2] };
        Assert.That(
            new[] { one, cut, none }.Select(c => new ClassContrast().Evaluate(c).Scores[0].State.Text),
            Is.EqualTo(new[] { "undefined:one-class", "undefined:one-class", "undefined:no-annotation" }));
    }

    [Test]
    public void Perfect_maps_beat_their_permutations_whose_mean_is_0()
    {
        var mean = Enumerable.Range(0, 500).Average(seed =>
        {
            float[] own = [1, 1, 0, 0, 1, 1, 0, 0], other = [0, 0, 0, 1, 0, 0, 0, 1];
            Seed.Of(seed).Random().Shuffle(own.AsSpan());
            Seed.Of(-seed - 1).Random().Shuffle(other.AsSpan());
            return Score(own, other)[0].Value!.Value;
        });
        Assert.That(mean, Is.EqualTo(0).Within(0.04));
    }

    private static IReadOnlyList<ScoreValue> Score(float[] own, float[] other) =>
        new ClassContrast().Evaluate(Context(own, other, Left, Right)).Scores;

    private static FakeMetricContext Context(float[] own, float[] other, GroundTruth here, GroundTruth there) =>
        new(new SaliencyMap(own, here.Input.Height, here.Input.Width))
        {
            Image = Tensor.Zeros(1, 1, here.Input.Height, here.Input.Width),
            Target = 1,
            Labels = [1, 2],
            Truth = here,
            Truths = c => c == 2 ? there : null,
            Answer = (_, target, _) => target == 2
                ? new Attribution(new Tensor(other, here.Input.Height, here.Input.Width))
                : throw new InvalidOperationException("Only the other class is explained anew."),
        };
}
