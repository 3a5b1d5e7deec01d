using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Sanity;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Tests.Metrics.Sanity;

internal sealed class DataRandomizationTests
{
    [TestCase(ComparedValues.Attribution)]
    [TestCase(ComparedValues.Clipped)]
    public void The_numbers_are_the_similarities_to_the_explanation_of_the_network_fitted_to_random_labels(ComparedValues values)
    {
        var (own, other) = (SanityMaps.Random(1), SanityMaps.Random(2));
        var asked = new List<ModelVariant>();
        var scores = new DataRandomization(values).Evaluate(SanityMaps.Context(own, layers: 0, variant =>
        {
            asked.Add(variant);
            return other;
        })).Scores;
        Assert.That(asked, Is.EqualTo(new[] { ModelVariant.RandomLabels }));
        Assert.That(scores, Is.EqualTo(new ExplanationSimilarity(own, SanityMaps.Map(own), values).To(other, "")));
    }

    [Test]
    public void An_explanation_that_ignores_the_model_is_wholly_alike()
    {
        var own = SanityMaps.Random(1);
        Assert.That(
            new DataRandomization().Evaluate(SanityMaps.Context(own, 0, _ => own)).Scores.Select(s => s.Value!.Value),
            Is.All.EqualTo(1).Within(1e-12));
    }

    [TestCase(0f, "degenerate:constant-when-labels-random")]
    [TestCase(float.NaN, "degenerate:not-finite-when-labels-random")]
    public void Another_explanation_that_says_nothing_has_a_state(float value, string state) =>
        Assert.That(
            new DataRandomization().Evaluate(SanityMaps.Context(SanityMaps.Random(1), 0, _ => SanityMaps.Constant(value)))
                .Scores.Select(s => s.State.Text),
            Is.All.EqualTo(state));

    [TestCase(0f, "degenerate:constant")]
    [TestCase(float.PositiveInfinity, "degenerate:not-finite")]
    public void An_explanation_that_says_nothing_has_a_state_and_the_other_network_is_not_asked(float value, string state) =>
        Assert.That(
            new DataRandomization().Evaluate(SanityMaps.Context(SanityMaps.Constant(value), 0, _ => throw new InvalidOperationException()))
                .Scores.Select(s => s.State.Text),
            Is.All.EqualTo(state));

    [Test]
    public void Without_such_a_network_the_metric_does_not_apply() =>
        Assert.That(
            () => new DataRandomization().Evaluate(SanityMaps.Context(
                SanityMaps.Random(1), 0, _ => throw new NotApplicableException("no-random-label-network", "None."))),
            Throws.TypeOf<NotApplicableException>());
}
