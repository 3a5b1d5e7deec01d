using VisEval.Core;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Results;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Analysis.Gate;

/// <summary>What of two runs is compared with what, and what becomes of values that only one has.</summary>
public sealed class GatePairingTests
{
    [Test]
    public void A_cell_without_any_value_is_lost_and_its_states_are_named()
    {
        var old = GateSamples.Deletions(("m", GateSamples.Around(0.2, 6)));
        var report = GateSamples.Compare(old, GateSamples.Deletions(("m", new double?[6])));
        var row = report.Rows.Single();
        Assert.Multiple(() =>
        {
            Assert.That((row.Verdict, row.Images, row.Difference, row.Fails), Is.EqualTo((CellVerdict.Lost, 0, (double?)null, true)));
            Assert.That(row.Reason, Is.EqualTo("no value stands any more: degenerate:constant"));
            Assert.That(report.Verdict, Is.EqualTo(ComparisonVerdict.Fail));
            Assert.That(report.States.Select(s => (s.Image, s.Old, s.New)), Does.Contain(("i3", "ok", "degenerate:constant")));
        });
    }

    [Test]
    public void A_method_that_was_not_run_again_is_lost_unless_the_policy_ignores_it()
    {
        var old = GateSamples.Deletions(("m", GateSamples.Around(0.2, 6)), ("n", GateSamples.Around(0.3, 6)));
        var current = GateSamples.Deletions(("m", GateSamples.Around(0.2, 6)));
        var report = GateSamples.Compare(old, current);
        var lenient = GateSamples.Compare(old, current, GatePolicy.Default with { MissingIsLost = false });
        Assert.Multiple(() =>
        {
            Assert.That(report.Rows[1].Verdict, Is.EqualTo(CellVerdict.Lost));
            Assert.That(report.Rows[1].Reason, Is.EqualTo("the current run has no method 'n'"));
            Assert.That(lenient.Rows.Select(r => r.Cell.Method.Shown), Is.EqualTo(new[] { "m" }));
            Assert.That(lenient.Verdict, Is.EqualTo(ComparisonVerdict.Pass));
            Assert.That(
                lenient.NotCompared, Is.EqualTo(new[] { new NotCompared("n, 1 of its numbers", "the current run has no method 'n'") }));
        });
    }

    [Test]
    public void What_had_no_value_before_has_nothing_to_lose()
    {
        var old = GateSamples.Deletions(("m", new double?[6]), ("n", GateSamples.Around(0.3, 6)));
        var report = GateSamples.Compare(old, GateSamples.Deletions(("m", GateSamples.Around(0.2, 6)), ("n", GateSamples.Around(0.3, 6))));
        Assert.That(report.Rows.Select(r => r.Cell.Method.Shown), Is.EqualTo(new[] { "n" }));
    }

    [Test]
    public void A_few_lost_values_leave_a_loss_standing_but_no_equivalence()
    {
        var old = GateSamples.Deletions(("m", GateSamples.Around(0.2, 12)), ("n", GateSamples.Around(0.2, 12)));
        var report = GateSamples.Compare(
            old, GateSamples.Deletions(("m", [.. GateSamples.Around(0.2, 11), null]), ("n", [.. GateSamples.Around(0.6, 11), null])));
        Assert.Multiple(() =>
        {
            Assert.That(report.Rows.Select(r => r.Verdict), Is.EqualTo(new[] { CellVerdict.Undecided, CellVerdict.Worse }));
            Assert.That(report.Rows[0].Reason, Is.EqualTo("equivalent only if the lost values are not bad ones"));
            Assert.That(report.Rows.Select(r => (r.Images, r.Lost.Count, r.IsWorstCase)), Is.All.EqualTo((11, 1, false)));
        });
    }

    [Test]
    public void Many_lost_values_count_as_the_worst_possible()
    {
        var old = GateSamples.Deletions(("m", GateSamples.Around(0.2, 12)));
        var row = GateSamples.Row(old, GateSamples.Deletions(("m", [.. GateSamples.Around(0.2, 6), .. new double?[6]])));
        Assert.Multiple(() =>
        {
            Assert.That((row.Verdict, row.Images, row.IsWorstCase), Is.EqualTo((CellVerdict.Worse, 12, true)));
            // Six images without a difference, six from about 0.2 to 1, the worst deletion there is.
            Assert.That(row.Difference, Is.EqualTo(-row.Lost.Sum(l => 1 - l.Old) / 12).Within(1e-12));
        });
    }

    [Test]
    public void Images_that_were_not_run_again_are_left_out_and_counted()
    {
        var row = GateSamples.Row(
            GateSamples.Deletions(("m", GateSamples.Around(0.2, 12))), GateSamples.Deletions(("m", GateSamples.Around(0.2, 5))));
        Assert.That((row.Verdict, row.Images, row.NotRun, row.Lost.Count), Is.EqualTo((CellVerdict.Equivalent, 5, 7, 0)));
    }

