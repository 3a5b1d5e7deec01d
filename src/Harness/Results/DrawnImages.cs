namespace VisEval.Harness.Results;

/// <summary>The images that a run is of: all, or those that it drew before it ended (<see cref="AnytimeInfo"/>).</summary>
/// <remarks>A store may hold more, of an earlier run in the same folder that came further; they are kept for a run that goes on, and are
/// no part of this one.</remarks>
internal sealed class DrawnImages
{
    private readonly Dictionary<string, HashSet<string>> _drawn;

    private DrawnImages(Dictionary<string, HashSet<string>> drawn) => _drawn = drawn;

    /// <summary>Whether these are all images of the run.</summary>
    public bool AreAll => _drawn.Count == 0;

    /// <summary>Those of a run; all, while it is going on.</summary>
    public static DrawnImages Of(RunInfo info) => new(
        (info.Anytime?.Samples ?? []).Where(s => s.Ended != SampleEnd.All).ToDictionary(s => s.Dataset, s => s.Images.ToHashSet()));

    /// <summary>Whether an image is one of them.</summary>
    /// <param name="dataset">Its dataset.</param>
    /// <param name="image">Its id; empty for what is of no single image, which stays.</param>
    public bool Has(string dataset, string image) =>
        image.Length == 0 || !_drawn.TryGetValue(dataset, out var images) || images.Contains(image);

    /// <summary>Results without the rows of other images.</summary>
    public RunResults In(RunResults results) => AreAll ? results : results with
    {
        Scores = In(results.Scores),
        Curves = [.. results.Curves.Where(c => Has(c.Cell))],
        Predictions = In(results.Predictions),
        Failures = [.. results.Failures.Where(f => Has(f.Dataset, f.Image))],
        Pictures = [.. results.Pictures.Where(p => Has(p.Dataset, p.Image))],
        Maps = [.. results.Maps.Where(m => Has(m.Dataset, m.Image))],
        Remarks = [.. results.Remarks.Where(r => Has(r.Dataset, r.Image))],
        Shuffled = In(results.Shuffled),
        Seeds = [.. results.Seeds.Where(s => Has(s.Cell))],
        Randomized = [.. results.Randomized.Where(r => Has(r.Map.Dataset, r.Map.Image))],
    };

    /// <summary>Predictions without those of other images.</summary>
    public IReadOnlyList<PredictionRow> In(IReadOnlyList<PredictionRow> predictions) =>
        AreAll ? predictions : [.. predictions.Where(p => Has(p.Dataset, p.Image))];

    /// <summary>Numbers without those of other images.</summary>
    public IReadOnlyList<ScoreRow> In(IReadOnlyList<ScoreRow> scores) =>
        AreAll || scores.All(s => Has(s.Cell)) ? scores : ScoreColumns.Of(scores.Where(s => Has(s.Cell)));

    private bool Has(CellKey cell) => Has(cell.Dataset, cell.Image);
}
