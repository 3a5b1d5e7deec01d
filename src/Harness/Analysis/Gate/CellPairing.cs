using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>Pairs the values of two runs.</summary>
/// <param name="old">The baseline.</param>
/// <param name="current">The current run.</param>
/// <param name="asked">Tells what is missing; null where the policy does not mind.</param>
internal sealed class CellPairing(RowIndex old, RowIndex current, AskedAgain? asked)
{
    /// <summary>The values of a cell; null where the baseline has none, so that there is nothing to keep.</summary>
    public PairedCell? Of(GateCell cell)
    {
        var before = old.Of(new(cell.Dataset, cell.Model.Old, cell.Method.Old, cell.Metric.Old, cell.Score.Name));
        if (!before.Values.Any(Stands))
            return null;
        var after = cell is { Model.New: { } model, Method.New: { } method, Metric.New: { } metric }
            ? current.Of(new(cell.Dataset, model, method, metric, cell.Score.Name))
            : new Dictionary<Explanation, ScoreRow>();
        var worst = new Lazy<double>(() => ScoreRange.Worst(cell.Score) ?? WorstOfColumn(cell));
        var (pairs, lost, gone) = (new List<PairedValue>(), new List<LostValue>(), new List<string>());
        var (notRun, otherClass, missing) = (0, 0, 0);
        LostValue Lost(Explanation of, double value, string state) =>
            new(of.Image, of.Target, value, state, Math.Min(0, worst.Value - cell.Score.Merit(value)));
        foreach (var (of, row) in before.Where(b => Stands(b.Value)))
        {
            var value = row.Value!.Value;
            var isThere = after.TryGetValue(of, out var found);
            if (isThere && Stands(found))
            {
                pairs.Add(new(of.Image, of.Target, value, found.Value!.Value, Gain(cell.Score, value, found.Value!.Value)));
                continue;
            }
            gone.Add(of.Image);
            if (isThere)
                lost.Add(Lost(of, value, StateOf(found)));
            else if (IsOtherClass(cell, of))
                otherClass++;
            else if (after.Count > 0 && asked?.Of(cell, of) == true)
            {
                missing++;
                lost.Add(Lost(of, value, LostValue.NoRow));
            }
            else
                notRun++;
        }
        return new PairedCell(cell, pairs, lost, notRun, otherClass, after.Values.Any(Stands), after.Count > 0)
        {
            Missing = missing,
            Gone = gone,
            IsShort = asked is not null && notRun > 0,
        };
    }

    /// <summary>Whether a row has a number to compute with.</summary>
    public static bool Stands(ScoreRow row) => row.State.IsOk && row.Value is { } value && double.IsFinite(value);

    /// <summary>The state of a row, which is not ok where the number is not finite.</summary>
    public static string StateOf(ScoreRow row) => row.State.IsOk && !Stands(row) ? "undefined:not-finite" : row.State.Text;

    private static double Gain(ScoreInfo score, double old, double current) => score.Merit(current) - score.Merit(old);

    private bool IsOtherClass(GateCell cell, Explanation of) =>
        cell.Model.New is { } model && current.Has(cell.Dataset, model, of.Image) && !current.Has(cell.Dataset, model, of);

    // A score without an end has no worst value of its own: the worst that any method got on this network in either run.
    private double WorstOfColumn(GateCell cell) =>
        Column(old, cell, cell.Model.Old, cell.Metric.Old).Concat(Column(current, cell, cell.Model.New, cell.Metric.New))
            .Min(v => cell.Score.Merit(v));

    private static IEnumerable<double> Column(RowIndex index, GateCell cell, string? model, string? metric) => index.Numbers
        .Where(n => n.Dataset == cell.Dataset && n.Model == model && n.Metric == metric && n.Score == cell.Score.Name)
        .SelectMany(n => index.Of(n).Values.Where(Stands).Select(r => r.Value!.Value));
}
