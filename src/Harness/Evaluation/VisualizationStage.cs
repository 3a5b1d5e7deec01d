using VisEval.Harness.Evaluation.Representing;
using VisEval.Harness.Evaluation.Visualizing;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Evaluation;

/// <summary>The part of a run that shows units of networks and looks into their layers: every finished unit of work is recorded, and what
/// is recorded is not done again.</summary>
/// <param name="store">The run's store, open.</param>
/// <param name="threads">Units of work done at once; changes no number.</param>
/// <param name="progress">Told of every finished unit of work.</param>
/// <param name="meter">Measures costs.</param>
/// <param name="stop">Ends the work at the next pass.</param>
internal sealed class VisualizationStage(
    ResultStore store, int threads, ProgressCounter progress, CostMeter meter, CancellationToken stop)
{
    /// <summary>Makes the pictures of a network and measures them.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; what is finished is kept.</exception>
    public void Do(NetworkVisualizing asked)
    {
        var keeper = new StoreKeeper(store, asked, progress);
        var outcomes = VisualizationRun.Make(asked.Job, threads, null, meter, stop, keeper);
        if (asked.Measuring is { } measuring)
            VisualizationScorer.Score(asked.Job, outcomes, measuring, threads, null, stop, keeper);
    }

    /// <summary>Does the analyses of a dataset.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; what is finished is kept.</exception>
    public void Do(AnalysisJob job)
    {
        var done = store.Read(VisualizationTables.Findings).Where(f => f.Dataset == job.Dataset).Select(f => f.Analysis).ToHashSet();
        List<NamedAnalysis> left = [.. job.Analyses.Where(a => !done.Contains(a.Unit.Key))];
        foreach (var analysis in job.Analyses.Except(left))
            Tell(analysis);
        AnalysisRun.All(
            job.Study with { Threads = threads, Stop = stop }, left,
            analysis => progress.Report(0, $"{job.Dataset}: {analysis.Unit.Key}"),
            (analysis, findings) =>
            {
                var images = SmallImages.Of(job, findings);
                store.Save(write =>
                {
                    VisualizationTables.Write(write, new AnalysisFindings(
                        job.Dataset, [.. job.Study.Networks.Select(n => n.Name)], analysis.Unit.Key, analysis.FileName, findings));
                    images(write);
                });
                Tell(analysis);
            },
            (analysis, error) =>
            {
                store.Save(write => write.Failure(new FailureRow(job.Dataset, "", analysis.Unit.Key, "", "", null, error)));
                Tell(analysis);
            });

        void Tell(NamedAnalysis analysis) =>
            progress.ReportPiece(job.Dataset, "", analysis.Unit.Key, $"{job.Dataset}: {analysis.Unit.Key}");
    }
}
