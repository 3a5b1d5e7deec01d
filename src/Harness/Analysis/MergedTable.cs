using VisEval.Harness.Results;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis;

/// <summary>All models together, fairly: methods are ranked on each model, among the same competitors, and the ranks averaged over the models they apply to.</summary>
/// <remarks>A mean over all explanations compares a method that applies to one easy network with others that were run on hard ones too; a rank does not.</remarks>
internal static class MergedTable
{
    /// <summary>The table over all explanations, with ranks, order and best methods from the models' own tables.</summary>
    /// <param name="all">The table over all explanations.</param>
    /// <param name="models">The table of each model.</param>
    /// <param name="methods">The run's methods: methods of equal rank stand in their order.</param>
    public static LeaderboardTable Of(LeaderboardTable all, IReadOnlyList<LeaderboardTable> models, IReadOnlyList<MethodInfo> methods)
    {
        var placed = models.Select(t => (Table: t, Rows: t.Rows.Where(r => r.Networks > 0).ToDictionary(r => r.Method.Key))).ToList();
        var rows = all.Rows.Select(row =>
        {
            var own = placed.Where(p => p.Rows.ContainsKey(row.Method.Key)).Select(p => (p.Table, Row: p.Rows[row.Method.Key])).ToList();
            return row with
            {
                Cells = [.. all.Numbers.Select((n, i) => row.Cells[i] with { Rank = Rank(n, own) ?? row.Cells[i].Rank })],
                MeanRank = MeanOf(own.Select(o => o.Row.MeanRank)),
                FaithfulnessRank = MeanOf(own.Select(o => o.Row.FaithfulnessRank)),
                Networks = own.Count,
            };
        }).ToList();
        for (var column = 0; column < all.Numbers.Count; column++)
            MarkBest(rows, column, models.Count);
        var order = methods.Index().ToDictionary(m => m.Item.Key, m => m.Index);
        return all with
        {
            Networks = models.Count,
            Rows = [.. rows.OrderBy(r => r.MeanRank ?? double.PositiveInfinity).ThenBy(r => order[r.Method.Key])],
        };
    }

    // A model on which no method has the number tells nobody apart.
    private static double? Rank(NumberInfo number, List<(LeaderboardTable Table, LeaderboardRow Row)> own) => MeanOf(own
        .Select(o => (o.Table, o.Row, Column: o.Table.Numbers.ToList().FindIndex(n => n == number)))
        .Where(o => o.Column >= 0 && o.Table.Rows.Any(r => r.Cells[o.Column].Mean is not null))
        .Select(o => (double?)o.Row.Cells[o.Column].Rank));

    private static void MarkBest(List<LeaderboardRow> rows, int column, int models)
    {
        var best = rows.Where(r => !r.IsControl && r.Networks == models && r.Cells[column].Mean is not null)
            .Select(r => r.Cells[column].Rank).DefaultIfEmpty(double.PositiveInfinity).Min();
        for (var i = 0; i < rows.Count; i++)
        {
            var cells = rows[i].Cells.ToArray();
            cells[column] = cells[column] with
            {
                IsBest = cells[column].Mean is not null && rows[i].Networks == models && double.IsFinite(best)
                    && (rows[i].IsControl ? cells[column].Rank < best : cells[column].Rank == best),
            };
            rows[i] = rows[i] with { Cells = cells };
        }
    }

    private static double? MeanOf(IEnumerable<double?> values)
    {
        var found = values.OfType<double>().ToList();
        return found.Count == 0 ? null : Math.Round(Mean.Of(found), TableBuilder.Decimals);
    }
}
