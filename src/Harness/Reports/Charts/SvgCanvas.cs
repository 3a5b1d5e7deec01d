using System.Globalization;
using System.Text.RegularExpressions;
using ScottPlot;
using ScottPlot.TickGenerators;
using VisEval.Harness.Reports.Html;

namespace VisEval.Harness.Reports.Charts;

/// <summary>A ScottPlot drawing whose words are written by whoever shows it.</summary>
/// <remarks>
/// ScottPlot sets text in fonts of the machine, and with none installed it comes out empty. So ScottPlot draws lines and points at fixed
/// places only, and every word is an svg text element: sharp, selectable, and the same file on every machine.
/// </remarks>
internal sealed partial class SvgCanvas
{
    private const int Top = 34;
    private const int Bottom = 48;
    private const string Muted = "#6b7280";
    private const string Ink = "#111827";
    private readonly List<Markup> _words = [];
    private readonly string _title;
    private readonly int _left;
    private readonly int _right;
    private readonly (double Low, double High) _x;
    private readonly (double Low, double High) _y;

    /// <summary>An empty drawing with grid, ticks and axis titles.</summary>
    public SvgCanvas(string title, int width, int height, int right, Axis x, Axis y, int left = 58)
    {
        (Width, Height, _title, _left, _right) = (width, height, title, left, right);
        (_x, _y) = (x.Range, y.Range);
        Plot = new Plot { FigureBackground = { Color = Colors.Transparent }, DataBackground = { Color = Colors.Transparent } };
        Plot.Layout.Fixed(new PixelPadding(left, right, Bottom, Top));
        Plot.Axes.SetLimits(_x.Low, _x.High, _y.Low, _y.High);
        Plot.Axes.Right.IsVisible = false;
        Plot.Axes.Top.IsVisible = false;
        Plot.Grid.MajorLineColor = Color.FromHex("#e5e7eb");
        Prepare(Plot.Axes.Bottom, x);
        Prepare(Plot.Axes.Left, y);

        Text(Math.Min(left, 58), 20, title, "start", 14, Ink, weight: 600);
        foreach (var (position, label) in x.Ticks)
            Text(X(position), height - Bottom + 18, label, "middle", 11, Muted);
        foreach (var (position, label) in y.Ticks)
            Text(left - 8, Y(position) + 4, label, "end", 11, Muted);
        Text((left + width - right) / 2.0, height - 10, x.Title, "middle", 12, Muted);
        var middle = (Top + height - Bottom) / 2.0;
        var turned = $"translate(14 {Round(middle)}) rotate(-90)";
        if (y.Title.Length > 0)
            _words.Add(Markup.Of($"""<text transform="{turned}" text-anchor="middle" font-size="12" fill="{Muted}">{y.Title}</text>"""));
    }

