using VisEval.Harness.Analysis;

namespace VisEval.Harness.Reports.Text;

/// <summary>The methods that no other is both better and faster than.</summary>
internal static class ParetoFront
{
    /// <summary>Of a table, the fastest first: ranked methods, or all that are no controls where none is ranked, with a skill and a
    /// time. A method that does not apply to all networks is left out: its skill and time are over others, easier ones perhaps.</summary>
    public static IReadOnlyList<LeaderboardRow> Of(LeaderboardTable table)
    {
        var any = table.Ranked.Any();
        var all = table.Rows.Where(r => r is { IsControl: false, Cost.Milliseconds: > 0, Skill: not null }
            && (!any || r.Standing is not null) && !table.IsPartial(r)).ToList();
        return [.. all.Where(r => !all.Any(o => Beats(o, r))).OrderBy(r => r.Cost!.Milliseconds)];
    }

    private static bool Beats(LeaderboardRow other, LeaderboardRow row)
    {
        var (time, skill) = (other.Cost!.Milliseconds - row.Cost!.Milliseconds, other.Skill!.Value - row.Skill!.Value);
        return time <= 0 && skill >= 0 && (time < 0 || skill > 0);
    }
}
