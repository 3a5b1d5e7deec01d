using VisEval.Core;
using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>Whether the names of a policy are those of the runs: a misspelt name would guard nothing.</summary>
internal static class GatePolicyNames
{
    /// <summary>One sentence a name that neither run has.</summary>
    public static IReadOnlyList<string> Mistakes(GatePolicy policy, RunInfo old, RunInfo current)
    {
        RunInfo[] runs = [old, current];
        var rules = policy.Named.Concat(policy.Cells).ToList();
        return
        [
            .. Unknown("dataset", rules.Select(r => r.Dataset), runs.SelectMany(r => r.Datasets.Select(d => d.Name))),
            .. Unknown("network", rules.Select(r => r.Model), runs.SelectMany(r => r.Models.Select(m => m.Name))),
            .. Unknown("method", rules.Select(r => r.Method), runs.SelectMany(r => r.Methods.SelectMany(m => (string[])[m.Name, m.Key]))),
            .. Unknown("metric", rules.Select(r => r.Metric), runs.SelectMany(r => r.Metrics.SelectMany(m => (string[])[m.Name, m.Key]))),
            .. Unknown(
                "score", rules.Select(r => r.Score), runs.SelectMany(r => r.Metrics.SelectMany(m => m.Scores.Select(s => s.Name)))),
        ];
    }

    private static IEnumerable<string> Unknown(string kind, IEnumerable<string?> used, IEnumerable<string> known)
    {
        var names = known.Distinct().ToList();
        return used.OfType<string>().Distinct().Where(n => !names.Contains(n))
            .Select(n => $"The policy names the {kind} '{n}', which neither run has. {Suggestions.Sentence(n, names)}");
    }
}
