using VisEval.Cli.Hosting;
using VisEval.Cli.Output;
using VisEval.Core;
using VisEval.Harness.Analysis.Visualizations;
using VisEval.Harness.Configuration.Visualizing;
using VisEval.Harness.Evaluation.Visualizing;
using VisEval.Harness.Reports.Visualizations;

namespace VisEval.Cli.Commands;

/// <summary>Measures the pictures of <c>visualize --metric</c>.</summary>
internal static class VisualizeScoring
{
    /// <summary>Measures, writes the files and shows the means; does nothing where nothing was asked for.</summary>
    /// <returns>Whether no metric failed.</returns>
    public static bool Run(
        CliHost host, VisualizeRequest request, VisualizePlan plan, IReadOnlyList<VisualizationOutcome> outcomes, int threads, bool quiet)
    {
        if (plan.Measuring is not { } measuring)
            return true;
        var scores = new ProgressView(host, quiet).Show(
            progress => VisualizationScorer.Score(plan.Job, outcomes, measuring, threads, progress, host.Stop));
        var summary = PictureSummary.Of(scores, Seed.Of(request.Seed));
        foreach (var file in PictureScoreFiles.Write(request.Out, scores, summary))
            host.Out.WriteLine(file);
        foreach (var failure in scores.Failures)
            host.Error.WriteLine(failure);
        if (!quiet)
            PictureSummaryView.Write(summary, host);
        var controls = plan.Job.Visualizers.Count(VisualizationScorer.IsControl);
        // Each visualizer is compared with every control and with its own pictures of other units.
        var tests = (controls + 1) * (plan.Job.Visualizers.Count - controls);
        // Of n units the smallest probability of a sign-flip test is 2⁻ⁿ.
        var needed = (int)Math.Ceiling(Math.Log2(Math.Max(1, tests) / PictureSummary.Alpha));
        if (plan.Job.Units.Count < needed)
            new Notes(host, quiet).Say(
                $"{Counted.Of(plan.Job.Units.Count, "unit")} {(plan.Job.Units.Count == 1 ? "is" : "are")} too few to tell a "
                + $"visualizer from a control by a test; {Counted.Of(tests, "comparison")} {(tests == 1 ? "needs" : "need")} {needed}.");
        return scores.Rows.All(r => r.Score.State != CellState.Failed);
    }
}
