using VisEval.Core;

namespace VisEval.Harness.Results.Storage;

/// <summary>The numbers of a store, made into rows in the order of their cells.</summary>
internal sealed class ScoreTable
{
    private readonly CellTable _cells;
    private readonly List<ScoreEntry> _scores;
    private readonly int[] _places;
    private readonly int[] _starts;
    private readonly string[] _names;
    private readonly CellState[] _states;

    /// <param name="cells">The cells.</param>
    /// <param name="scores">The numbers.</param>
    /// <param name="names">The names behind the numbers' numbers.</param>
    /// <exception cref="KeyNotFoundException">A number is of no cell.</exception>
    public ScoreTable(CellTable cells, List<ScoreEntry> scores, Names names)
    {
        (_cells, _scores) = (cells, scores);
        _names = [.. Enumerable.Range(0, names.Count).Select(i => names[i])];
        _states = [.. _names.Select(CellState.Parse)];
        (_starts, _places) = (new int[cells.Count + 1], new int[scores.Count]);
        var of = new int[scores.Count];
        var near = 0;
        for (var i = 0; i < of.Length; i++)
        {
            of[i] = near = cells.PlaceOf(scores[i].Cell, near);
            _starts[near + 1]++;
        }
        for (var place = 0; place < cells.Count; place++)
            _starts[place + 1] += _starts[place];
        int[] next = [.. _starts];
        for (var i = 0; i < of.Length; i++)
            _places[next[of[i]]++] = i;
    }

    /// <summary>The rows of the methods' own maps, or of maps of other images under the methods' keys.</summary>
    /// <param name="order">The places of the cells in the order that is wanted.</param>
    /// <param name="shuffled">Which of them.</param>
    public List<ScoreRow> Rows(int[] order, bool shuffled)
    {
        var rows = new List<ScoreRow>(order.Sum(cell => _cells.IsShuffled(cell) == shuffled ? _starts[cell + 1] - _starts[cell] : 0));
        foreach (var cell in order)
        {
            if (_cells.IsShuffled(cell) != shuffled || _starts[cell] == _starts[cell + 1])
                continue;
            var key = _cells.OwnKeyAt(cell);
            for (var i = _starts[cell]; i < _starts[cell + 1]; i++)
            {
                var score = _scores[_places[i]];
                rows.Add(new ScoreRow(key, _names[score.Score], score.Value, _states[score.State]));
            }
        }
        return rows;
    }
}
