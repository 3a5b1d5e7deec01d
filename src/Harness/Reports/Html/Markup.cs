using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Html;

/// <summary>Markup. Text put into it through <see cref="Of"/> is escaped, always; only other markup is not.</summary>
internal readonly record struct Markup(string Source)
{
    public static Markup Empty { get; } = new("");

    /// <summary>Markup from an interpolated string: literals as they stand, every hole escaped unless it is markup itself.</summary>
    public static Markup Of(MarkupHandler handler) => new(handler.Source);

    /// <summary>Markup written by us, without anything foreign in it.</summary>
    public static Markup Trusted(string source) => new(source);

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(p => p.Source)));

    public static Markup When(bool condition, Markup markup) => condition ? markup : Empty;

    public override string ToString() => Source;
}

/// <summary>Receives the parts of an interpolated string for <see cref="Markup.Of"/>.</summary>
[InterpolatedStringHandler]
internal ref struct MarkupHandler
{
    private readonly StringBuilder _text;

    public MarkupHandler(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + 16 * formattedCount);

    public readonly string Source => _text.ToString();

    public readonly void AppendLiteral(string literal) => _text.Append(literal);

    public readonly void AppendFormatted(Markup markup) => _text.Append(markup.Source);

    public readonly void AppendFormatted(IEnumerable<Markup> markup) => _text.Append(Markup.Join(markup).Source);

    public readonly void AppendFormatted(string? text) => AppendEscaped(text ?? "");

    public readonly void AppendFormatted<T>(T value) where T : IFormattable =>
        AppendEscaped(value.ToString(null, CultureInfo.InvariantCulture));

    private readonly void AppendEscaped(string text)
    {
        foreach (var c in VisibleText.Of(text))
            _ = c switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                _ => _text.Append(c),
            };
    }
}
