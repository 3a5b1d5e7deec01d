using VisEval.Core;

namespace VisEval.Methods.Representation.Contracts;

/// <summary>What an analysis found.</summary>
/// <param name="Tables">The numbers.</param>
/// <param name="Pictures">What is drawn of them.</param>
public sealed record Findings(IReadOnlyList<FindingTable> Tables, IReadOnlyList<FindingPicture> Pictures);

/// <summary>A table.</summary>
/// <param name="Name">Kebab-case, unique in its analysis.</param>
/// <param name="About">What a row is, a sentence.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows.</param>
public sealed record FindingTable(
    string Name, string About, IReadOnlyList<FindingColumn> Columns, IReadOnlyList<FindingRow> Rows);

/// <summary>A column.</summary>
/// <param name="Name">Lower case, words joined by _.</param>
/// <param name="About">Its definition: formula, unit, range.</param>
/// <param name="Kind">What its cells hold.</param>
public sealed record FindingColumn(string Name, string About, ColumnKind Kind = ColumnKind.Plain)
{
    /// <summary>Whether it names the layer that a row is of, or one of a pair: <c>layer</c>, <c>layer_a</c>, <c>layer_b</c>.</summary>
    public bool IsLayer => Name == "layer" || Name.StartsWith("layer_", StringComparison.Ordinal);
}

/// <summary>What the cells of a column hold.</summary>
public enum ColumnKind
{
    /// <summary>A word or a number.</summary>
    Plain,

    /// <summary>A number with an interval of 95 %: the columns <c>name</c>, <c>name_low</c>, <c>name_high</c>.</summary>
    Interval,

    /// <summary>A test: the columns <c>name</c> (p) and <c>name_holm</c> (p corrected over the column).</summary>
    Test,
}

/// <summary>A row; the state tells why a number is missing or doubtful.</summary>
/// <param name="Cells">One a column.</param>
/// <param name="State">Whether its numbers stand.</param>
public sealed record FindingRow(IReadOnlyList<Finding> Cells, CellState State = default)
{
    /// <summary>A row without a state.</summary>
    public static FindingRow Of(params Finding[] cells) => new(cells);
}
