using VisEval.Harness.Results;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis;

/// <summary>All models together: methods are ranked on each model, among the same competitors, and the ranks averaged over the models they
/// apply to.</summary>
/// <remarks>A mean over all explanations would compare a method that applies to one easy network with others that were run on hard ones
/// too; a rank does not.</remarks>
internal static class MergedTable
{
    /// <summary>The table over all explanations, with ranks, order and best methods from the models' own tables.</summary>
    /// <param name="all">The table over all explanations.</param>
    /// <param name="models">The table of each model.</param>
    /// <param name="methods">The run's methods: methods of equal rank stand in their order.</param>
    public static LeaderboardTable Of(LeaderboardTable all, IReadOnlyList<LeaderboardTable> models, IReadOnlyList<MethodInfo> methods)
    {
        var placed = models.Select(t => new Placed(t)).ToList();
        var rows = all.Rows.Select(row =>
        {
            var own = placed.Select(p => (Model: p, Row: p.Find(row)!)).Where(p => p.Row is not null).ToList();
            return row with
            {
                Cells = [.. all.Numbers.Select((n, i) => row.Cells[i] with { Rank = Rank(n, own) ?? row.Cells[i].Rank })],
                MeanRank = MeanOf(own.Select(o => o.Row.MeanRank)),
                FaithfulnessRank = MeanOf(own.Select(o => o.Row.FaithfulnessRank)),
                Networks = own.Count,
            };
        }).ToList();
        var best = Enumerable.Range(0, all.Numbers.Count).Select(column => Best(rows, column, models.Count)).ToList();
        var order = methods.Index().ToDictionary(m => m.Item.Key, m => m.Index);
        return all with
        {
            Networks = models.Count,
            Rows =
            [
                .. rows.Select(r => Marked(r, best, models.Count))
                    .OrderBy(r => r.MeanRank ?? double.PositiveInfinity).ThenBy(r => order[r.Method.Key]),
            ],
        };
    }

    // A model on which no method has the number orders none of them.
    private static double? Rank(NumberInfo number, List<(Placed Model, LeaderboardRow Row)> own) =>
        MeanOf(own.Select(o => o.Model.ColumnOf(number) is { } column ? o.Row.Cells[column].Rank : null));

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

    private static double? MeanOf(IEnumerable<double?> values)
    {
        var found = values.OfType<double>().ToList();
        return found.Count == 0 ? null : Rounding.Of(Mean.Of(found));
    }

    /// <summary>The table of a model, its rows by method and its columns by number.</summary>
    private sealed class Placed(LeaderboardTable table)
    {
        private readonly Dictionary<string, LeaderboardRow> _rows = table.Rows.Where(r => r.Networks > 0).ToDictionary(r => r.Method.Key);

        private readonly Dictionary<(string, string), int> _columns = table.Numbers.Index()
            .Where(n => table.Rows.Any(r => r.Cells[n.Index].Mean is not null))
            .ToDictionary(n => (n.Item.Metric.Key, n.Item.Score.Name), n => n.Index);

        public LeaderboardRow? Find(LeaderboardRow row) => _rows.GetValueOrDefault(row.Method.Key);

        /// <summary>The column of a number that a method has; null where none has it.</summary>
        public int? ColumnOf(NumberInfo number) =>
            _columns.TryGetValue((number.Metric.Key, number.Score.Name), out var column) ? column : null;
    }
}
