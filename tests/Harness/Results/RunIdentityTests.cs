using VisEval.Harness.Results;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Results;

internal sealed class RunIdentityTests
{
    private static readonly RunInfo Info = RunnerPlan.Info();

    [Test]
    public void What_changes_no_number_makes_no_other_run()
    {
        var same = Info with
        {
            Threads = 9,
            Cells = 12,
            MaxMemoryMegabytes = 1,
            DeviceMemoryMegabytes = 1,
            Machine = new Dictionary<string, string>(),
            Datasets = [Info.Datasets[0] with { Path = "elsewhere" }],
            Models = [.. Info.Models.Select(m => m with { Path = "elsewhere" })],
        };

        Assert.That(RunIdentity.Differences(Info, same), Is.Empty);
    }

    [TestCaseSource(nameof(Others))]
    public void What_changes_a_number_is_named(RunInfo other, string difference) =>
        Assert.That(RunIdentity.Differences(Info, other), Is.EqualTo(new[] { difference }));

    [Test]
    public void What_only_the_stored_run_has_is_named_too() => Assert.That(
        RunIdentity.Differences(Info with { Reference = new ReferenceInfo("16", "ab") }, Info), Is.EqualTo(new[] { "other reference" }));

    [Test]
    public void Pictures_and_analyses_can_be_added_and_are_told_apart_by_their_options()
    {
        var shown = Info with
        {
            Visualizations = new VisualizationsInfo(
                [new("a", "a", "", false), new("noise", "noise", "", true)], ["class:1"], ["activation"], 1),
            Representation = new RepresentationInfo([new("tcav", "tcav", "")], [], ["zebra=/there"]) { ConceptsSha256 = "0123456789" },
        };
        Assert.That(RunIdentity.Differences(Info, shown), Is.Empty);
        Assert.That(RunIdentity.Differences(shown, Info), Is.EqualTo(new[]
        {
            "--visualizer: a there, none here", "--unit: class:1 there, none here", "--visualization-metric: activation there, none here",
            "--visualization-seeds: 1 there, none here", "--analysis: tcav there, none here", "--layer: final there, none here",
            "--concept: zebra there, none here", "--concept NAME=DIR: with SHA-256 01234567… there, none here",
        }));
        var others = shown with
        {
            Visualizations = shown.Visualizations with { Seeds = 2 },
            Representation = shown.Representation with { ConceptsSha256 = "9876543210", Concepts = ["zebra=/elsewhere"] },
        };
        Assert.That(RunIdentity.Differences(shown, others), Is.EqualTo(new[]
        {
            "--visualization-seeds: 1 there, 2 here", "--concept NAME=DIR: with SHA-256 01234567… there, with SHA-256 98765432… here",
        }));
        var fewer = shown with { Visualizations = shown.Visualizations with { Planned = 3 } };
        Assert.That(RunIdentity.Differences(shown, fewer), Is.EqualTo(new[] { "other visualizations" }));
    }

    private static IEnumerable<TestCaseData> Others()
    {
        yield return new TestCaseData(Info with { Version = "0.2.0" }, "version \"0.1.0\" there, \"0.2.0\" here")
            .SetArgDisplayNames("version");
        yield return new TestCaseData(Info with { Preset = "full" }, "preset \"quick\" there, \"full\" here").SetArgDisplayNames("preset");
        yield return new TestCaseData(Info with { Limit = 4 }, "limit none there, 4 here").SetArgDisplayNames("limit");
        yield return new TestCaseData(Info with { Device = "cuda" }, "device none there, \"cuda\" here").SetArgDisplayNames("device");
        yield return new TestCaseData(Info with { Seed = 8 }, "seed 7 there, 8 here").SetArgDisplayNames("seed");
        yield return new TestCaseData(Info with { Datasets = [Info.Datasets[0] with { Sha256 = "00" }] }, "other datasets")
            .SetArgDisplayNames("datasets");
        yield return new TestCaseData(Info with { Models = [Info.Models[0]] }, "other models").SetArgDisplayNames("models");
        yield return new TestCaseData(Info with { Models = [Info.Models[0] with { RandomLabelsSha256 = "00" }, Info.Models[1]] },
            "other models").SetArgDisplayNames("random labels");
        yield return new TestCaseData(Info with { Reference = new ReferenceInfo("16", "ab") }, "other reference")
            .SetArgDisplayNames("reference");
        yield return new TestCaseData(Info with { TargetsPerImage = 1 }, "targetsPerImage none there, 1 here")
            .SetArgDisplayNames("targets");
        yield return new TestCaseData(Info with { LeftOut = [new LeftOutMethod("rise", 4000, 100)] }, "other leftOut")
            .SetArgDisplayNames("left out");
        yield return new TestCaseData(Info with { Methods = [.. Info.Methods.Reverse()] }, "other methods").SetArgDisplayNames("methods");
        yield return new TestCaseData(
            Info with { Metrics = [Info.Metrics[0] with { Scores = [new ScoreInfo("number", Direction.Higher, 0, 1)] }] }, "other metrics")
            .SetArgDisplayNames("metrics");
    }
}
