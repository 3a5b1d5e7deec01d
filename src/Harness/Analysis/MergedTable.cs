using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis;

/// <summary>All models together: the rank of a number is the mean over models of a method's rank among the methods of that model.</summary>
/// <remarks>A mean over all explanations would compare a method that applies to one easy network with others that were run on hard ones
/// too; a rank does not. As a method may be missing on some models, ranks are (r − ½)/k among the k of a model
/// (<see cref="NormalisedRank"/>).</remarks>
internal static class MergedTable
{
    /// <summary>The table over all explanations, with the ranks of single numbers and the best methods from the models' own
    /// tables.</summary>
    /// <param name="all">The table over all explanations.</param>
    /// <param name="models">The table of each model.</param>
    public static LeaderboardTable Of(LeaderboardTable all, IReadOnlyList<LeaderboardTable> models)
    {
        var placed = models.Select(t => new Placed(t)).ToList();
        var rows = all.Rows.Select(row =>
        {
            var own = placed.Select(p => (Model: p, Row: p.Find(row)!)).Where(p => p.Row is not null).ToList();
            return row with
            {
                Cells = [.. all.Numbers.Select((n, i) => row.Cells[i] with { Rank = Rank(n, own) })],
                Networks = own.Count,
            };
        }).ToList();
        var best = Enumerable.Range(0, all.Numbers.Count).Select(column => Best(rows, column, models.Count)).ToList();
        return all with { Networks = models.Count, Rows = [.. rows.Select(r => Marked(r, best, models.Count))] };
    }

    // A model on which no method has the number orders none of them.
    private static double? Rank(NumberInfo number, List<(Placed Model, LeaderboardRow Row)> own)
    {
        var ranks = own.Select(o => o.Model.ColumnOf(number) is { } column && o.Row.Cells[column].Rank is { } rank
            ? NormalisedRank.Of(rank, o.Model.Field(column)) : (double?)null).OfType<double>().ToList();
        return ranks.Count == 0 ? null : Rounding.Of(Mean.Of(ranks));
    }

    private static double Best(List<LeaderboardRow> rows, int column, int models) => rows
        .Where(r => !r.IsControl && r.Networks == models && r.Cells[column].Mean is not null)
        .Select(r => r.Cells[column].Rank).OfType<double>().DefaultIfEmpty(double.PositiveInfinity).Min();

    private static LeaderboardRow Marked(LeaderboardRow row, List<double> best, int models) => row with
    {
        Cells =
        [
            .. row.Cells.Select((cell, column) => cell with
            {
                IsBest = cell.Mean is not null && row.Networks == models && double.IsFinite(best[column])
                    && (row.IsControl ? cell.Rank < best[column] : cell.Rank == best[column]),
            }),
        ],
    };

    /// <summary>The table of a model, its rows by method and its columns by number.</summary>
    private sealed class Placed(LeaderboardTable table)
    {
        private readonly Dictionary<string, LeaderboardRow> _rows = table.Rows.Where(r => r.Networks > 0).ToDictionary(r => r.Method.Key);

        private readonly Dictionary<(string, string), int> _columns = table.Numbers.Index()
            .Where(n => table.Rows.Any(r => r.Cells[n.Index].Mean is not null))
            .ToDictionary(n => (n.Item.Metric.Key, n.Item.Score.Name), n => n.Index);

        public LeaderboardRow? Find(LeaderboardRow row) => _rows.GetValueOrDefault(row.Method.Key);

        /// <summary>The methods that are ranked in a column.</summary>
        public int Field(int column) => table.Rows.Count(r => r.Cells[column].Rank is not null);

        /// <summary>The column of a number that a method has; null where none has it.</summary>
        public int? ColumnOf(NumberInfo number) =>
            _columns.TryGetValue((number.Metric.Key, number.Score.Name), out var column) ? column : null;
    }
}
