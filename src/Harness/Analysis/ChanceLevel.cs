using System.Globalization;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis;

/// <summary>Networks that are not shown to be right more often than guessing: what explains them explains little, and mostly the
/// preprocessing or the labels are wrong.</summary>
/// <remarks>Exact binomial test, one-sided at 5 %, of the images whose top-1 class is among their labels. The chance of an image is the
/// share of the classes that are its labels; the test uses the mean over images. Not asked where even being right in every image would
/// show nothing.</remarks>
internal static class ChanceLevel
{
    private const double Level = 0.05;

    /// <summary>One sentence a network and dataset at the level of chance.</summary>
    /// <param name="info">The run.</param>
    /// <param name="predictions">What the networks say, of all images or of some.</param>
    public static IReadOnlyList<string> Warnings(RunInfo info, IEnumerable<PredictionRow> predictions) =>
    [
        .. predictions.Where(p => p.Labels.Count > 0).GroupBy(p => (p.Dataset, p.Model)).Select(g =>
            Warning(g.Key.Dataset, g.Key.Model, [.. g], info.Datasets.FirstOrDefault(d => d.Name == g.Key.Dataset)?.Classes.Count ?? 0))
            .OfType<string>(),
    ];

    private static string? Warning(string dataset, string model, IReadOnlyList<PredictionRow> rows, int classes)
    {
        var chance = rows.Average(r => (double)r.Labels.Distinct().Count() / Math.Max(1, classes));
        if (classes < 2 || chance >= 1 || Math.Pow(chance, rows.Count) > Level)
            return null;
        var hits = rows.Count(r => r.IsRight);
        var probability = BinomialTest.AtLeast(hits, rows.Count, chance);
        if (probability <= Level)
            return null;
        var (right, guessing) = (100.0 * hits / rows.Count, 100 * chance);
        return string.Create(
                CultureInfo.InvariantCulture,
                $"{model} on {dataset} is not shown to be better than guessing: its top-1 class is among the labels of {hits} of ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{rows.Count} images ({right:0.#} %; chance among {classes} classes {guessing:0.#} %, exact binomial test ")
            + string.Create(CultureInfo.InvariantCulture, $"p = {probability:0.##}). Check the preprocessing (channel order, scale, ")
            + "mean and standard deviation, size) and whether the labels count the classes in the order of the network's outputs; until "
            + "then no score says anything about a method.";
    }
}
