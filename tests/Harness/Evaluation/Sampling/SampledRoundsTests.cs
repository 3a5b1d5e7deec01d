using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Sampling;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation.Sampling;

public sealed class SampledRoundsTests
{
    private readonly List<int> _seen = [];

    private static Plan Plan(bool shuffles = false)
    {
        var plan = RunnerPlan.Of(
            24, [("a", RunnerMethod.Noise()), ("b", RunnerMethod.Noise())], [("sum", RunnerMetric.Sum())], TargetChoice.Labels);
        return plan with
        {
            Info = plan.Info with { Anytime = new AnytimeInfo(new StopRule(StopGoal.RankStable), 60) },
            Jobs = [plan.Jobs[0] with { Shuffles = shuffles }],
        };
    }

    // Stable at the look with so many images.
    private SampledRounds Rounds(Plan plan, int stableAt, TimeSpan? time = null, TimeProvider? clock = null) => new(
        plan, time, _ => [6, 12, 18],
        (_, _) => (groups, population) =>
        {
            var images = groups.Sum(g => g.Count);
            _seen.Add(images);
            return new OrderVerdict(2, 1, 0, "a", images >= stableAt);
        },
        clock ?? new ManualClock(), default);

    private static RunOutcome Run(RunnerDirectory directory, Plan plan, SampledRounds rounds, CancellationToken cancel = default,
        Action<RunProgress>? progress = null)
    {
        using var store = ResultStore.Open(directory.Path, plan.Info);
        return Runner.Run(
            plan, store, new Listener(progress ?? (_ => { })), cancel,
            new RunRounds(rounds.Parts(), 1000) { AreMany = true, Conclude = rounds.In });
    }

    [SetUp]
    public void Forget() => _seen.Clear();

    [Test]
    public void End_at_the_look_that_is_stable_and_say_so([Values] bool shuffles)
    {
        using var run = new RunnerDirectory();
        var plan = Plan(shuffles);
        Run(run, plan, Rounds(plan, 12));

        var results = run.Load();
        var sample = results.Info.Anytime!.Samples!.Single();
        Assert.That(_seen, Is.EqualTo(new[] { 6, 12 }));
        Assert.That((sample.Ended, sample.Looks, sample.Looked, sample.Images.Count, sample.Population, sample.Saved),
            Is.EqualTo((SampleEnd.Stable, 3, 2, 12, 24, 0.5)));
        Assert.That(results.Scores.Select(s => s.Cell.Image).Distinct(), Is.EquivalentTo(sample.Images));
        Assert.That(results.Warnings, Is.Empty, "The cells of the sample are all that was planned.");
        Assert.That(results.Info.Cells, Is.EqualTo(2 * 2 * 12));
        Assert.That(results.Timings, Is.Not.Empty);
        Assert.That(results.Pictures.Select(p => p.Image).Distinct(), Is.SubsetOf(sample.Images).And.Not.Empty);
        Assert.That(RunInfoJson.Read(run.File(RunFiles.Info)).Anytime!.Samples!.Single().Images, Is.EqualTo(sample.Images));
    }

    [Test]
    public void Use_all_images_where_nothing_is_decided_and_then_are_the_run_without_them()
    {
        using var run = new RunnerDirectory();
        using var plain = new RunnerDirectory();
        var plan = Plan();
        Run(run, plan, Rounds(plan, 99));
        plain.Run(plan with { Info = plan.Info with { Anytime = null } });

        var sample = run.Load().Info.Anytime!.Samples!.Single();
        Assert.That(_seen, Is.EqualTo(new[] { 6, 12, 18 }));
        Assert.That((sample.Ended, sample.Looked, sample.Saved), Is.EqualTo((SampleEnd.All, 3, 0)));
        Assert.That(run.ScoresCsv(), Is.EqualTo(plain.ScoresCsv()));
    }

