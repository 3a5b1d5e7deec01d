using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Harness.Results.Visualizations;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Evaluation.Representing;

/// <summary>The analyses of the networks of one dataset.</summary>
/// <param name="Dataset">The name of the dataset.</param>
/// <param name="Study">The networks with their layers, the images and the concepts.</param>
/// <param name="Analyses">The analyses.</param>
internal sealed record AnalysisJob(string Dataset, Study Study, IReadOnlyList<NamedAnalysis> Analyses) : IFurtherWork
{
    /// <summary>An image of the dataset by its place, as a small WebP; null where reports need none.</summary>
    public Func<int, byte[]>? Small { get; init; }

    /// <summary>An analysis each.</summary>
    public int Count => Analyses.Count;

    /// <inheritdoc/>
    public void Do(FurtherWorkPlace place)
    {
        var (store, progress) = (place.Store, place.Progress);
        var done = store.Read(VisualizationTables.Findings).Where(f => f.Dataset == Dataset).Select(f => f.Analysis).ToHashSet();
        List<NamedAnalysis> left = [.. Analyses.Where(a => !done.Contains(a.Unit.Key))];
        foreach (var analysis in Analyses.Except(left))
            Tell(analysis);
        AnalysisRun.All(
            Study with { Threads = place.Threads, Stop = place.Stop }, left,
            analysis => progress.Report(0, $"{Dataset}: {analysis.Unit.Key}"),
            (analysis, findings) =>
            {
                var images = SmallImages.Of(this, findings);
                store.Save(write =>
                {
                    VisualizationTables.Write(write, new AnalysisFindings(
                        Dataset, [.. Study.Networks.Select(n => n.Name)], analysis.Unit.Key, analysis.FileName, findings));
                    images(write);
                });
                Tell(analysis);
            },
            (analysis, error) =>
            {
                store.Save(write => write.Failure(new FailureRow(Dataset, "", analysis.Unit.Key, "", "", null, error)));
                Tell(analysis);
            });

        void Tell(NamedAnalysis analysis) => progress.ReportPiece(Dataset, "", analysis.Unit.Key, $"{Dataset}: {analysis.Unit.Key}");
    }
}
