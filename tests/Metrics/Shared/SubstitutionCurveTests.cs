using VisEval.Core;
using VisEval.Metrics.Shared;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Shared;

public class SubstitutionCurveTests
{
    [TestCase(224 * 224, 1792)]
    [TestCase(64 * 64, 147)]
    [TestCase(28, 1)]
    [TestCase(5, 1)]
    public void The_automatic_step_makes_28_steps_where_there_are_as_many_pixels(int pixels, int step) =>
        Assert.That(SubstitutionCurve.AutomaticStep(pixels), Is.EqualTo(step));

    [Test]
    public void Every_point_replaces_one_step_more_in_all_channels_and_the_last_what_is_left()
    {
        var model = FakeClassifier.Linear(new ImageSize(2, 1, 5), [.. Enumerable.Repeat(1f, 10)]);
        var from = new Tensor([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 1, 2, 1, 5);
        var scores = SubstitutionCurve.Scores(model, from, Tensor.Zeros(1, 2, 1, 5), [4, 0, 3, 1, 2], 2, 0, TargetScore.Logit);
        Assert.That(scores, Is.EqualTo(new double[] { 55, 55 - 15 - 7, 55 - 15 - 7 - 13 - 9, 0 }));
        Assert.That(model.Seen[1], Is.EqualTo(new float[] { 0, 2, 3, 4, 0, 0, 7, 8, 9, 0 }));
        Assert.That(from.Values[0], Is.EqualTo(1), "the image itself is left alone");
    }

    [Test]
    public void All_points_are_one_call_and_long_curves_are_cut_without_changing_a_number()
    {
        var size = new ImageSize(1, 10, 15);
        var weights = Enumerable.Range(1, 150).Select(i => (float)i).ToArray();
        var model = FakeClassifier.Linear(size, weights);
        var image = new Tensor([.. Enumerable.Repeat(1f, 150)], 1, 1, 10, 15);
        int[] order = [.. Enumerable.Range(0, 150).Reverse()];

        var scores = SubstitutionCurve.Scores(model, image, Tensor.Zeros(1, 1, 10, 15), order, 1, 0, TargetScore.Logit);
        Assert.That(model.Calls, Is.EqualTo(new[] { 64, 64, 23 }));
        Assert.That(scores, Is.EqualTo(Enumerable.Range(0, 151).Select(k => (150.0 - k) * (151 - k) / 2)));

        model.Calls.Clear();
        SubstitutionCurve.Scores(model, image, Tensor.Zeros(1, 1, 10, 15), order, 6, 0, TargetScore.Logit);
        Assert.That(model.Calls, Is.EqualTo(new[] { 26 }));
    }
}
