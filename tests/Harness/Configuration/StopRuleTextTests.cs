using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Results;

namespace VisEval.Tests.Harness.Configuration;

internal sealed class StopRuleTextTests
{
    [TestCase("rank-stable", StopGoal.RankStable, 0.05, 0.05)]
    [TestCase("top-stable:margin=0.25", StopGoal.TopStable, 0.25, 0.05)]
    [TestCase("rank-stable:alpha=0.5,margin=1e-3", StopGoal.RankStable, 0.001, 0.5)]
    public void Is_read_and_written(string text, StopGoal goal, double margin, double alpha)
    {
        var rule = StopRuleText.Parse(text);
        Assert.That(rule, Is.EqualTo(new StopRule(goal, margin, alpha)));
        Assert.That(StopRuleText.Parse(StopRuleText.Of(rule!)), Is.EqualTo(rule));
    }

    [Test]
    public void The_end_is_no_rule() => Assert.That(StopRuleText.Parse("end"), Is.Null);

    [TestCase("rank-stabel", "until 'rank-stabel' is not known. Did you mean 'rank-stable'")]
    [TestCase("end:margin=1", "until 'end:margin=1' is not known.")]
    [TestCase("rank-stable@x", "until 'rank-stable@x' is not known.")]
    [TestCase("rank-stable:margin=0", "margin 0 is not allowed; margin is a difference of mean ranks")]
    [TestCase("rank-stable:margin=1", "margin 1 is not allowed")]
    [TestCase("rank-stable:margin=NaN", "margin NaN is not allowed")]
    [TestCase("rank-stable:alpha=0.6", "alpha 0.6 is not allowed; alpha is the chance of a wrong verdict, above 0, at most 0.5.")]
    [TestCase("rank-stable:alpha=x", "alpha x is not allowed")]
    [TestCase("rank-stable:margn=0.1", "there is no option 'margn'. Did you mean 'margin'?")]
    public void A_mistake_is_said(string text, string sentence) => Assert.That(
        () => StopRuleText.Parse(text), Throws.TypeOf<InputException>().With.Message.Contains(sentence));
}
