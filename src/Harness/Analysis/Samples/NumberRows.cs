using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>The rows of one number of one method, in the run's order.</summary>
/// <param name="all">The rows of all numbers.</param>
/// <param name="chosen">Which of them are of this one.</param>
/// <param name="places">Of each of these, the place of its explanation.</param>
internal sealed class NumberRows(IReadOnlyList<ScoreRow> all, int[] chosen, int[] places)
{
    /// <summary>No rows.</summary>
    public static NumberRows None { get; } = new([], [], []);

    /// <summary>How many there are.</summary>
    public int Count => chosen.Length;

    /// <summary>One of them.</summary>
    public ScoreRow this[int index] => all[chosen[index]];

    /// <summary>The place of its explanation.</summary>
    public int PlaceOf(int index) => places[index];

    /// <summary>Rows by method, metric and number.</summary>
    public static Dictionary<(string Method, string Metric, string Score), NumberRows> By(
        IReadOnlyList<ScoreRow> rows, Explanations explanations)
    {
        var groups = new Dictionary<(string Method, string Metric, string Score), (List<int> Chosen, List<int> Places)>();
        var places = explanations.PlacesOf(rows);
        var (last, lastKey) = ((Chosen: new List<int>(), Places: new List<int>()), default((string, string, string)));
        for (var i = 0; i < places.Length; i++)
        {
            var row = rows[i];
            var key = (row.Cell.Method, row.Cell.Metric, row.Score);
            if (key != lastKey && !groups.TryGetValue(key, out last))
                groups[key] = last = ([], []);
            lastKey = key;
            last.Chosen.Add(i);
            last.Places.Add(places[i]);
        }
        return groups.ToDictionary(g => g.Key, g => new NumberRows(rows, [.. g.Value.Chosen], [.. g.Value.Places]));
    }
}
