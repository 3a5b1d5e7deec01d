using VisEval.Harness.Analysis;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Charts;

/// <summary>How a method is drawn, the same in every plot of a run: colours and dashes for methods, dashed greys for controls.</summary>
internal sealed record MethodStyle(string Color, string Dashes, float Width)
{
    /// <summary>Told apart by people of every kind of colour vision (Okabe and Ito, 2008), and of one lightness range on white and on
    /// black.</summary>
    public static IReadOnlyList<string> Palette { get; } =
        ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#7a5cd6"];

    // More methods than colours: each further round has another pattern.
    private static readonly string[] Patterns = ["", "8 3", "2 3", "10 3 2 3"];

    private static readonly string[] Greys = ["#374151", "#6b7280", "#9ca3af", "#b4bac4"];

    /// <summary>The styles by method key, by the order of the first table, so that the best have plain colours.</summary>
    public static IReadOnlyDictionary<string, MethodStyle> For(RunInfo info, Leaderboard leaderboard) =>
        For([.. leaderboard.Tables.SelectMany(t => t.Rows).Select(r => r.Method).Concat(info.Methods).DistinctBy(m => m.Key)]);

    /// <summary>The styles by method key, in this order.</summary>
    public static IReadOnlyDictionary<string, MethodStyle> For(IReadOnlyList<MethodInfo> methods)
    {
        var styles = new Dictionary<string, MethodStyle>();
        var (colored, controls) = (0, 0);
        foreach (var method in methods)
            styles[method.Key] = method.IsControl
                ? new MethodStyle(Greys[controls++ % Greys.Length], "6 4", 1.8f)
                : new MethodStyle(Palette[colored % Palette.Count], Patterns[colored++ / Palette.Count % Patterns.Length], 2);
        return styles;
    }
}
