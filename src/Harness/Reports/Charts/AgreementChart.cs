using System.Globalization;
using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Reports.Html;

namespace VisEval.Harness.Reports.Charts;

/// <summary>Kendall's τ between all headline numbers as a matrix of colours: blue for agreement about the order of the methods, red for
/// disagreement.</summary>
internal static class AgreementChart
{
    private const int Side = 16;
    private const int Left = 230;
    private const int Top = 44;

    // Squares of one colour are one path, so that a large matrix stays a small file.
    private const int Shades = 10;
    private const string Nothing = "#e5e7eb";

    /// <summary>The svg element; null where fewer than two numbers can be compared.</summary>
    public static string? Draw(MetricTable table)
    {
        var numbers = table.Rows.Select(r => r.Number).Where(n => n.IsHeadline).ToList();
        var places = numbers.Index().ToDictionary(n => n.Item, n => n.Index);
        var pairs = table.Agreements.Where(a => a.First.IsHeadline && a.Second.IsHeadline).ToList();
        if (!pairs.Any(a => a.Tau.State.IsOk))
            return null;
        var squares = pairs.Select(a => (Row: places[a.Second], Column: places[a.First], a.Tau.Value))
            .Concat(pairs.Select(a => (Row: places[a.First], Column: places[a.Second], a.Tau.Value)))
            .GroupBy(s => s.Value is { } tau ? (int?)Math.Round(tau * Shades) : null).OrderBy(g => g.Key ?? int.MinValue);
        var bottom = Top + Side * numbers.Count;
        var (width, height) = (Math.Max(Left + Side * numbers.Count + 30, 500), bottom + 58);
        return Markup.Of($"""
            {SvgFrame.Open(width, height, Shown, fixedWidth: true)}
            {Title}
            <rect x="{Left - 1}" y="{Top - 1}" width="{Side * numbers.Count + 1}" height="{Side * numbers.Count + 1}" fill="{Nothing}"/>
            {squares.Select(g => Squares(g.Key, g.Select(s => (s.Row, s.Column))))}{numbers.Select(Label)}{Scale(bottom + 26)}</svg>

            """).Source.ReplaceLineEndings("\n");
    }

    private const string Shown = "agreement of the metrics about the order of the methods";

    private static Markup Title { get; } = Markup.Of($"""
        <text x="10" y="20" font-size="14" font-weight="600" fill="#111827">{Shown}</text>
        """);

    private static Markup Squares(int? shade, IEnumerable<(int Row, int Column)> places)
    {
        var path = string.Concat(places.Select(p => $"M{Text(Left + Side * p.Column)} {Text(Top + Side * p.Row)}h15v15h-15z"));
        return Markup.Of($"<path fill=\"{Color(shade)}\" d=\"{path}\"/>\n");
    }

    private static Markup Label(NumberInfo number, int index)
    {
        var (row, column) = (Top + Side * index + 12, Left + Side * index + 7);
        var name = CurveChart.Shorten(number.Title, 30);
        return Markup.Of($"""
            <text x="{Left - 8}" y="{row}" text-anchor="end" font-size="11" fill="#111827">{name} {index + 1}</text>
            <text x="{column}" y="{Top - 6}" text-anchor="middle" font-size="9" fill="#6b7280">{index + 1}</text>

            """);
    }

    private static Markup Scale(int y) => Markup.Of($"""
        {Enumerable.Range(-Shades, 2 * Shades + 1).Select(s => Shade(s, y))}
        <text x="{Left - 8}" y="{y + 9}" text-anchor="end" font-size="11" fill="#6b7280">Kendall's τ-b</text>
        <text x="{Left}" y="{y + 24}" font-size="11" fill="#6b7280">−1</text>
        <text x="{Left + 94}" y="{y + 24}" text-anchor="middle" font-size="11" fill="#6b7280">0</text>
        <text x="{Left + 189}" y="{y + 24}" text-anchor="end" font-size="11" fill="#6b7280">1</text>

        """);

    private static Markup Shade(int shade, int y) =>
        Markup.Of($"<rect x=\"{Left + 9 * (shade + Shades)}\" y=\"{y}\" width=\"9\" height=\"10\" fill=\"{Color(shade)}\"/>");

    // White at 0, the blue and the red of the methods' colours at the ends; grey where there is no number.
    private static string Color(int? shade)
    {
        if (shade is not { } value)
            return Nothing;
        var strength = Math.Abs(value) / (double)Shades;
        var (red, green, blue) = value >= 0 ? (0x1d, 0x4e, 0xd8) : (0xb9, 0x1c, 0x1c);
        int Mix(int end) => (int)Math.Round(255 + (end - 255) * strength);
        return string.Create(CultureInfo.InvariantCulture, $"#{Mix(red):x2}{Mix(green):x2}{Mix(blue):x2}");
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
