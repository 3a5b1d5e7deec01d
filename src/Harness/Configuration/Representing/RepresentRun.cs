using VisEval.Harness.Evaluation;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Configuration.Representing;

/// <summary>Does the analyses of a plan, one after the other.</summary>
public static class RepresentRun
{
    /// <summary>Does them; one that fails does not stop the others.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="analyses">The analyses.</param>
    /// <param name="begin">Hears which one begins.</param>
    /// <param name="found">Takes what one found.</param>
    /// <returns>What failed, a sentence each.</returns>
    public static IReadOnlyList<string> All(
        RepresentPlan plan, IReadOnlyList<NamedAnalysis> analyses, Action<NamedAnalysis> begin, Action<NamedAnalysis, Findings> found)
    {
        var failures = new List<string>();
        foreach (var analysis in analyses)
        {
            begin(analysis);
            var attempt = Attempt.One(() => analysis.Unit.Value.Analyse(plan.Study));
            if (attempt.Error is { } error)
                failures.Add($"{analysis.Unit.Key} failed: {Recoverable.Message(First(error))}");
            else
                found(analysis, attempt.Value!);
        }
        return failures;
    }

    // Several threads may meet the same trouble; one of them tells it.
    private static Exception First(Exception error) => error is AggregateException several ? several.Flatten().InnerExceptions[0] : error;
}
