using VisEval.Core;
using VisEval.Metrics.Faithfulness;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

public class SufficiencyTests
{
    private static readonly ImageSize Size = new(1, 2, 2);
    private static readonly float[] Here = [1, 0, 0, 0];

    [Test]
    public void An_explanation_that_never_changes_is_as_sufficient_as_the_class_is_stable()
    {
        // The class is the sign of the first pixel, 1 in the image; noise of deviation 1 turns it over in about one of six copies.
        var result = new Sufficiency(Samples: 4000, Noise: 1).Evaluate(Context(_ => Here));
        Assert.That(result.Scores.Single().Value, Is.EqualTo(0.8413).Within(0.02));
    }

    [Test]
    public void An_explanation_that_turns_with_the_class_is_sufficient() =>
        Assert.That(
            new Sufficiency(Samples: 200, Noise: 1).Evaluate(Context(x => x.Values[0] > 0 ? Here : [0, 1, 0, 0])).Scores.Single().Value,
            Is.EqualTo(1));

    // To the map (1, 0, 0, 0) the cosine is 1/√5 of the long one and 2/√5 of the short one; alike is 0.6 and more.
    [TestCase(10f, 20f, "undefined:no-neighbours")]
    [TestCase(0.002f, 0.001f, "ok")]
    public void Explanations_are_alike_by_their_angle_whatever_their_length(float first, float second, string state) =>
        Assert.That(
            new Sufficiency(Samples: 5).Evaluate(Context(_ => [first, second, 0, 0])).Scores.Single().State.Text, Is.EqualTo(state));

    [Test]
    public void Without_a_neighbour_there_is_no_number() =>
        Assert.That(
            new Sufficiency(Samples: 5).Evaluate(Context(_ => [-1, 0, 0, 0])).Scores.Single().State.Text,
            Is.EqualTo("undefined:no-neighbours"));

    private static FakeMetricContext Context(Func<Tensor, float[]> explain)
    {
        var own = new Attribution(new Tensor(Here, 2, 2));
        return new FakeMetricContext(own, own.ToMap(2, 2))
        {
            Model = FakeClassifier.Linear(Size, [1, 0, 0, 0], [-1, 0, 0, 0]),
            Image = new Tensor([1, 0, 0, 0], 1, 1, 2, 2),
            Explained = x => new Attribution(new Tensor(explain(x), 2, 2)),
        };
    }
}