    [Test]
    public void Another_class_of_the_same_image_is_not_compared()
    {
        var old = GateSamples.Deletions(("m", GateSamples.Around(0.2, 6)));
        var current = old with { Scores = [.. old.Scores.Select(s => s with { Cell = s.Cell with { Target = 1 } })] };
        var row = GateSamples.Row(old, current);
        Assert.That(
            (row.Verdict, row.Images, row.OtherClass, row.Reason),
            Is.EqualTo((CellVerdict.Undecided, 0, 6, "the runs have no image and class in common")));
    }

    [Test]
    public void Units_with_other_options_are_matched_by_name_and_said()
    {
        RunResults Run(string rise, string metric)
        {
            var deletion = ReportSamples.Deletion with { Key = metric };
            return ReportSamples.Empty([new MethodInfo(rise, "rise", "perturbation", "")], [deletion], "net")
                .With(rise, deletion, GateSamples.Around(0.2, 6));
        }
        var report = GateSamples.Compare(Run("rise:masks=100", "deletion"), Run("rise:masks=10", "deletion:step=5"));
        Assert.Multiple(() =>
        {
            Assert.That(report.Rows.Single().Verdict, Is.EqualTo(CellVerdict.Equivalent));
            Assert.That(report.Differences, Is.EqualTo(new[]
            {
                "method 'rise': 'rise:masks=100' before, 'rise:masks=10' now",
                "metric 'deletion': 'deletion' before, 'deletion:step=5' now",
            }));
        });
    }

    [Test]
    public void A_key_that_is_there_is_not_taken_for_another_of_its_name()
    {
        (string, string)[] old = [("rise:masks=1", "rise"), ("rise:masks=2", "rise"), ("rise:masks=3", "rise"), ("lime", "lime")];
        (string, string)[] current =
            [("rise:masks=3", "rise"), ("rise:masks=2", "rise"), ("rise:masks=4", "rise"), ("lime:samples=2", "lime")];
        Assert.Multiple(() =>
        {
            Assert.That(
                UnitMatching.Of(old, current).Select(p => p.New),
                Is.EqualTo(new[] { "rise:masks=4", "rise:masks=2", "rise:masks=3", "lime:samples=2" }));
            Assert.That(UnitMatching.Of(old, current[2..])[0].New, Is.Null, "three of the name are left, and no one can say which it was");
        });
    }

    [Test]
    public void A_network_is_known_by_its_name_and_another_file_is_said()
    {
        var old = GateSamples.Deletions(("m", GateSamples.Around(0.2, 6)));
        var other = old with { Info = old.Info with { Models = [new ModelInfo("net", "net.onnx", "another")] } };
        var renamed = old with
        {
            Info = old.Info with { Models = [old.Info.Models[0] with { Name = "net2" }] },
            Scores = [.. old.Scores.Select(s => s with { Cell = s.Cell with { Model = "net2" } })],
        };
        Assert.Multiple(() =>
        {
            Assert.That(
                GateSamples.Compare(old, other).Differences,
                Is.EqualTo(new[] { "network 'net': the file differs (SHA-256 sha-of-net before, another now)" }));
            Assert.That(
                GateSamples.Compare(old, renamed).Differences,
                Is.EqualTo(new[] { "network 'net' is called 'net2' now; the file is the same" }));
            Assert.That(GateSamples.Row(old, renamed).Verdict, Is.EqualTo(CellVerdict.Equivalent));
        });
    }

    [Test]
    public void Datasets_that_differ_are_refused()
    {
        var run = GateSamples.Deletions(("m", GateSamples.Around(0.2, 6)));
        RunResults On(string name, string hash) =>
            run with { Info = run.Info with { Datasets = [run.Info.Datasets[0] with { Name = name, Sha256 = hash }] } };
        void Refused(RunResults current, string why) =>
            Assert.That(() => GateSamples.Compare(run, current), Throws.TypeOf<InputException>().With.Message.Contains(why));
        Assert.Multiple(() =>
        {
            Refused(On("toy", "d2"), "another manifest");
            Refused(On("other", "d1"), "share no dataset");
        });
    }

    [Test]
    public void Numbers_that_cannot_be_paired_are_named_with_the_reason()
    {
        var pooled = new MetricInfo("max-box-acc", "max-box-acc", "localization", "", [new("accuracy", Direction.Higher, 0, 1)]);
        var scaled = new MetricInfo("some", "some", "axioms", "", [new("error", Direction.Lower, 0, 9) { DependsOnScale = true }]);
        var run = ReportSamples.Empty([ReportSamples.Method("m")], [ReportSamples.Deletion, pooled, scaled], "net")
            .With("m", ReportSamples.Deletion, GateSamples.Around(0.2, 6)).With("m", pooled, [1, 0]).With("m", scaled, [1, 0]);
        var report = GateSamples.Compare(run, run);
        Assert.Multiple(() =>
        {
            Assert.That(report.Rows.Select(r => r.Cell.Metric.Shown), Is.EqualTo(new[] { "deletion" }));
            Assert.That(report.NotCompared.Select(n => n.What), Is.EqualTo(new[] { "max-box-acc accuracy", "some error" }));
            Assert.That(report.NotCompared[0].Why, Does.Contain("over all images together"));
            Assert.That(report.NotCompared[1].Why, Does.Contain("unit of the map"));
        });
    }
}
