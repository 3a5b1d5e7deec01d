using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Charts;

/// <summary>How a method is drawn, the same in every plot of a run: colours for methods, dashed greys for controls.</summary>
internal sealed record MethodStyle(string Color, string Dashes, float Width)
{
    private static readonly string[] Colors =
    [
        "#2563eb", "#dc2626", "#059669", "#d97706", "#7c3aed", "#0891b2", "#db2777", "#65a30d", "#92400e", "#4338ca", "#0d9488", "#c026d3",
    ];

    private static readonly string[] Greys = ["#111827", "#6b7280", "#9ca3af", "#c4c9d2"];

    /// <summary>The styles by method key.</summary>
    public static IReadOnlyDictionary<string, MethodStyle> For(IReadOnlyList<MethodInfo> methods)
    {
        var styles = new Dictionary<string, MethodStyle>();
        var (colored, controls) = (0, 0);
        foreach (var method in methods)
            styles[method.Key] = method.IsControl
                ? new MethodStyle(Greys[controls++ % Greys.Length], "6 4", 1.8f)
                // More methods than colours: the second round is dotted.
                : colored++ / Colors.Length % 2 == 0
                    ? new MethodStyle(Colors[(colored - 1) % Colors.Length], "", 2)
                    : new MethodStyle(Colors[(colored - 1) % Colors.Length], "2 3", 2);
        return styles;
    }
}
