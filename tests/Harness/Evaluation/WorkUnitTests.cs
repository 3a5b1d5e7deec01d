using System.Text.Json;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

public sealed class WorkUnitTests
{
    [Test]
    public void Units_that_went_through_a_queue_give_the_numbers_of_the_run_in_any_order()
    {
        using var run = new RunnerDirectory();
        using var other = new RunnerDirectory();
        var plan = RunnerTests.Noisy();
        run.Run(plan);

        List<string> queue = [.. WorkUnits.ByImages(plan.Jobs[0], plan.Info.Seed).Select(unit => JsonSerializer.Serialize(unit)).Reverse()];
        using (var store = ResultStore.Open(other.Path, plan.Info))
        {
            store.SaveImages("toys", plan.Jobs[0].Images.Images.Select(i => i.Id));
            foreach (var text in queue)
            {
                // Every unit by an evaluator of its own, as another process would.
                using var evaluator = new Evaluator(
                    plan.Jobs[0], new EvaluationOptions(plan.Info.Seed, 1), FinishedWork.None, new StoreSink(store),
                    new ProgressCounter(new Progress<RunProgress>(), 0, 1), CancellationToken.None);
                evaluator.Do([JsonSerializer.Deserialize<WorkUnit>(text)!]);
            }
        }

        Assert.That(queue, Has.Count.EqualTo(9 * 2), "nine images, two methods");
        Assert.That(other.ScoresCsv(), Is.EqualTo(run.ScoresCsv()));
    }

    [Test]
    public void A_key_names_everything_that_a_unit_holds()
    {
        var unit = new WorkUnit("toys", "linear", ["rise"], ["a", "b"], 7);
        WorkUnit[] others =
        [
            unit with { Dataset = "x" }, unit with { Model = "x" }, unit with { Methods = ["x"] }, unit with { Images = ["a"] },
            unit with { Images = ["b", "a"] }, unit with { Seed = 8 },
        ];

        Assert.That(others.Select(o => o.Key()).Append(unit.Key()), Is.Unique);
        Assert.That((unit with { Images = ["a", "b"] }).Key(), Is.EqualTo(unit.Key()));
        Assert.That(unit.Key(), Has.Length.EqualTo(64));
    }

    [Test]
    public void A_job_is_divided_by_images_or_by_methods_and_every_pair_occurs_once([Values] bool byImages)
    {
        var job = RunnerPlan.Of(2, [("a", RunnerMethod.Noise()), ("b", RunnerMethod.Noise())], [("sum", RunnerMetric.Sum())]).Jobs[0];

        var units = (byImages ? WorkUnits.ByImages(job, 1) : WorkUnits.ByMethod(job, 1)).ToList();

        Assert.That(units.Select(u => (string.Join('+', u.Images), u.Methods.Single())), Is.EqualTo(byImages
            ? new[] { ("i1", "a"), ("i1", "b"), ("i2", "a"), ("i2", "b") }
            : [("i1", "a"), ("i2", "a"), ("i1", "b"), ("i2", "b")]));
    }

    [Test]
    public void An_explanation_without_metrics_counts_as_one_cell()
    {
        var job = RunnerPlan.Of(3, [("a", RunnerMethod.Noise())], [], TargetChoice.Labels).Jobs[0];

        Assert.That(job.CellCount, Is.EqualTo(6));
    }
}
