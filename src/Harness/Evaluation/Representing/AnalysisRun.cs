using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Evaluation.Representing;

/// <summary>Does the analyses of a job, one after the other.</summary>
internal static class AnalysisRun
{
    /// <summary>Does them; one that fails does not stop the others.</summary>
    /// <param name="study">What is analysed.</param>
    /// <param name="analyses">The analyses.</param>
    /// <param name="begin">Hears which one begins.</param>
    /// <param name="found">Takes what one found.</param>
    /// <param name="failed">Takes why one found nothing, a sentence.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void All(
        Study study, IReadOnlyList<NamedAnalysis> analyses, Action<NamedAnalysis> begin, Action<NamedAnalysis, Findings> found,
        Action<NamedAnalysis, string> failed)
    {
        foreach (var analysis in analyses)
        {
            study.Stop.ThrowIfCancellationRequested();
            begin(analysis);
            var attempt = Attempt.One(() => Unwrapped(() => analysis.Unit.Value.Analyse(study)), study.Stop, analysis.Unit.Key);
            if (attempt.Error is { } error)
                failed(analysis, Recoverable.Message(error));
            else
                found(analysis, attempt.Value!);
        }
    }

    // Several threads may meet the same trouble; one of them tells it.
    private static Findings Unwrapped(Func<Findings> analyse)
    {
        Findings? findings = null;
        SideBySide.Unwrapped(() => findings = analyse());
        return findings!;
    }
}
