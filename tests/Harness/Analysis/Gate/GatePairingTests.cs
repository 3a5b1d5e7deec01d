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
    public void Images_that_were_not_run_again_are_counted_and_leave_no_equivalence_unless_the_policy_ignores_them()
    {
        var old = GateSamples.Deletions(("m", GateSamples.Around(0.2, 12)));
        var now = GateSamples.Deletions(("m", GateSamples.Around(0.2, 5)));
        var strict = GatePolicy.Default with { Strict = true };
        var report = GateSamples.Compare(old, now);
        var (row, lenient) = (report.Rows.Single(), GateSamples.Row(old, now, GatePolicy.Default with { MissingIsLost = false }));
        Assert.Multiple(() =>
        {
            Assert.That((row.Verdict, row.Images, row.NotRun, row.Lost.Count), Is.EqualTo((CellVerdict.Undecided, 5, 7, 0)));
            Assert.That(row.Reason, Is.EqualTo("equivalent in the images that were run again"));
            Assert.That(report.Coverage, Is.EqualTo(new GateCoverage(12, 5, 12, 5, 0, 0, 7, 0)));
            Assert.That(GateSamples.Compare(old, now, strict).Verdict, Is.EqualTo(ComparisonVerdict.Fail));
            Assert.That((lenient.Verdict, lenient.NotRun), Is.EqualTo((CellVerdict.Equivalent, 7)));
        });
    }

    [Test]
    public void Rows_that_vanished_of_images_that_were_run_are_lost()
    {
        var old = GateSamples.Deletions(("m", GateSamples.Around(0.2, 12)), ("n", GateSamples.Around(0.3, 12)));
        var cut = old with { Scores = [.. old.Scores.Where(s => s.Cell is not { Method: "m", Image: "i3" })] };
        var report = GateSamples.Compare(old, cut);
        Assert.Multiple(() =>
        {
            Assert.That(report.Rows.Select(r => r.Verdict), Is.EqualTo(new[] { CellVerdict.Lost, CellVerdict.Equivalent }));
            Assert.That((report.Rows[0].Missing, report.Rows[0].Lost.Single().State), Is.EqualTo((1, LostValue.NoRow)));
            Assert.That(report.Verdict, Is.EqualTo(ComparisonVerdict.Fail));
            Assert.That(report.Coverage, Is.EqualTo(new GateCoverage(12, 12, 24, 23, 0, 1, 0, 0)));
        });
    }

    [Test]
    public void A_metric_asked_of_fewer_images_lost_nothing_but_shows_less()
    {
        var old = GateSamples.Deletions(("m", GateSamples.Around(0.2, 12)));
        var other = ReportSamples.Deletion with { Key = "other", Name = "other" };
        var run = old.With("m", other, GateSamples.Around(0.2, 12)) with
        {
            Info = old.Info with { Metrics = [ReportSamples.Deletion, other] },
        };
        var now = run with
        {
            Info = run.Info with { Metrics = [ReportSamples.Deletion, other with { Images = 6 }] },
            Scores = [.. run.Scores.Where(s => s.Cell.Metric != "other" || s.Cell.Image.Length < 3 && s.Cell.Image[1] < '6')],
        };
        var row = GateSamples.Compare(run, now).Rows.Single(r => r.Cell.Metric.Old == "other");
        Assert.That((row.Verdict, row.Missing, row.NotRun), Is.EqualTo((CellVerdict.Undecided, 0, 6)));
    }

    [Test]
    public void A_run_that_is_not_whole_passes_nothing_and_images_that_it_did_not_reach_are_lost()
    {
        const string Warning = "This run is not finished.";
        var old = GateSamples.Deletions(("m", GateSamples.Around(0.2, 12)));
        var whole = GateSamples.Compare(old, old with { Warnings = [Warning] });
        var killed = GateSamples.Compare(old, old with { Warnings = [Warning], Scores = [.. old.Scores.Take(6)] });
        Assert.Multiple(() =>
        {
            Assert.That((whole.Rows.Single().Verdict, whole.Verdict), Is.EqualTo((CellVerdict.Equivalent, ComparisonVerdict.Undecided)));
            Assert.That(whole.Warnings, Is.EqualTo(new[] { "The current run 'new': This run is not finished." }));
            Assert.That((killed.Rows.Single().Verdict, killed.Rows.Single().Missing), Is.EqualTo((CellVerdict.Lost, 6)));
        });
    }

    [Test]
    public void Fewer_images_and_other_seeds_are_differences()
    {
        var old = GateSamples.Deletions(("m", GateSamples.Around(0.2, 6)));
        var now = old with { Info = old.Info with { Limit = 1, Seeds = 3, Preset = "another", Device = "cuda:1" } };
        Assert.That(GateSamples.Compare(old, now).Differences, Is.EqualTo(new[]
        {
            "device: cpu before, cuda:1 now",
            $"preset: {old.Info.Preset} before, another now",
            $"limit of images: {(old.Info.Limit is { } limit ? $"{limit}" : "none")} before, 1 now",
            "seeds of each explanation: 1 before, 3 now",
        }));
    }

    [Test]
    public void Other_pictures_and_analyses_are_differences()
    {
        var old = GateSamples.Deletions(("m", GateSamples.Around(0.2, 6)));
        var shown = new VisualizationsInfo([new("class-model", "class-model", "", false)], [], ["cost"], 2);
        var found = new RepresentationInfo([new("tcav", "tcav", "")], ["input"], []);
        var now = old with { Info = old.Info with { Visualizations = shown, Representation = found } };
        Assert.That(GateSamples.Compare(old, now).Differences, Is.EqualTo(new[]
        {
            "visualizers: none before, class-model now", "units shown: none before, classes now",
            "visualization metrics: none before, cost now", "visualization seeds: none before, 2 now", "analyses: none before, tcav now",
            "layers analysed: none before, input now", "concepts: none before, all of the dataset now",
        }));
        Assert.That(GateSamples.Compare(now, now).Differences, Is.Empty);
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
