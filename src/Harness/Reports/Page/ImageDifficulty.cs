using VisEval.Harness.Analysis;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Page;

/// <summary>How an image fares with the methods of a network, over the numbers that methods are ranked by.</summary>
/// <param name="Image">The image.</param>
/// <param name="Target">The explained class.</param>
/// <param name="Beaten">The mean share of methods that are no better on it than the best control; in [0, 1].</param>
/// <param name="Spread">The mean standard deviation of the methods' merits on it, divided by its mean over images: 1 is usual.</param>
/// <param name="Best">The method with the best mean rank on it.</param>
/// <param name="Worst">The method with the worst.</param>
internal sealed record ImageDifficulty(string Image, int Target, double Beaten, double Spread, string Best, string Worst)
{
    /// <summary>One entry an explained class of an image, in the run's order; empty with fewer than three methods.</summary>
    public static IReadOnlyList<ImageDifficulty> Of(RunResults results, LeaderboardTable table)
    {
        var isControl = table.Rows.ToDictionary(r => r.Method.Key, r => r.IsControl);
        var criteria = table.Criteria.ToDictionary(c => (c.Metric.Key, c.Score.Name), c => c.Score);
        var numbers = criteria.Keys.ToDictionary(k => k, _ => new Dictionary<(string Image, int Target), List<(string, double)>>());
        foreach (var s in results.Scores)
            if (s is { State.IsOk: true, Value: { } value } && s.Cell.Dataset == table.Dataset && s.Cell.Model == table.Model
                && isControl.ContainsKey(s.Cell.Method) && criteria.TryGetValue((s.Cell.Metric, s.Score), out var score))
            {
                var merits = numbers[(s.Cell.Metric, s.Score)];
                if (!merits.TryGetValue((s.Cell.Image, s.Cell.Target), out var group))
                    merits[(s.Cell.Image, s.Cell.Target)] = group = new(isControl.Count);
                group.Add((s.Cell.Method, score.Merit(value)));
            }
        var fields = numbers.AsParallel().AsOrdered()
            .SelectMany(n => n.Value.Select(g => Field.Of(g.Key.Image, g.Key.Target, n.Key, g.Value, isControl)))
            .OfType<Field>().ToList();
        var usual = fields.GroupBy(f => f.Number).ToDictionary(g => g.Key, g => g.Average(f => f.Spread));
        return
        [
            .. fields.GroupBy(f => (f.Image, f.Target)).Select(g =>
            {
                var ranks = g.SelectMany(f => f.Ranks).GroupBy(r => r.Method)
                    .Select(m => (Method: m.Key, Rank: m.Average(r => r.Rank))).OrderBy(m => m.Rank).ToList();
                return new ImageDifficulty(
                    g.Key.Image, g.Key.Target, g.Average(f => f.Beaten),
                    g.Select(f => usual[f.Number] > 0 ? f.Spread / usual[f.Number] : 1).Average(), ranks[0].Method, ranks[^1].Method);
            }),
        ];
    }

    /// <summary>One number on one explained class of an image.</summary>
    private sealed record Field(
        string Image, int Target, (string, string) Number, double Beaten, double Spread, IReadOnlyList<(string Method, double Rank)> Ranks)
    {
        private const int Least = 3;

        public static Field? Of(
            string image, int target, (string, string) number, IReadOnlyList<(string Method, double Merit)> merits,
            Dictionary<string, bool> isControl)
        {
            var methods = merits.Where(m => !isControl[m.Method]).ToList();
            if (methods.Count < Least)
                return null;
            var control = merits.Where(m => isControl[m.Method]).Select(m => m.Merit).DefaultIfEmpty(double.NegativeInfinity).Max();
            var mean = methods.Average(m => m.Merit);
            var ranks = Statistics.Ranks.Average([.. methods.Select(m => (double?)m.Merit)], Metrics.Direction.Higher);
            return new Field(
                image, target, number, methods.Count(m => m.Merit <= control) / (double)methods.Count,
                Math.Sqrt(methods.Average(m => (m.Merit - mean) * (m.Merit - mean))),
                [.. methods.Select((m, i) => (m.Method, ranks[i]))]);
        }
    }
}
