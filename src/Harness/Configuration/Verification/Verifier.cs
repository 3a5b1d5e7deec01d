using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Bundles;

namespace VisEval.Harness.Configuration.Verification;

/// <summary>What became of the verification of a bundle whose hashes are right.</summary>
/// <param name="Sampled">Cells that were recomputed.</param>
/// <param name="Cells">Cells that could be.</param>
/// <param name="Numbers">Numbers and points of curves that were compared.</param>
/// <param name="Differences">What is not reproduced, each a sentence; empty where everything is.</param>
internal sealed record Verification(int Sampled, int Cells, int Numbers, IReadOnlyList<string> Differences)
{
    /// <summary>Whether everything that was looked at is reproduced.</summary>
    public bool IsReproduced => Differences.Count == 0;
}

/// <summary>Recomputes a sample of a bundle's cells and compares.</summary>
internal static class Verifier
{
    /// <summary>Verifies a bundle.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="plan">Its run, ready to be done again.</param>
    /// <param name="request">How many cells, drawn by which seed.</param>
    /// <param name="progress">Told of every finished explanation.</param>
    /// <param name="stop">Ends the work at the next pass.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Verification Verify(
        Bundle bundle, VerifyPlan plan, VerifyRequest request, IProgress<RunProgress> progress, CancellationToken stop)
    {
        var stated = bundle.Results;
        var top1 = stated.Predictions.ToDictionary(p => (p.Dataset, p.Model, p.Image), p => p.Top1);
        List<CellKey> planned =
        [
            .. StatedSample.Of(stated.Info, plan.Jobs.SelectMany(job => Recomputation.CellsOf(
                job, image => top1.GetValueOrDefault((job.Images.Name, job.ModelName, image), ExplanationKey.NoTarget)))),
        ];
        var comparison = new Comparison(stated);
        var networks = plan.Jobs.Select(j => (j.Images.Name, j.ModelName)).ToHashSet();
        comparison.Completeness(planned, networks);
        comparison.Sample(StatedSample.Mistakes(stated.Info, plan.Jobs, plan.Threads, stop));
        comparison.Provenance(bundle);
        comparison.Means();
        var known = planned.Where(comparison.Has).ToList();
        var sample = Sample(known, request);
        var found = Recomputation.Of(plan.Jobs, stated.Info.Seed, plan.Threads, top1, sample, progress, stop);
        comparison.Predictions(found.Predictions);
        foreach (var cell in known.Where(sample.Contains))
            comparison.Cell(cell, found);
        return new Verification(sample.Count, known.Count, comparison.Numbers, comparison.Differences);
    }

    private static HashSet<CellKey> Sample(List<CellKey> cells, VerifyRequest request)
    {
        var drawn = cells.ToArray();
        Seed.Of(request.Seed).For("sample of cells").Random().Shuffle<CellKey>(drawn);
        return [.. drawn.Take(request.Cells ?? drawn.Length)];
    }
}
