using VisEval.Harness.Analysis;
using VisEval.Harness.Results;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis;

public sealed class ChanceLevelTests
{
    private static readonly RunInfo TwoClasses = Empty([Method("a")], [Deletion], "net").Info;

    [Test]
    public void A_network_that_guesses_is_named_with_what_to_check()
    {
        // 6 of 10 of two classes: p = 386/1024 = .38.
        var warning = ChanceLevel.Warnings(TwoClasses, Rows(right: 6, wrong: 4)).Single();
        Assert.That(warning, Does.StartWith(
            "net on toy is not shown to be better than guessing: its top-1 class is among the labels of 6 of 10 images (60 %; chance among "
            + "2 classes 50 %, exact binomial test p = 0.38). Check the preprocessing"));
    }

    [Test]
    public void One_that_is_mostly_right_is_not()
    {
        // 9 of 10: p = 11/1024.
        Assert.That(ChanceLevel.Warnings(TwoClasses, Rows(9, 1)), Is.Empty);
        Assert.That(ChanceLevel.Warnings(TwoClasses, Rows(8, 2)), Has.Count.EqualTo(1), "p = 56/1024 = .055");
    }

    [Test]
    public void Too_few_images_to_tell_are_no_reason()
    {
        Assert.That(ChanceLevel.Warnings(TwoClasses, Rows(0, 4)), Is.Empty, "four right ones have p = 1/16 already");
        Assert.That(ChanceLevel.Warnings(TwoClasses, Rows(0, 5)), Has.Count.EqualTo(1));
    }

    [Test]
    public void Images_without_labels_and_with_several_have_the_chance_they_have()
    {
        IReadOnlyList<PredictionRow> unlabelled = [.. Rows(0, 9).Select(r => r with { Labels = [] })];
        Assert.That(ChanceLevel.Warnings(TwoClasses, unlabelled), Is.Empty);
        IReadOnlyList<PredictionRow> both = [.. Rows(9, 0).Select(r => r with { Labels = [0, 1] })];
        Assert.That(ChanceLevel.Warnings(TwoClasses, both), Is.Empty, "nothing can be wrong there");
    }

    [Test]
    public void The_report_warns_of_it_as_of_everything_else()
    {
        var run = Empty([Method("a")], [Deletion], "net") with { Predictions = Rows(2, 8), Warnings = ["cut short."] };
        Assert.That(RunWarnings.Of(run).Select(w => w[..9]), Is.EqualTo(new[] { "cut short", "net on to" }));
    }

    private static IReadOnlyList<PredictionRow> Rows(int right, int wrong) =>
        [.. Enumerable.Range(0, right + wrong).Select(i => new PredictionRow("toy", "net", $"i{i}", [0], i < right ? 0 : 1, 0.6))];
}
