using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Visualizations;
using VisEval.Methods;
using VisEval.Methods.Representation.Contracts;
using VisEval.Metrics.Visualization;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Analysis;

/// <summary>Pictures of units and findings of several runs together.</summary>
public sealed class MergedVisualizationsTests
{
    private static readonly Catalogue<IVisualizationMetric> Metrics = new(typeof(IVisualizationMetric).Assembly);

    private static readonly Unit<IVisualizationMetric> Activation = Metrics.Create("activation");

    [Test]
    public void The_pictures_numbers_and_findings_of_all_runs_are_there_once()
    {
        var merged = MergedResults.Merge([Run("one", "a", 1), Run("one", "b", 2), Run("two", "a", 3), Run("one", "a", 1)]);
        Assert.Multiple(() =>
        {
            Assert.That(merged.Visualizations.Select(v => v.Model), Is.EqualTo(new[] { "one", "two" }));
            Assert.That(merged.Visualizations[0].Pictures.Select(p => p.Visualizer), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(merged.Visualizations[0].Scores!.Rows.Select(r => (r.Visualizer, r.Score.Value)), Is.EqualTo(new[]
            {
                ("a", (double?)1), ("b", 2),
            }));
            Assert.That(merged.Visualizations[0].Timings, Has.Count.EqualTo(2));
            Assert.That(merged.Info.Visualizations!.Visualizers.Select(v => v.Key), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(merged.Findings.Select(f => f.Models.Single()), Is.EqualTo(new[] { "one", "two" }));
            Assert.That(merged.Info.Representation!.Analyses.Single().Key, Is.EqualTo("embedding"));
        });
    }

    [Test]
    public void It_is_said_that_networks_of_different_runs_are_not_compared()
    {
        Assert.That(
            MergedResults.Merge([Run("one", "a", 1), Run("two", "a", 3)]).Warnings,
            Has.One.StartsWith("Networks of different runs are not compared by analyses of layers (embedding)"));
        Assert.That(MergedResults.Merge([Run("one", "a", 1), Run("one", "b", 2)]).Warnings, Is.Empty);
    }

    [Test]
    public void Contradictions_are_named()
    {
        var other = Run("one", "a", 2);
        Assert.That(
            () => MergedResults.Merge([Run("one", "a", 1), other]),
            Throws.TypeOf<InputException>()
                .With.Message.Contains("the picture of class:1 by a for one on")
                .And.Message.Contains("activation relative of a for class:1 of one on"));
        var found = other.Findings[0];
        var changed = Run("one", "b", 1) with { Findings = [found with { Findings = new Findings([], []) }] };
        Assert.That(
            () => MergedResults.Merge([other, changed]),
            Throws.TypeOf<InputException>().With.Message.Contains("the analysis embedding of one on"));
        var seeds = other with { Info = other.Info with { Visualizations = other.Info.Visualizations! with { Seeds = 2 } } };
        Assert.That(
            () => MergedResults.Merge([Run("one", "a", 2), seeds]),
            Throws.TypeOf<InputException>().With.Message.Contains("--visualization-seeds"));
    }

    [Test]
    public void Where_numbers_are_of_other_units_or_networks_this_is_said_and_not_that_they_contradict_each_other()
    {
        // The picture of another unit than class:2 is of class:1 in one run and of class:3 in the other.
        string Refusal(string metric, string score, Func<RunResults, RunResults, (RunResults, RunResults)> change, bool another)
        {
            var (one, other) = change(Of(metric, score, "class:1", 0.25, another), Of(metric, score, "class:3", 0.5, another));
            return Assert.Throws<InputException>(() => MergedResults.Merge([one, other]))!.Message;
        }
        RunResults With(RunResults run, params string[] models) => run with
        {
            Info = run.Info with { Models = [.. models.Select(m => run.Info.Models[0] with { Name = m })] },
        };
        var units = Refusal("activation", "relative", (a, b) => (a, b), another: true);
        Assert.That(units, Is.EqualTo(
            "The runs have other units (class:1, class:2; class:2, class:3), which changes activation relative of another-unit:a of one on "
            + "toys. Ask for all units in one run, or report these runs one by one."));
        var networks = Refusal("transferability", "probability", (a, b) => (With(a, "one", "two"), With(b, "one")), another: false);
        Assert.That(networks, Does.StartWith(
            "The runs have other networks (two; none), which changes transferability probability of a of one on toys."));
        // Activation asks no other network: nothing explains the difference.
        Assert.That(
            Refusal("activation", "relative", (a, b) => (With(a, "one", "two"), With(b, "one")), another: false), Does.StartWith(
                "The runs contradict each other in activation relative of a for class:2 of one on toys"));
    }

    [Test]
    public void Where_an_analysis_looked_into_other_layers_or_at_other_concepts_this_is_said()
    {
        RunResults Found(string concept, params string[] layers) => Run("one", "a", 1) is var run ? run with
        {
            Info = run.Info with { Representation = run.Info.Representation! with { Concepts = [concept] } },
            Findings =
            [
                run.Findings[0] with
                {
                    Findings = new Findings(
                        [
                            new FindingTable(
                                "t", "A row.", [new("layer", "L."), new("c", "C.")],
                                [.. layers.Select(l => FindingRow.Of(l, concept.Length))]),
                        ], []),
                },
            ],
        } : run;
        string Refusal(RunResults a, RunResults b) => Assert.Throws<InputException>(() => MergedResults.Merge([a, b]))!.Message;
        Assert.That(Refusal(Found("x", "low"), Found("x", "low", "high")), Is.EqualTo(
            "The runs have other layers (low; low, high), which changes the analysis embedding of one on toys. Ask for all "
            + "layers in one run, or report these runs one by one."));
        Assert.That(Refusal(Found("x", "low"), Found("other", "low")), Does.StartWith(
            "The runs have other concepts (x; other), which changes the analysis "));
    }

    // Two units, the second of which both runs have; its number differs.
    private static RunResults Of(string metric, string score, string unit, double value, bool another)
    {
        var (run, unitOfMetric) = (Run("one", "a", 1), Metrics.Create(metric));
        var shown = run.Visualizations[0];
        var measured = new VisualizationScore(score, value, CellState.Ok) { Unit = "class:2", Picture = 0 };
        var measurement = new PictureMeasurement("a", false, unitOfMetric.Key, another ? [] : [measured], new Dictionary<string, double>())
        {
            OfOthers = another ? [new OtherUnitScore(unit, measured)] : [],
        };
        return run with
        {
            Findings = [],
            Visualizations =
            [
                shown with
                {
                    Pictures = [shown.Pictures[0] with { Unit = unit }, shown.Pictures[0] with { Unit = "class:2" }],
                    Scores = PictureScores.Of("toys", "one", [unitOfMetric], [measurement], new Dictionary<string, int>()),
                },
            ],
        };
    }

    private static RunResults Run(string model, string visualizer, byte number)
    {
        var plain = ReportSamples.Small();
        var row = new VisualizationRow("class:1", 1, visualizer, false, 0, PictureKind.Input, [number])
        {
            Channels = 1,
            Height = 1,
            Width = 1,
        };
        var score = new VisualizationScore("relative", number, CellState.Ok) { Unit = "class:1", Picture = 0 };
        var measured = new PictureMeasurement(visualizer, false, Activation.Key, [score], new Dictionary<string, double>());
        return plain with
        {
            Info = plain.Info with
            {
                Visualizations = new VisualizationsInfo(
                    [new VisualizerInfo(visualizer, visualizer, "nobody", false)], ["class:1"], [Activation.Key], 1),
                Representation = new RepresentationInfo([new AnalysisInfo("embedding", "embedding", "nobody")], [], []),
            },
            Visualizations =
            [
                new NetworkVisualizations(
                    "toys", model, [row], PictureScores.Of("toys", model, [Activation], [measured], new Dictionary<string, int>()))
                {
                    Timings = [new UnitTiming("class:1", visualizer, 0, number, 1, 1, 1)],
                },
            ],
            Findings =
            [
                new AnalysisFindings(
                    "toys", [model], "embedding", "embedding",
                    new Findings([new FindingTable("t", "A row.", [new("c", "C.")], [FindingRow.Of(1.5)])], [])),
            ],
        };
    }
}
