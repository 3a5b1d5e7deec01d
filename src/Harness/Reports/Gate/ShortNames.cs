using VisEval.Harness.Analysis.Gate;

namespace VisEval.Harness.Reports.Gate;

/// <summary>Names for narrow columns: without options and without the name of the number, where that leaves no doubt.</summary>
/// <param name="report">What is shown.</param>
internal sealed class ShortNames(GateReport report)
{
    private readonly HashSet<string> _methods = Ambiguous(report.Rows.Select(r => r.Cell.Method));
    private readonly HashSet<string> _metrics = Ambiguous(report.Rows.Select(r => r.Cell.Metric));

    private readonly HashSet<string> _several =
    [
        .. report.Rows.Select(r => (r.Cell.Metric.Shown, r.Cell.Score.Name)).Distinct().CountBy(n => n.Shown).Where(n => n.Value > 1)
            .Select(n => n.Key),
    ];

    /// <summary>The method's.</summary>
    public string Method(GateRow row) => Name(row.Cell.Method, _methods);

    /// <summary>The metric's, and of its number where it has several.</summary>
    public string Metric(GateRow row) =>
        Name(row.Cell.Metric, _metrics) + (_several.Contains(row.Cell.Metric.Shown) ? $" {row.Cell.Score.Name}" : "");

    /// <summary>The units of some rows whose options are not shown, in full.</summary>
    public IReadOnlyList<string> Shortened(IEnumerable<GateRow> rows) =>
    [
        .. rows.SelectMany(r => new[] { (r.Cell.Method, Names: _methods), (r.Cell.Metric, Names: _metrics) })
            .Where(u => Name(u.Item1, u.Names) != u.Item1.Shown).Select(u => u.Item1.Shown).Distinct(),
    ];

    private static string Name(UnitPair unit, HashSet<string> ambiguous) => ambiguous.Contains(unit.Name) ? unit.Shown : unit.Name;

    private static HashSet<string> Ambiguous(IEnumerable<UnitPair> units) =>
        [.. units.Distinct().CountBy(u => u.Name).Where(u => u.Value > 1).Select(u => u.Key)];
}
