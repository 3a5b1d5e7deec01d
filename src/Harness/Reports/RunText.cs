using System.Globalization;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports;

/// <summary>What was run, in words and numbers that every rendering shares.</summary>
internal static class RunText
{
    /// <summary>"240 images", "1 image".</summary>
    public static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : noun.EndsWith('x') ? "es" : "s")}");

    /// <summary>The share of images whose top-1 class is among the labels; null without predictions.</summary>
    public static double? Accuracy(IReadOnlyCollection<PredictionRow> predictions) =>
        predictions.Count == 0 ? null : predictions.Count(p => p.Labels.Contains(p.Top1)) / (double)predictions.Count;

    /// <summary>A class by name, or by number where the dataset has no name for it.</summary>
    public static string ClassName(RunInfo info, string dataset, int index)
    {
        var classes = info.Datasets.FirstOrDefault(d => d.Name == dataset)?.Classes ?? [];
        return index >= 0 && index < classes.Count ? classes[index] : "class " + index.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>How the tables are to be read; the same sentences under every rendering.</summary>
    public static IReadOnlyList<string> Notes { get; } =
    [
        "↑ higher is better, ↓ lower is better. A number is the mean over all explanations (image × target) for which it exists; "
            + "degenerate maps and undefined numbers are left out of the mean and counted.",
        $"Intervals: {Leaderboard.Level * 100:0} % percentile bootstrap, {Leaderboard.Resamples} resamples of whole images "
            + "(two targets of one image are drawn together); none with fewer than two images.",
        "† not better than the control `random`: the interval of the difference, paired by image and target, includes zero or lies beyond it.",
        "Mean rank: mean of a method's ranks in the headline numbers of the faithfulness and localization metrics; ties share the mean of their "
            + "places, a method without a number shares the last. The other numbers (sparseness, randomization and the like) are properties to "
            + "know rather than to maximize, and do not count.",
        "Controls look at no model: `random`, `center` and `uniform` not even at the image, `sobel` only at its edges, `input-magnitude` only at its values. "
            + "They are ranked with the methods; a method that does not beat them explains nothing.",
        "Cost: wall time of one explanation (median, quartiles), images run forwards and backwards, largest resident memory in 10⁶ bytes.",
    ];
}
