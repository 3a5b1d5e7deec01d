using System.Text;

namespace VisEval.Harness.Reports.Text;

/// <summary>Text for LaTeX: no foreign name is a command.</summary>
internal static class LatexText
{
    /// <summary>A name that is printed as it is.</summary>
    public static string Escape(string name)
    {
        var text = new StringBuilder(name.Length + 16);
        foreach (var c in VisibleText.InOneLine(name))
            _ = c switch
            {
                '\\' => text.Append(@"\textbackslash{}"),
                '{' or '}' or '$' or '&' or '#' or '%' or '_' => text.Append('\\').Append(c),
                '~' => text.Append(@"\textasciitilde{}"),
                '^' => text.Append(@"\textasciicircum{}"),
                '<' => text.Append(@"\textless{}"),
                '>' => text.Append(@"\textgreater{}"),
                '|' => text.Append(@"\textbar{}"),
                '`' => text.Append(@"\textasciigrave{}"),
                '\'' => text.Append(@"\textquotesingle{}"),
                // Two hyphens in a row would become a dash, and brackets at the beginning of a row an option of its end.
                '-' => text.Append("{-}"),
                '[' or ']' => text.Append('{').Append(c).Append('}'),
                '⟨' => text.Append(@"\textless{}"),
                '⟩' => text.Append(@"\textgreater{}"),
                _ => text.Append(c),
            };
        return text.ToString();
    }

    /// <summary>A number of <see cref="NumberText"/>.</summary>
    public static string Number(string number) => number switch
    {
        NumberText.None => "--",
        "∞" => @"$\infty$",
        "−∞" => @"$-\infty$",
        _ => number.StartsWith('-') ? $"${number}$" : number,
    };

    /// <summary>An arrow of a number's direction.</summary>
    public static string Arrow(string arrow) => arrow.Length == 0
        ? ""
        : arrow[0] switch
        {
            '↑' => @"$\uparrow$",
            '↓' => @"$\downarrow$",
            '→' => $@"$\rightarrow {arrow[1..]}$",
            _ => Escape(arrow),
        };
}