    [Test]
    public void End_where_they_would_have_after_an_interruption([Values(1, 20, 40)] int after)
    {
        using var run = new RunnerDirectory();
        using var undisturbed = new RunnerDirectory();
        var plan = Plan(shuffles: true);
        Run(undisturbed, plan, Rounds(plan, 12));
        using var cancel = new CancellationTokenSource();
        void CancelAt(RunProgress progress)
        {
            if (progress.Done >= after)
                cancel.Cancel();
        }

        var first = Run(run, plan, Rounds(plan, 12), cancel.Token, CancelAt);
        _seen.Clear();
        Run(run, plan, Rounds(plan, 12));

        Assert.That(first.Cancelled);
        Assert.That(_seen, Is.EqualTo(new[] { 6, 12 }));
        Assert.That(run.ScoresCsv(), Is.EqualTo(undisturbed.ScoresCsv()));
        Assert.That(RunInfoJson.ToText(run.Load().Info), Is.EqualTo(RunInfoJson.ToText(undisturbed.Load().Info)));
    }

    [Test]
    public void End_with_the_round_in_which_the_time_is_up()
    {
        using var run = new RunnerDirectory();
        var (plan, clock) = (Plan(), new ManualClock());
        // A cell takes a second: 6 images of 8 cells (4 of each of two methods) 24, 12 images 48, 16 images 64.
        Run(run, plan, Rounds(plan, 99, TimeSpan.FromSeconds(60), clock), progress: _ => clock.Advance(TimeSpan.FromSeconds(1)));

        var sample = run.Load().Info.Anytime!.Samples!.Single();
        Assert.That((sample.Ended, sample.Looked), Is.EqualTo((SampleEnd.Time, _seen.Count)));
        Assert.That(sample.Images, Has.Count.LessThan(24).And.Count.GreaterThanOrEqualTo(6));
    }

    [Test]
    public void Go_on_to_the_end_when_the_rule_is_taken_away()
    {
        using var run = new RunnerDirectory();
        using var plain = new RunnerDirectory();
        var plan = Plan();
        var whole = plan with { Info = plan.Info with { Anytime = null } };
        Run(run, plan, Rounds(plan, 6));
        run.Run(whole);
        plain.Run(whole);

        Assert.That(run.Load().Info.Anytime, Is.Null);
        Assert.That(run.ScoresCsv(), Is.EqualTo(plain.ScoresCsv()));
    }

    [Test]
    public void Are_of_their_images_alone_where_the_store_holds_more([Values] bool whole)
    {
        using var run = new RunnerDirectory();
        using var undisturbed = new RunnerDirectory();
        var plan = Plan(shuffles: true);
        Run(undisturbed, plan, Rounds(plan, 6));
        if (whole)
            run.Run(plan with { Info = plan.Info with { Anytime = null } });
        else
            Run(run, plan, Rounds(plan, 18));
        Run(run, plan, Rounds(plan, 6));

        var (found, expected) = (run.Load(), undisturbed.Load());
        Assert.Multiple(() =>
        {
            Assert.That(run.ScoresCsv(), Is.EqualTo(undisturbed.ScoresCsv()));
            Assert.That(found.Shuffled, Is.EqualTo(expected.Shuffled));
            Assert.That(found.Predictions.Select(p => p.Image), Is.EqualTo(expected.Predictions.Select(p => p.Image)));
            Assert.That(found.Warnings, Is.Empty);
            Assert.That(RunInfoJson.ToText(found.Info), Is.EqualTo(RunInfoJson.ToText(expected.Info)));
            Assert.That(File.ReadAllText(run.File(RunFiles.Info)), Is.EqualTo(File.ReadAllText(undisturbed.File(RunFiles.Info))));
        });

        // What is not used is kept for a run that uses all.
        using var plain = new RunnerDirectory();
        var all = plan with { Info = plan.Info with { Anytime = null } };
        plain.Run(all);
        run.Run(all);
        Assert.That(run.ScoresCsv(), Is.EqualTo(plain.ScoresCsv()));
    }

    private sealed class Listener(Action<RunProgress> listen) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => listen(value);
    }
}
