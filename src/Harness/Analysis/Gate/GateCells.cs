using VisEval.Core;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>The cells of a baseline: its numbers that can be paired by image.</summary>
/// <param name="Cells">In the baseline's order.</param>
/// <param name="Left">The numbers that cannot, and why.</param>
internal sealed record GateCells(IReadOnlyList<GateCell> Cells, IReadOnlyList<NotCompared> Left)
{
    /// <summary>Of two runs.</summary>
    public static GateCells Of(RunInfo old, RunInfo current, IEnumerable<NumberKey> numbers, RunMatch match, KnownMetrics known)
    {
        var models = match.Models.ToDictionary(m => m.Old);
        var methods = match.Methods.ToDictionary(m => m.Old);
        var metrics = match.Metrics.ToDictionary(m => m.Old);
        var facts = old.Metrics.ToDictionary(m => m.Key);
        var controls = old.Methods.Where(m => m.IsControl).Select(m => m.Key).ToHashSet();
        var after = current.Metrics.ToDictionary(m => m.Key);
        var reasons = old.Metrics.SelectMany(m => m.Scores.Select(s => (
                Key: (m.Key, s.Name), Why: Reason(m, s, metrics[m.Key].New is { } key ? after.GetValueOrDefault(key) : null, known))))
            .Where(r => r.Why is not null).ToDictionary(r => r.Key, r => r.Why!);
        var (cells, left, unpaired) = (new List<GateCell>(), new List<NotCompared>(), new List<(string, string, string)>());
        foreach (var number in numbers)
            if (reasons.TryGetValue((number.Metric, number.Score), out var why))
                unpaired.Add((number.Metric, number.Score, why));
            else if (!match.Datasets.Contains(number.Dataset))
                left.Add(new NotCompared($"dataset {number.Dataset}", "the current run is not on it"));
            else if (models.GetValueOrDefault(number.Model) is { } model && methods.GetValueOrDefault(number.Method) is { } method
                && facts.GetValueOrDefault(number.Metric)?.Scores.FirstOrDefault(s => s.Name == number.Score) is { } score)
                cells.Add(new GateCell(
                    number.Dataset, model, method, metrics[number.Metric], score, controls.Contains(number.Method)));
            else
                left.Add(new NotCompared(
                    $"{number.Method} {number.Metric} {number.Score} on {number.Model}", "run.json of the baseline does not describe it"));
        return new GateCells(cells, [.. left.Distinct(), .. NotCompared.Numbers(unpaired)]);
    }

    private static string? Reason(MetricInfo metric, ScoreInfo score, MetricInfo? current, KnownMetrics known)
    {
        if (IsPooled(metric, known))
            return "the number is over all images together, so there is no value an image that could be paired";
        if (score.DependsOnScale)
            return "it changes with the unit of the map, so a difference is neither better nor worse";
        if (current?.Scores.FirstOrDefault(s => s.Name == score.Name) is { } now
            && (now.Direction, now.Ideal) != (score.Direction, score.Ideal))
            return "what is better was turned round or moved since the baseline";
        return null;
    }

    private static bool IsPooled(MetricInfo metric, KnownMetrics known)
    {
        try
        {
            return known.Pooled(metric) is not null;
        }
        catch (InputException)
        {
            // Only metrics that pool are made from their key; a baseline of another version may have options that this one does not know.
            return true;
        }
    }
}
