using VisEval.Core;
using VisEval.Harness.Results.Storage;
using VisEval.Metrics;

namespace VisEval.Harness.Results.Merging;

/// <summary>Copies everything that a store holds into another one, whatever either is kept in. A row that stands there gives way.</summary>
internal static class RowCopy
{
    /// <summary>Copies all rows but the description of the run.</summary>
    /// <param name="source">What is copied.</param>
    /// <param name="write">Where it goes.</param>
    public static void All(IRowSource source, RowWriter write)
    {
        var rows = new RowReader(source);
        foreach (var dataset in rows.Images().GroupBy(i => i.Dataset))
            foreach (var (position, (_, image)) in dataset.Index())
                write.Image(dataset.Key, position, image);
        foreach (var table in CopiedTables.All)
            table.CopyAll(source, write);
        Each(rows.Failures(), write.Failure);
        Each(rows.Timings(), write.Timing);
        Each(rows.MetricCosts(), write.Cost);
        foreach (var (cell, result) in Cells(rows))
            write.Cell(cell, result);
    }

    /// <summary>The cells with their numbers and curves.</summary>
    internal static IEnumerable<(CellKey Cell, MetricResult Result)> Cells(RowReader rows)
    {
        var cells = rows.Cells();
        var scores = rows.Scores(cells).ToLookup(s => s.Cell);
        var curves = rows.Curves(cells).ToLookup(c => c.Cell);
        for (var place = 0; place < cells.Count; place++)
        {
            var key = cells.KeyAt(place);
            yield return (key, new MetricResult(
                [
                    .. scores[cells[place].Id].Select(
                        s => new ScoreValue(rows.Names[s.Score], s.Value, CellState.Parse(rows.Names[s.State]))),
                ],
                [.. curves[key].Select(c => new Curve(c.Name, c.X, c.Y))]));
        }
    }

    private static void Each<T>(IEnumerable<T> rows, Action<T> write)
    {
        foreach (var row in rows)
            write(row);
    }
}
