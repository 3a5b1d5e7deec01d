using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Charts;

/// <summary>The skill of the best methods with their intervals and the places they may have; below the line of admission the best of the
/// methods that are not ranked; at the bottom the best control.</summary>
internal static class SkillChart
{
    private const int MostRanked = 10;
    private const int MostRefused = 3;

    /// <summary>The drawing; null where no method has a skill.</summary>
    public static SvgCanvas? Draw(LeaderboardTable table)
    {
        var ranked = table.Ranked.Where(r => r.Skill is not null).ToList();
        var refused = table.Rows.Where(r => r is { IsControl: false, Standing: null, Skill: not null }).ToList();
        var control = table.Rows.Where(r => r is { IsControl: true, Skill: not null }).MaxBy(r => r.Skill!.Value);
        List<IntervalLine> lines =
        [
            .. ranked.Take(MostRanked).Select(r => Line(table, r, r.Standing!.TiedWithFirst ? Dot.Leading : Dot.Ranked)),
            .. refused.OrderByDescending(r => r.Skill!.Value).Take(MostRefused).Select(r => Line(table, r, Dot.Refused)),
        ];
        if (lines.Count == 0)
            return null;
        var parts = new Dictionary<int, string>();
        if (refused.Count > 0)
            parts[Math.Min(ranked.Count, MostRanked)] = Below(ranked.Count - MostRanked, refused.Count);
        if (control is not null)
        {
            parts[lines.Count] = refused.Count > 0 ? "the best control:" : Below(ranked.Count - MostRanked, 0);
            lines.Add(Line(table, control, Dot.Control));
        }
        return IntervalChart.Draw(
            "which method, and how sure", "skill (0: best control, 1: best attainable)", lines, -0.5, ("place", "skill"),
            parts);
    }

    private static string Below(int more, int refused)
    {
        var hidden = more > 0 ? $"{NumberText.Whole(more)} more · " : "";
        return hidden + (refused == 0 ? "the best control:" : $"line of admission · the best of {refused} below:");
    }

    private static IntervalLine Line(LeaderboardTable table, LeaderboardRow row, Dot dot) =>
        new(ShortName.Of(table, row), row.Skill!.Value, row.Skill.Interval, dot, row.Standing is null ? "" : RunText.Place(row));
}
