using System.Text.Json;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class AdmissionTests
{
    [TestCaseSource(typeof(StatisticCases), nameof(StatisticCases.Of), new object[] { "admission" })]
    public void Has_every_reference_number(StatisticCase golden) => golden.Check(
        golden.Input<JsonElement[]>("rows").Select(row => Admission.Of(new AdmissionEvidence(
            row.GetProperty("p_sanity").GetDouble(), row.GetProperty("p_faithful_over_random").GetDouble(),
            row.GetProperty("p_faithful_over_shuffled").GetDouble()), golden.Param<double>("alpha")))
        .Select(a => new { p = a.Probability, admitted = a.IsAdmitted }));

    [Test]
    public void Says_which_conditions_failed() =>
        Assert.That(
            Admission.Of(new AdmissionEvidence(0.7, 0.001, 0.3)).Failed,
            Is.EqualTo(new[] { AdmissionCondition.Sanity, AdmissionCondition.BetterThanShuffled }));

    [Test]
    public void A_condition_that_was_not_tested_is_not_met()
    {
        var admission = Admission.Of(new AdmissionEvidence(0.001, null, 0.001));
        Assert.That((admission.Probability, admission.IsAdmitted), Is.EqualTo((1.0, false)));
        Assert.That(admission.Failed, Is.EqualTo(new[] { AdmissionCondition.BetterThanRandom }));
    }

    // Two methods: the smaller p counts twice, the larger once, but no less than the smaller.
    [Test]
    public void Holm_counts_the_methods()
    {
        var admissions = Admission.Of([new(0.001, 0.03, 0.001), new(0.02, 0.001, 0.001)]);
        Assert.That(admissions.Select(a => a.Adjusted), Is.EqualTo(new[] { 0.04, 0.04 }).Within(1e-12));
        Assert.That(admissions.All(a => a.IsAdmitted));
        var three = Admission.Of([new(0.001, 0.03, 0.001), new(0.02, 0.001, 0.001), new(1, 1, 1)]);
        Assert.That(three.Select(a => a.IsAdmitted), Is.EqualTo(new[] { false, false, false }));
        Assert.That(three[0].Failed, Is.EqualTo(new[] { AdmissionCondition.BetterThanRandom }));
        Assert.That(three[1].Failed, Is.EqualTo(new[] { AdmissionCondition.Sanity }));
    }
}
