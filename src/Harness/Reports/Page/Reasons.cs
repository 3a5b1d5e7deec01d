using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Page;

/// <summary>Why an explanation has no map to show.</summary>
internal sealed class Reasons
{
    private readonly Dictionary<(string Method, string Image, int Target), string> _degenerate;
    private readonly ILookup<(string Method, string Image), FailureRow> _failures;

    private Reasons(IEnumerable<ScoreRow> scores, IEnumerable<FailureRow> failures)
    {
        _degenerate = scores.Where(s => s.State.Text.StartsWith("degenerate", StringComparison.Ordinal))
            .GroupBy(s => (s.Cell.Method, s.Cell.Image, s.Cell.Target))
            .ToDictionary(g => g.Key, g => g.First().State.Text.Replace(":", ": ", StringComparison.Ordinal));
        _failures = failures.ToLookup(f => (f.Method, f.Image));
    }

    /// <summary>Of one model on one dataset.</summary>
    public static Reasons Of(RunResults results, string dataset, string model) => new(
        results.Scores.Where(s => s.Cell.Dataset == dataset && s.Cell.Model == model),
        results.Failures.Where(f => f.Dataset == dataset && f.Model == model && f.Metric == ""));

    /// <summary>The state of the map, "failed", or that there is none.</summary>
    public string Why(string method, string image, int target)
    {
        // A failure without image or target concerns them all.
        if (_failures[(method, image)].Concat(_failures[(method, "")]).Any(f => f.Target is null || f.Target == target))
            return "failed";
        return _degenerate.GetValueOrDefault((method, image, target), "no map");
    }
}
