using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

public sealed class PlanPartTests
{
    [Test]
    public void The_cells_of_all_units_are_those_of_the_job([Values(1, 4, 5)] int images, [Values] bool shuffles, [Values] bool asksMetrics)
    {
        var job = RunnerPlan.Of(
            images, [("a", RunnerMethod.Noise()), ("b", RunnerMethod.Noise())], asksMetrics ? [("sum", RunnerMetric.Sum())] : [],
            TargetChoice.Labels).Jobs[0] with
        { Shuffles = shuffles };

        var part = JobPart.Of(job, [.. WorkUnits.ByImages(job, 1)], times: false);

        Assert.That(part.Cells, Is.EqualTo(job.CellCount).And.Positive);
    }

    [Test]
    public void A_part_of_a_plan_does_its_own_units_and_nothing_else()
    {
        using var whole = new RunnerDirectory();
        using var parts = new RunnerDirectory();
        var plan = RunnerTests.Noisy();
        whole.Run(plan);
        List<WorkUnit> units = [.. WorkUnits.ByImages(plan.Jobs[0], plan.Info.Seed)];

        var first = JobPart.Of(plan.Jobs[0], units[..7], times: false);
        var half = parts.Run(plan, part: new PlanPart([first], [])).Cells;
        var timed = parts.Load().Timings.Count;
        var rest = parts.Run(plan, part: new PlanPart([JobPart.Of(plan.Jobs[0], units[7..], times: true)], [])).Cells;

        Assert.That((half, half + rest), Is.EqualTo((first.Cells, plan.Jobs[0].CellCount)));
        Assert.That((timed, parts.Load().Timings.Count), Is.EqualTo((0, whole.Load().Timings.Count)));
        Assert.That(parts.ScoresCsv(), Is.EqualTo(whole.ScoresCsv()));
    }
}
