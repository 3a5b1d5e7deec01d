using System.Globalization;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Reports.Learned;

/// <summary>A number on a line from the least to the greatest it can be, with its interval and what it is compared with.</summary>
/// <param name="Low">The left end.</param>
/// <param name="High">The right end.</param>
internal sealed record IntervalBar(double Low, double High)
{
    /// <summary>The drawing: a dot, a bar for the interval, an upright line for what chance gives; nothing where the ends are no
    /// numbers.</summary>
    /// <param name="value">The number.</param>
    /// <param name="interval">Its interval; null for none.</param>
    /// <param name="chance">What it is compared with; null for nothing.</param>
    /// <param name="filled">Whether the length from 0 is filled.</param>
    /// <param name="limit">A dashed line; null for none.</param>
    public Markup Of(double value, Interval? interval, double? chance = null, bool filled = false, double? limit = null)
    {
        if (!(double.IsFinite(Low) && double.IsFinite(High) && High > Low && double.IsFinite(value)))
            return Markup.Empty;
        var length = filled
            ? Markup.Of($"""<i class="len" style="left:{At(Math.Min(0, value))}%;right:{From(Math.Max(0, value))}%"></i>""")
            : Markup.Empty;
        var ends = interval is { } i ? Markup.Of($"""<i class="ci" style="left:{At(i.Low)}%;right:{From(i.High)}%"></i>""") : Markup.Empty;
        var mark = chance is { } c ? Markup.Of($"""<i class="rnd" style="left:{At(c)}%"></i>""") : Markup.Empty;
        var dashes = limit is { } l ? Markup.Of($"""<i class="dash" style="left:{At(l)}%"></i>""") : Markup.Empty;
        return Markup.Of($"""<span class="bar">{length}{dashes}{mark}{ends}<i class="at" style="left:{At(value)}%"></i></span>""");
    }

    private string At(double value) => Percent((value - Low) / (High - Low));

    private string From(double value) => Percent((High - value) / (High - Low));

    private static string Percent(double share) => (100 * Math.Clamp(share, 0, 1)).ToString("0.#", CultureInfo.InvariantCulture);
}
