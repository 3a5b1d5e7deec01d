namespace VisEval.Harness.Results;

/// <summary>How well a network recognizes the images of a dataset; the numbers that run.json, bundle, terminal and report show.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Model">The network.</param>
/// <param name="Images">Images classified.</param>
/// <param name="Labelled">Those of them that have a label.</param>
/// <param name="Right">Those of the labelled ones whose top-1 class is among their labels.</param>
/// <param name="Accuracy">Right / Labelled, 0..1; null without a labelled image.</param>
/// <param name="MeanTop1Probability">The mean over all images of the probability of the top-1 class, 0..1; null where it is unknown of
/// one.</param>
/// <param name="MeanLabelProbability">The mean over the labelled images of the probability of the labelled class, 0..1, of several labels
/// their mean; null without a labelled image, or where it is unknown of one.</param>
internal sealed record Recognition(
    string Dataset, string Model, int Images, int Labelled, int Right, double? Accuracy, double? MeanTop1Probability,
    double? MeanLabelProbability)
{
    /// <summary>Of every network on every dataset, in the order of their first predictions.</summary>
    /// <param name="predictions">What the networks say.</param>
    public static IReadOnlyList<Recognition> Of(IEnumerable<PredictionRow> predictions) =>
        [.. predictions.GroupBy(p => (p.Dataset, p.Model)).Select(g => Of(g.Key.Dataset, g.Key.Model, [.. g]))];

    private static Recognition Of(string dataset, string model, IReadOnlyList<PredictionRow> rows)
    {
        // A sum depends on its order in the last digit; the numbers stand in several files.
        rows = [.. rows.OrderBy(r => r.Image, StringComparer.Ordinal)];
        var labelled = rows.Where(r => r.Labels.Count > 0).ToList();
        var right = labelled.Count(r => r.IsRight);
        return new Recognition(
            dataset, model, rows.Count, labelled.Count, right, labelled.Count == 0 ? null : (double)right / labelled.Count,
            Mean(rows.Select(r => r.Probability)), Mean(labelled.Select(r => r.LabelProbability ?? double.NaN)));
    }

    // A mean over those that happen to be known would be of other images than it says.
    private static double? Mean(IEnumerable<double> values) =>
        values.DefaultIfEmpty(double.NaN).Average() is var mean && double.IsFinite(mean) ? mean : null;
}
