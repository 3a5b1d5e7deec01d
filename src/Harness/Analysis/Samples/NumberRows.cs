using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>The rows of one number of one method, in the run's order.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Places">Of each, the place of its explanation.</param>
internal sealed record NumberRows(IReadOnlyList<ScoreRow> Rows, IReadOnlyList<int> Places)
{
    /// <summary>No rows.</summary>
    public static NumberRows None { get; } = new([], []);

    /// <summary>Rows by method, metric and number.</summary>
    public static Dictionary<(string Method, string Metric, string Score), NumberRows> By(
        IReadOnlyList<ScoreRow> rows, Explanations explanations)
    {
        var groups = new Dictionary<(string Method, string Metric, string Score), (List<ScoreRow> Rows, List<int> Places)>();
        var places = explanations.PlacesOf(rows);
        var (last, lastKey) = ((Rows: new List<ScoreRow>(), Places: new List<int>()), default((string, string, string)));
        for (var i = 0; i < places.Length; i++)
        {
            var key = (rows[i].Cell.Method, rows[i].Cell.Metric, rows[i].Score);
            if (key != lastKey && !groups.TryGetValue(key, out last))
                groups[key] = last = ([], []);
            lastKey = key;
            last.Rows.Add(rows[i]);
            last.Places.Add(places[i]);
        }
        return groups.ToDictionary(g => g.Key, g => new NumberRows(g.Value.Rows, g.Value.Places));
    }
}
