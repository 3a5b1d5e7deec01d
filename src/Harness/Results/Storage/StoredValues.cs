using System.Globalization;
using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Harness.Results.Storage;

/// <summary>Checks the numbers of a store against what a run can have written: a known state, and a finite number within the declared
/// range where the state is <c>ok</c>. What fails counts as <c>failed</c>, and is said.</summary>
internal sealed class StoredValues
{
    // Beyond what rounding does to a number at an end of its range, in parts of the larger end.
    private const double Slack = 1e-6;

    private readonly Dictionary<(string Metric, string Score), ScoreInfo> _facts;
    private (string? Metric, string? Score, ScoreInfo? Facts) _last;
    private int _wrong;
    private string? _first;

    /// <param name="info">What was run; its metrics declare the ranges.</param>
    public StoredValues(RunInfo info) => _facts = info.Metrics.SelectMany(m => m.Scores.Select(s => (m.Key, Score: s)))
        .DistinctBy(s => (s.Key, s.Score.Name)).ToDictionary(s => (s.Key, s.Score.Name), s => s.Score);

    /// <summary>What a reader must know of the values that were refused, and where the first stands; null for none.</summary>
    public string? Warning => _first is null
        ? null
        : string.Create(
            CultureInfo.InvariantCulture,
            $"The result store of this run is damaged: it holds {_wrong} {(_wrong == 1 ? "value" : "values")} that no run writes, ")
            + $"counted as failed; {_first}";

    /// <summary>Counts what others refused, too, and names theirs where these have none.</summary>
    public void Add(StoredValues others) => (_wrong, _first) = (_wrong + others._wrong, _first ?? others._first);

    /// <summary>The rows, in place, with the state <c>failed</c> where a value or a state is impossible.</summary>
    public List<ScoreRow> Checked(List<ScoreRow> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (MistakeOf(rows[i]) is not { } mistake)
                continue;
            _wrong++;
            var cell = rows[i].Cell;
            _first ??= string.Create(
                CultureInfo.InvariantCulture,
                $"the first: {cell.Method} in {cell.Metric} {rows[i].Score}, {cell.Dataset}, {cell.Model}, image '{cell.Image}', ")
                + string.Create(CultureInfo.InvariantCulture, $"class {cell.Target}: {mistake}.");
            rows[i] = rows[i] with { Value = null, State = CellState.Failed };
        }
        return rows;
    }

    // Mostly the number of the row before.
    private ScoreInfo? FactsOf(ScoreRow row)
    {
        if (!ReferenceEquals(_last.Metric, row.Cell.Metric) || !ReferenceEquals(_last.Score, row.Score))
            _last = (row.Cell.Metric, row.Score, _facts.GetValueOrDefault((row.Cell.Metric, row.Score)));
        return _last.Facts;
    }

    private string? MistakeOf(ScoreRow row)
    {
        if (!row.State.IsOk)
            return row.State.IsKnown ? null : $"the state '{row.State.Text}' is unknown";
        if (row.Value is not { } value || !double.IsFinite(value))
            return $"the value {Text(row.Value)} is no finite number";
        if (FactsOf(row) is not { } facts)
            return null;
        return value >= facts.Minimum - Room(facts.Minimum) && value <= facts.Maximum + Room(facts.Maximum)
            ? null
            : $"the value {Text(value)} lies outside {Text(facts.Minimum)} to {Text(facts.Maximum)}";
    }

    private static double Room(double end) => double.IsFinite(end) ? Slack * Math.Max(1, Math.Abs(end)) : 0;

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "(none)";
}
