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
    private static readonly Unit<IVisualizationMetric> Activation =
        new Catalogue<IVisualizationMetric>(typeof(IVisualizationMetric).Assembly).Create("activation");

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