    public Plot Plot { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The column, in svg units, of a position on the x axis.</summary>
    public double X(double value) => _left + (value - _x.Low) / (_x.High - _x.Low) * (Width - _right - _left);

    /// <summary>The row, in svg units, of a position on the y axis; the first end of the range is at the bottom.</summary>
    public double Y(double value) => Height - Bottom - (value - _y.Low) / (_y.High - _y.Low) * (Height - Bottom - Top);

    /// <summary>A line through points, dashed by whoever shows it: dashes that are drawn here would be a piece of path each.</summary>
    public void Line(IReadOnlyList<double> x, IReadOnlyList<double> y, MethodStyle style)
    {
        var points = string.Join('L', x.Zip(y).Select(p => $"{Round(X(p.First))} {Round(Y(p.Second))}"));
        var dashes = style.Dashes.Length == 0 ? Markup.Empty : Markup.Of($" stroke-dasharray=\"{style.Dashes}\"");
        _words.Add(Markup.Of($"""<path fill="none" stroke="{style.Color}" stroke-width="{style.Width}"{dashes} d="M{points}"/>"""));
    }

    /// <summary>A thin dashed line from side to side.</summary>
    public void Rule(double y, double left, double right) => _words.Add(Markup.Of($"""
        <path fill="none" stroke="#9ca3af" stroke-dasharray="4 3" d="M{Round(left)} {Round(y)}H{Round(right)}"/>
        """));

    /// <summary>A thick upright line, in svg units.</summary>
    public void Bar(double x, double top, double bottom, string color) => _words.Add(Markup.Of($"""
        <path fill="none" stroke="{color}" stroke-width="3" stroke-linecap="round" d="M{Round(x)} {Round(top)}V{Round(bottom)}"/>
        """));

    /// <summary>A thin line from a point to its name, in svg units.</summary>
    public void Leader((double X, double Y) from, (double X, double Y) to) => _words.Add(Markup.Of($"""
        <path fill="none" stroke="#9ca3af" stroke-width="0.8" d="M{Round(from.X)} {Round(from.Y)}L{Round(to.X)} {Round(to.Y)}"/>
        """));

    /// <summary>Writes a word.</summary>
    public void Text(double x, double y, string text, string anchor, int size, string color, int weight = 400)
    {
        if (text.Length == 0)
            return;
        var font = Markup.Of($"font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{color}\"");
        _words.Add(Markup.Of($"""<text x="{Round(x)}" y="{Round(y)}" text-anchor="{anchor}" {font}>{text}</text>"""));
    }

    /// <summary>An entry of the legend right of the drawing.</summary>
    public void Legend(int row, string text, MethodStyle style)
    {
        var (x, y) = (Width - _right + 14, Top + 8 + 17 * row);
        var stroke = Markup.Of($"stroke=\"{style.Color}\" stroke-width=\"2.2\" stroke-dasharray=\"{style.Dashes}\"");
        _words.Add(Markup.Of($"""<line x1="{x}" x2="{x + 22}" y1="{y}" y2="{y}" {stroke}/>"""));
        Text(x + 29, y + 4, text, "start", 11, Ink);
    }

    /// <summary>The svg element.</summary>
    /// <param name="prefix">Makes the element's ids unique among the drawings of a page.</param>
    public string Render(string prefix)
    {
        var svg = Plot.GetSvgXml(Width, Height);
        var start = svg.IndexOf('>', svg.IndexOf("<svg", StringComparison.Ordinal)) + 1;
        var body = svg[start..svg.LastIndexOf("</svg>", StringComparison.Ordinal)];
        // The ids are counted through the life of the process; renumbered, the same drawing is the same text.
        var ids = new Dictionary<string, int>();
        body = Identifier().Replace(EmptyPath().Replace(body, ""), m =>
        {
            ids.TryAdd(m.Value, ids.Count);
            return $"{prefix}-clip{ids[m.Value].ToString(CultureInfo.InvariantCulture)}";
        });
        var head = SvgFrame.Open(Width, Height, _title);
        return $"{head}{body.Trim()}\n{string.Join('\n', _words.Select(w => w.Source))}\n</svg>\n".ReplaceLineEndings("\n");
    }

    private static void Prepare(IAxis axis, Axis facts)
    {
        axis.TickGenerator = new NumericManual([.. facts.Ticks.Select(t => t.Position)], [.. facts.Ticks.Select(_ => "")]);
        axis.MajorTickStyle.Length = 0;
        axis.MinorTickStyle.Length = 0;
        axis.FrameLineStyle.Color = Color.FromHex("#9ca3af");
    }

    private static string Round(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\bcl_[0-9a-f]+\b")]
    private static partial Regex Identifier();

    // Ticks of length zero, which ScottPlot draws all the same.
    [GeneratedRegex("""\s*<path [^>]*d="M(\S+ \S+)L\1"/>""")]
    private static partial Regex EmptyPath();
}

/// <summary>An axis.</summary>
/// <param name="Title">What it measures.</param>
/// <param name="Range">The ends, left to right or bottom to top; may descend.</param>
/// <param name="Ticks">Positions with their labels.</param>
internal sealed record Axis(string Title, (double Low, double High) Range, IReadOnlyList<(double Position, string Label)> Ticks)
{
    /// <summary>A linear axis over the ticks that enclose the values.</summary>
    public static Axis Linear(string title, double minimum, double maximum)
    {
        var ticks = Charts.Ticks.Nice(minimum, maximum);
        return new Axis(title, (ticks[0], ticks[^1]), [.. ticks.Select(t => (t, t.ToString("0.####", CultureInfo.InvariantCulture)))]);
    }
}
