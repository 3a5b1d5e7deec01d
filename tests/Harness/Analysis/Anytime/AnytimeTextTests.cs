using VisEval.Harness.Analysis.Anytime;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Analysis.Anytime;

public sealed class AnytimeTextTests
{
    private static readonly IReadOnlyList<string> Used = ["i1", "i3"];

    [Test]
    public void Of_a_run_that_was_stable_says_what_was_saved_what_is_decided_and_what_became_of_the_tests() =>
        Assert.That(Of(new StopRule(StopGoal.RankStable, 0.1), SampleEnd.Stable, 4, new OrderVerdict(3, 3, 3, "a", true)), Is.EqualTo(
            "toys: ended after 2 of 8 images (75 % saved), as more would not change the verdict. Of the 3 pairs of 3 methods none stands "
            + "the wrong way round by 0.1 of the field or more; the chance that all 8 images contradict that is at most 5 %. "
            + "As the numbers were looked at on the way, p-values are multiplied by the 4 planned looks, and marks, admission and places "
            + "are by these; intervals of means are those for a number of images fixed beforehand."));

    [Test]
    public void Of_the_first_alone_names_it() => Assert.That(
        Of(new StopRule(StopGoal.TopStable, 0.2, 0.1), SampleEnd.Stable, 1, new OrderVerdict(3, 3, 2, "a", true)),
        Does.Contain("First is a: no other of the 3 methods is better by 0.2 of the field or more; ").And.Contain("at most 10 %"));

    [Test]
    public void Of_a_run_that_is_not_stable_says_how_much_is_settled() => Assert.That(
        Of(new StopRule(StopGoal.RankStable), SampleEnd.Time, 1, new OrderVerdict(3, 3, 2, "a", false)),
        Does.Contain("Of the 3 pairs of 3 methods 2 are settled: they stand in the right order or are closer in mean rank than 0.05"));

    [Test]
    public void Of_a_run_that_the_clock_ended_says_that_the_sample_is_random_and_leaves_tests_as_they_are()
    {
        var text = Of(null, SampleEnd.Time, 0, null);
        Assert.That(text, Is.EqualTo(
            "toys: the time was up after 2 of 8 images (75 % saved). They are a random sample of the dataset; how many there are depends "
            + "on the clock, no number does."));
        Assert.That(Of(new StopRule(StopGoal.RankStable), SampleEnd.Time, 3, null),
            Does.Contain("did not allow a look").And.Contain("multiplied by the 3 planned looks"));
    }

    [Test]
    public void Of_all_images_there_is_nothing_to_say()
    {
        Assert.That(AnytimeText.Of(Info(null, new DatasetSample("toys", 8, SampleEnd.All, 3, 3, Used))), Is.Empty);
        Assert.That(AnytimeText.Of(RunnerPlan.Info()), Is.Empty);
    }

    [Test]
    public void Of_one_look_there_is_nothing_to_correct() => Assert.That(
        Of(new StopRule(StopGoal.RankStable), SampleEnd.Stable, 1, new OrderVerdict(3, 3, 3, "a", true)),
        Does.Contain("ended after 2 of 8 images").And.Not.Contain("looks").And.Not.Contain("p-values"));

    [Test]
    public void Of_too_few_images_for_a_look_says_that_there_was_none()
    {
        var rule = new StopRule(StopGoal.RankStable);
        const string sizes = "(of N images it looks at N/√2 at the latest, and at no fewer than 16).";
        Assert.That(Of(rule, SampleEnd.All, 0, null), Is.EqualTo(
            $"toys: all 8 images were used, as --until never looks at so few {sizes}"));
        Assert.That(Of(rule, SampleEnd.Time, 0, null), Does.EndWith($"--until never looks at so few images {sizes}"));
        Assert.That(AnytimeText.Of(Info(null, new DatasetSample("toys", 8, SampleEnd.All, 0, 0, Used))), Is.Empty);
    }

    private static string Of(StopRule? rule, SampleEnd ended, int looks, OrderVerdict? verdict) =>
        AnytimeText.Of(Info(rule, new DatasetSample("toys", 8, ended, looks, looks, Used) { Verdict = verdict })).Single();

    private static RunInfo Info(StopRule? rule, DatasetSample sample) =>
        RunnerPlan.Info() with { Anytime = new AnytimeInfo(rule) { Samples = [sample] } };
}
