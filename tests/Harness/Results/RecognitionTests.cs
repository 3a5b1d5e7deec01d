using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Results;

public sealed class RecognitionTests
{
    private static readonly PredictionRow[] Rows =
    [
        new("toys", "linear", "a", [0], 0, 0.75, 0.75), new("toys", "linear", "b", [1], 0, 0.5, 0.25),
        new("toys", "linear", "c", [1, 0], 0, 0.75, 0.5), new("toys", "linear", "d", [], 0, 1),
        new("toys", "deep", "a", [0], 1, 0.5, 0.125),
    ];

    [Test]
    public void Images_without_a_label_are_classified_but_not_counted_as_wrong()
    {
        // By hand: 2 of the 3 labelled images; (¾ + ½ + ¾ + 1) / 4; (¾ + ¼ + ½) / 3.
        Assert.That(Recognition.Of(Rows), Is.EqualTo(new[]
        {
            new Recognition("toys", "linear", 4, 3, 2, 2 / 3.0, 0.75, 0.5), new Recognition("toys", "deep", 1, 1, 0, 0, 0.5, 0.125),
        }));
    }

    [Test]
    public void Without_a_label_there_is_no_accuracy_and_what_is_unknown_of_one_image_has_no_mean()
    {
        Assert.That(
            Recognition.Of([new PredictionRow("toys", "linear", "d", [], 0, 1)]).Single(),
            Is.EqualTo(new Recognition("toys", "linear", 1, 0, 0, null, 1, null)));
        var partly = Recognition.Of([Rows[0], Rows[1] with { LabelProbability = null, Probability = double.NaN }]).Single();
        Assert.That((partly.MeanTop1Probability, partly.MeanLabelProbability), Is.EqualTo(((double?)null, (double?)null)));
        Assert.That(Recognition.Of([]), Is.Empty);
    }

    [Test]
    public void The_order_of_the_predictions_changes_no_digit()
    {
        var random = Seed.Of(1).Random();
        List<PredictionRow> rows = [.. Enumerable.Range(0, 200).Select(
            i => new PredictionRow("toys", "linear", $"i{i}", [0], 0, random.NextInt(1000) / 999.0, random.NextInt(1000) / 999.0))];
        Assert.That(Recognition.Of(rows.OrderBy(r => r.Probability)), Is.EqualTo(Recognition.Of(rows)));
    }

    [Test]
    public void The_probability_of_several_labels_is_their_mean_and_of_one_that_is_no_output_0()
    {
        var scores = ClassScores.FromProbabilities(new Tensor([0.125f, 0.625f, 0.25f], 1, 3));
        PredictionRow Of(params int[] labels) => PredictionRow.Of("toys", "linear", new DatasetImage("a", "a", labels, []), scores);
        Assert.That((Of(1).Top1, Of(1).Probability, Of(1).LabelProbability), Is.EqualTo((1, 0.625, (double?)0.625)));
        Assert.That(Of(0, 2).LabelProbability, Is.EqualTo(0.1875));
        Assert.That((Of(1, 3).LabelProbability, Of(3).IsRight), Is.EqualTo(((double?)0.3125, false)));
        Assert.That(Of().LabelProbability, Is.Null);
        var linear = ClassScores.FromLogits(new Tensor([1f, 2], 1, 2), ScoreKind.Linear);
        Assert.That(PredictionRow.Of("toys", "linear", new DatasetImage("a", "a", [0], []), linear).LabelProbability, Is.Null);
    }

    [Test]
    public void A_finished_run_says_in_its_run_json_what_its_networks_recognize_and_goes_on_all_the_same()
    {
        using var run = new RunnerDirectory();
        var plan = RunnerPlan.Of(2, [("gradient", RunnerMethod.Gradient())], [("sum", RunnerMetric.Sum())]);
        run.Run(plan);

        // Image k has the logits k + 6 and 4k + 4; both classes are labels.
        var found = RunInfoJson.Read(run.File(RunFiles.Info)).Recognition!.Single();
        var top1 = new[] { 1, 2 }.Average(k => 1 / (1 + Math.Exp(k + 6 - (4 * k + 4))));
        Assert.That(
            (found.Dataset, found.Model, found.Images, found.Labelled, found.Right, found.Accuracy),
            Is.EqualTo(("toys", "linear", 2, 2, 2, (double?)1)));
        Assert.That(found.MeanTop1Probability, Is.EqualTo(top1).Within(1e-7));
        Assert.That(found.MeanLabelProbability, Is.EqualTo(0.5).Within(1e-7), "the probabilities of two classes sum to 1");
        Assert.That(run.Load().Concluded.Recognition!.Single(), Is.EqualTo(found));
        Assert.That(RunIdentity.Differences(RunInfoJson.Read(run.File(RunFiles.Info)), plan.Info), Is.Empty);
        Assert.That(run.Run(plan).Cancelled, Is.False, "it goes on");
    }
}
