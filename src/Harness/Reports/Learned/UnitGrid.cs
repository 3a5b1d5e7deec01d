using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Reports.Learned;

/// <summary>The pictures of a network's units: a row a unit, a column a visualizer; a click on a cell shows its pictures large.</summary>
/// <param name="results">The run.</param>
/// <param name="shown">The pictures.</param>
internal sealed class UnitGrid(RunResults results, NetworkVisualizations shown)
{
    // What a page shows of the pictures of a unit by one visualizer; all are files of the run.
    private const int MostPictures = 9;

    // What a budget is first spent on is the size; rows are cut only where the smallest does not fit.
    private static readonly int[] Sides = [128, 96, 64];

    private readonly IReadOnlyList<UnitColumn> _columns = UnitColumn.Of(shown.Pictures);
    private readonly IReadOnlyList<string> _units = [.. shown.Pictures.Select(p => p.Unit).Distinct()];
    private readonly Dictionary<(string Unit, string Visualizer), VisualizationRow[]> _pictures = shown.Pictures
        .GroupBy(p => (p.Unit, p.Visualizer)).ToDictionary(g => g.Key, g => g.OrderBy(p => p.Index).Take(MostPictures).ToArray());

    /// <summary>The table, with as many units as the budget of bytes holds, but at least one.</summary>
    public Markup Render(int budget)
    {
        var (side, rows) = (Sides[0], Rows(Sides[0]));
        foreach (var smaller in Sides.Skip(1).TakeWhile(_ => rows.Sum(r => r.Source.Length) > budget))
            (side, rows) = (smaller, Rows(smaller));
        var (fitting, bytes) = (new List<Markup>(), 0);
        foreach (var row in rows.TakeWhile(r => fitting.Count == 0 || bytes + r.Source.Length <= budget))
        {
            fitting.Add(row);
            bytes += row.Source.Length;
        }
        return Markup.Of($"""
            {Markup.When(fitting.Count < _units.Count, Omitted(fitting.Count))}{Scroll.Of(
                $"pictures of units of {shown.Model}", Markup.Of($"""
            <table class="units">
            <thead><tr><th class="m" scope="col">unit</th>{_columns.Select(Head)}</tr></thead>
            <tbody>
            {fitting}</tbody></table>
            """))}
            """);
    }

    private Markup Omitted(int count) => Markup.Of($"""
        <p class="note">The first {count} of {_units.Count} units: more would make this page too heavy. All pictures are in the folder
        visualizations.</p>

        """);

    private static Markup Head(UnitColumn column) => Markup.Of($"""
        <th scope="col"{Group(column)}>{KeyText.Breakable(column.Visualizer)}{Markup.When(
            column.IsControl || column.IsNatural, Markup.Of($"<small>{(column.IsControl ? "control" : "natural")}</small>"))}</th>
        """);

    private static Markup Group(UnitColumn column) =>
        Markup.When(column.IsControl, Markup.Trusted(" data-g=\"control\""));

    private Markup[] Rows(int side)
    {
        var rows = new Markup[_units.Count];
        // Decoding and encoding is what takes time.
        Parallel.For(0, rows.Length, i => rows[i] = Row(_units[i], side));
        return rows;
    }

    private Markup Row(string unit, int side) => Markup.Of($"""
        <tr><th class="m" scope="row">{KeyText.Breakable(unit)}{Class(unit)}</th>{_columns.Select(c => Markup.Of($"""
        <td{Group(c)}>{Cell(unit, c.Visualizer, side)}</td>

        """))}</tr>

        """);

    private Markup Class(string unit) => ClassOf(unit) is { } name ? Markup.Of($"<small>{name}</small>") : Markup.Empty;

    private string? ClassOf(string unit) => shown.Pictures.First(p => p.Unit == unit).Class is { } index
        ? RunText.ClassName(results.Info, shown.Dataset, index)
        : null;

    private Markup Cell(string unit, string visualizer, int side)
    {
        if (!_pictures.TryGetValue((unit, visualizer), out var pictures))
            return Markup.Of($"""<i class="tile none">{Why(unit, visualizer)}</i>""");
        var tiles = pictures.Select(p => UnitPicture.Of(p, pictures.Length == 1 ? side : Math.Max(32, side / 2))).ToList();
        var response = UnitPicture.Response(pictures[0]);
        var name = ClassOf(unit) is { } known ? $"{unit} {known}" : unit;
        var many = pictures.Length == 1 ? "" : pictures.Length <= 4 ? " four" : " nine";
        return Markup.Of($"""
            <button type="button" class="cell" data-t="{visualizer}, {name}" aria-label="{visualizer}, {name}: {response}, enlarge">
            <i class="shots{many}">{tiles}</i><span>{response}</span></button>
            """);
    }

    private string Why(string unit, string visualizer) => results.Failures.Any(
        f => (f.Dataset, f.Model, f.Method) == (shown.Dataset, shown.Model, visualizer) && (f.Image.Length == 0 || f.Image == unit))
        ? "failed"
        : "no picture";
}
