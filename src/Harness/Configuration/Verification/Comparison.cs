using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Bundles;
using VisEval.Metrics;

namespace VisEval.Harness.Configuration.Verification;

/// <summary>Holds what a bundle states against what was found here.</summary>
internal sealed class Comparison(RunResults stated)
{
    private readonly List<string> _differences = [];
    private readonly ILookup<CellKey, ScoreRow> _scores = Single(stated)
        .Concat(stated.Seeds.Select(s => s.Row with { Cell = s.Cell }))
        .Concat(stated.Shuffled.Select(s => s with { Cell = s.Cell.Shuffled() })).ToLookup(s => s.Cell);
    private readonly ILookup<CellKey, CurveRow> _curves = stated.Curves.ToLookup(c => c.Cell);

    /// <summary>What differs, each a sentence.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <summary>Numbers compared so far.</summary>
    public int Numbers { get; private set; }

    /// <summary>Whether the bundle has a cell.</summary>
    public bool Has(CellKey cell) => _scores.Contains(cell);

    /// <summary>The bundle has every cell of the run, and no other but those of methods that do not come with VisEval.</summary>
    /// <param name="planned">The cells of the run.</param>
    /// <param name="networks">Dataset and model of the part of the run that is looked at.</param>
    public void Completeness(IReadOnlyList<CellKey> planned, IReadOnlySet<(string Dataset, string Model)> networks)
    {
        var all = planned.ToHashSet();
        _differences.AddRange(
            planned.Where(cell => !Has(cell)).Select(cell => $"{Text(cell)}: the run has this cell, the bundle has not."));
        _differences.AddRange(_scores.Select(s => s.Key)
            .Where(cell => networks.Contains((cell.Dataset, cell.Model)) && !all.Contains(cell) && !ForeignKey.Is(cell.Own().Method))
            .Select(cell => $"{Text(cell)}: the bundle has this cell, the run has not."));
    }

    /// <summary>Keeps what is wrong with the images that the run has used.</summary>
    public void Sample(IEnumerable<string> mistakes) => _differences.AddRange(mistakes);

    /// <summary>The numbers of methods that drew several maps are the means over these.</summary>
    public void Means()
    {
        var means = SeedMeans.Means(stated.Seeds).ToDictionary(s => (s.Cell, s.Score));
        var found = stated.Scores.Where(s => means.ContainsKey((s.Cell, s.Score))).ToList();
        _differences.AddRange(found.Where(s => means[(s.Cell, s.Score)] is var mean
                && (mean.State != s.State || !SameNumber.Is(mean.Value, s.Value)))
            .Select(s => $"{Text(s.Cell)}, {s.Score}: not the mean of the numbers by seed."));
        if (found.Count < means.Count)
            _differences.Add($"{means.Count - found.Count} numbers by seed have no mean in the bundle.");
    }

    /// <summary>provenance.json is what follows from the bundle's tables.</summary>
    public void Provenance(Bundle bundle)
    {
        if (!bundle.Provenance.AsSpan().SequenceEqual(Results.Bundles.Provenance.Of(stated).Write()))
            _differences.Add($"{Bundle.ProvenanceName} is not what follows from the bundle's own tables.");
        if (stated.Info.Recognition is { } recognition && !recognition.SequenceEqual(stated.Concluded.Recognition ?? []))
            _differences.Add($"What {Bundle.Info} says the networks recognize is not what follows from the bundle's own tables.");
    }

    /// <summary>What the networks say of images.</summary>
    public void Predictions(IEnumerable<PredictionRow> found)
    {
        var rows = stated.Predictions.ToDictionary(p => (p.Dataset, p.Model, p.Image));
        foreach (var here in found)
        {
            Numbers++;
            if (rows.GetValueOrDefault((here.Dataset, here.Model, here.Image)) is not { } there || there.Top1 != here.Top1
                || !there.Labels.SequenceEqual(here.Labels) || !SameNumber.Is(there.Probability, here.Probability)
                || (there.LabelProbability is { } label && !SameNumber.Is(label, here.LabelProbability)))
                _differences.Add($"{here.Dataset}, {here.Model}, image {here.Image}: the bundle's prediction is another than "
                    + $"class {here.Top1} with probability {Text(here.Probability)}, which the network gives here.");
        }
    }

    /// <summary>The numbers and curves of a cell.</summary>
    public void Cell(CellKey cell, Recomputation found)
    {
        if (!found.Cells.TryGetValue(cell, out var here))
        {
            _differences.Add($"{Text(cell)}: here this class of the image is not explained.");
            return;
        }
        var rows = _scores[cell].ToDictionary(s => s.Score);
        foreach (var score in here.Scores)
            if (rows.Remove(score.Name, out var there))
                Score(there, score, found);
            else
                _differences.Add($"{Text(cell)}: the bundle has no number '{score.Name}'.");
        _differences.AddRange(rows.Keys.Select(name => $"{Text(cell)}: the metric gives no number '{name}'."));
        // Curves of maps of other images and of further seeds are not kept.
        if (!cell.IsShuffled() && !cell.IsFurther())
            Curves(cell, here);
    }

    // Of several maps the numbers of each are compared.
    private static IEnumerable<ScoreRow> Single(RunResults stated)
    {
        var repeated = stated.Seeds.Select(s => s.Row.Cell).ToHashSet();
        return stated.Scores.Where(s => !repeated.Contains(s.Cell));
    }

    private void Score(ScoreRow there, ScoreValue here, Recomputation found)
    {
        Numbers++;
        if (there.State == here.State && SameNumber.Is(there.Value, here.Value))
            return;
        var error = found.Errors.FirstOrDefault(e => e.Image == there.Cell.Image && e.Method == there.Cell.Method)?.Error;
        _differences.Add($"{Text(there.Cell)}, {there.Score}: {Text(there.Value, there.State)} in the bundle, "
            + $"{Text(here.Value, here.State)} here{(here.State == CellState.Failed && error is not null ? $" ({error})" : "")}.");
    }

    private void Curves(CellKey cell, MetricResult here)
    {
        var there = _curves[cell].ToList();
        Numbers += here.Curves.Sum(c => c.Y.Count);
        var same = there.Count == here.Curves.Count && there.Zip(here.Curves).All(
            c => c.First.Name == c.Second.Name && Same(c.First.X, c.Second.X) && Same(c.First.Y, c.Second.Y));
        if (!same)
            _differences.Add($"{Text(cell)}: the curves in the bundle are others than here.");
    }

    private static bool Same(IReadOnlyList<double> a, IReadOnlyList<double> b) =>
        a.Count == b.Count && a.Zip(b).All(v => SameNumber.Is(v.First, v.Second));

    private static string Text(CellKey cell) => string.Create(
        CultureInfo.InvariantCulture,
        $"{cell.Dataset}, {cell.Model}, {cell.Method}, {cell.Metric}, image {cell.Image}, target {cell.Target}");

    private static string Text(double? value, CellState state) => state.IsOk ? Text(value) : state.Text;

    private static string Text(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "no number";
}
