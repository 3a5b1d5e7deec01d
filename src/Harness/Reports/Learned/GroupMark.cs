using System.Globalization;
using VisEval.Harness.Reports.Charts;

namespace VisEval.Harness.Reports.Learned;

/// <summary>How points of a group are drawn: a colour and a shape, which go through circles of different lengths, so that no two of the
/// first 35 groups are alike, and those of like colour differ in shape.</summary>
internal static class GroupMark
{
    private static readonly Func<string, string, string>[] Shapes =
    [
        (x, y) => $"M{x} {y}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
        (x, y) => $"M{x} {y}m-3.6-3.6h7.2v7.2h-7.2z",
        (x, y) => $"M{x} {y}m0-4.8l4.6 8h-9.2z",
        (x, y) => $"M{x} {y}m0-5l5 5l-5 5l-5-5z",
        (x, y) => $"M{x} {y}m0 4.8l4.6-8h-9.2z",
    ];

    /// <summary>The colour of a group.</summary>
    public static string Color(int group) => MethodStyle.Palette[group % MethodStyle.Palette.Count];

    /// <summary>The path of a point.</summary>
    public static string Path(int group, double x, double y) =>
        Shapes[group % Shapes.Length](
            x.ToString("0.#", CultureInfo.InvariantCulture), y.ToString("0.#", CultureInfo.InvariantCulture));
}
