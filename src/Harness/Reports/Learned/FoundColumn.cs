using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Representing;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Statistics;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Reports.Learned;

/// <summary>A column of an analysis' table on the page.</summary>
/// <param name="column">The column.</param>
/// <param name="cells">Its cells, row by row.</param>
/// <param name="numbers">Works out their numbers.</param>
internal sealed class FoundColumn(FindingColumn column, IReadOnlyList<Finding> cells, FindingNumbers numbers)
{
    private readonly List<double?> _values = [.. cells.Select(numbers.Value)];

    private IReadOnlyList<double?> Corrected => field ??= Holm.Adjust(_values);

    private bool IsWhole => _values.All(v => v is null || v == Math.Round(v.Value));

    private bool IsWords => cells.Any(c => c is Finding.Word);

    /// <summary>Its name for people.</summary>
    public string Title => column.Name.Replace('_', ' ');

    /// <summary>Its definition.</summary>
    public string About => column.About;

    /// <summary>The word that every row has; null where they differ, or are numbers.</summary>
    public string? CommonWord => cells[0] is Finding.Word { Text: { Length: > 0 } first }
        && cells.All(c => c is Finding.Word word && word.Text == first) ? first : null;

    /// <summary>The head.</summary>
    public Markup Head() => IsWords
        ? HeadOf(Title)
        : Markup.Of($"""
            <th class="n" scope="col" title="{column.About}" data-first="down">
            <button type="button" class="sort">{Title}</button>{Markup.When(
                column.Kind == ColumnKind.Test, Markup.Trusted("<small>Holm</small>"))}</th>
            """);

    /// <summary>The head of a column of words.</summary>
    public static Markup HeadOf(string title) =>
        Markup.Of($"""<th scope="col"><button type="button" class="sort">{title}</button></th>""");

    /// <summary>A cell.</summary>
    public Markup Cell(int row)
    {
        if (cells[row] is Finding.Word word)
            return Markup.Of($"<td>{word.Text}</td>");
        var value = _values[row];
        if (column.Kind == ColumnKind.Test)
            return Markup.Of($"""
                <td class="n" data-v="{NumberText.Exact(Corrected[row])}">{NumberText.Score(Corrected[row])}{Small(
                    value is null ? "" : $"alone {NumberText.Score(value)}")}</td>
                """);
        if (column.Kind == ColumnKind.Plain || value is not { } number)
            return Markup.Of($"""
                <td class="n" data-v="{NumberText.Exact(value)}">{(IsWhole && value is { } whole
                    ? NumberText.Whole(whole)
                    : NumberText.Score(value))}</td>
                """);
        var interval = numbers.Interval(cells[row]);
        return Markup.Of($"""
            <td class="n" data-v="{NumberText.Exact(value)}">{NumberText.Score(number)}{Range(cells[row]).Of(number, interval)}{Small(
                interval is { } ends ? $"{NumberText.Score(ends.Low)} – {NumberText.Score(ends.High)}"
                    : numbers.WhyNoInterval(cells[row]) is { } why ? $"no interval, {why}" : "")}</td>
            """);
    }

    private static IntervalBar Range(Finding finding) =>
        finding is Finding.LeftOut left ? new IntervalBar(left.Minimum, left.Maximum) : new IntervalBar(0, 1);

    private static Markup Small(string text) => Markup.When(text.Length > 0, Markup.Of($"<small>{text}</small>"));
}
