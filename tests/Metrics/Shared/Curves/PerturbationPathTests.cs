using VisEval.Core;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Shared.Curves;

public class PerturbationPathTests
{
    [Test]
    public void Every_point_replaces_some_more_pixels_in_all_channels()
    {
        var model = FakeClassifier.Linear(new ImageSize(2, 1, 5), [.. Enumerable.Repeat(1f, 10)]);
        var from = new Tensor([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 1, 2, 1, 5);
        var outputs = PerturbationPath.Outputs(model, from, Tensor.Zeros(1, 2, 1, 5), [4, 0, 3, 1, 2], Firsts([0, 2, 2, 4, 5]), 0);
        Assert.That(outputs.Logits, Is.EqualTo(new double[] { 55, 55 - 15 - 7, 55 - 15 - 7, 55 - 15 - 7 - 13 - 9, 0 }));
        Assert.That(model.Seen[1], Is.EqualTo(new float[] { 0, 2, 3, 4, 0, 0, 7, 8, 9, 0 }));
        Assert.That(from.Values[0], Is.EqualTo(1), "the image itself is left alone");
    }

    [Test]
    public void Values_go_one_by_one_where_they_are_the_elements()
    {
        var model = FakeClassifier.Linear(new ImageSize(2, 1, 2), [1, 1, 1, 1]);
        var outputs = PerturbationPath.Outputs(
            model, new Tensor([1, 2, 4, 8], 1, 2, 1, 2), Tensor.Zeros(1, 2, 1, 2), [2, 0, 3, 1], Firsts([0, 1, 2, 3, 4]), 0,
            valuesApart: true);
        Assert.That(outputs.Logits, Is.EqualTo(new double[] { 15, 11, 10, 2, 0 }));
    }

    [Test]
    public void Probability_logit_and_top_1_are_those_of_the_target()
    {
        var model = FakeClassifier.Linear(new ImageSize(1, 1, 2), [1, 0], [0, 1]);
        var outputs =
            PerturbationPath.Outputs(model, new Tensor([2, 1], 1, 1, 1, 2), Tensor.Zeros(1, 1, 1, 2), [0, 1], Firsts([0, 1, 2]), 0);
        Assert.That(outputs.Logits, Is.EqualTo(new double[] { 2, 0, 0 }));
        Assert.That(outputs.Probabilities, Is.EqualTo(new[] { 1 / (1 + Math.Exp(-1)), 1 / (1 + Math.E), 0.5 }).AsCollection.Within(1e-7));
        Assert.That(outputs.Top1, Is.EqualTo(new[] { true, false, true }));
    }

    [Test]
    public void Long_curves_are_cut_into_calls_without_changing_a_number()
    {
        var size = new ImageSize(1, 10, 15);
        var model = FakeClassifier.Linear(size, [.. Enumerable.Range(1, 150).Select(i => (float)i)]);
        var image = new Tensor([.. Enumerable.Repeat(1f, 150)], 1, 1, 10, 15);
        var outputs = PerturbationPath.Outputs(
            model, image, Tensor.Zeros(1, 1, 10, 15), [.. Enumerable.Range(0, 150).Reverse()], Firsts([.. Enumerable.Range(0, 151)]), 0);
        Assert.That(model.Calls, Is.EqualTo(new[] { 64, 64, 23 }));
        Assert.That(outputs.Logits, Is.EqualTo(Enumerable.Range(0, 151).Select(k => (150.0 - k) * (151 - k) / 2)));
    }

    [Test]
    public void Elements_besides_the_first_are_replaced_in_one_image_only()
    {
        var model = FakeClassifier.Linear(new ImageSize(1, 1, 4), [1, 2, 4, 8]);
        var outputs = PerturbationPath.Outputs(
            model, new Tensor([1, 1, 1, 1], 1, 1, 1, 4), Tensor.Zeros(1, 1, 1, 4), [0, 1, 2, 3],
            [new Replacement(1, [3]), new Replacement(1, [2]), new Replacement(2, [])], 0);
        Assert.That(outputs.Logits, Is.EqualTo(new double[] { 2 + 4, 2 + 8, 4 + 8 }));
    }

    private static Replacement[] Firsts(int[] counts) => [.. counts.Select(c => new Replacement(c, []))];
}
