using System.Globalization;
using VisEval.Harness.Analysis;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Text;

/// <summary>Words and numbers about a run that every rendering shares.</summary>
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

    /// <summary>"2 of 5 networks".</summary>
    public static string Networks(LeaderboardTable table, LeaderboardRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.Networks} of {table.Networks} networks");

    /// <summary>Under a table of several models: how it ranks.</summary>
    public static string Under(LeaderboardTable table) => table.Model is not null
        ? ""
        : "Methods are ranked on each network, and the ranks are averaged over the networks a method applies to."
            + (table.IsUneven
                ? " ‡ does not apply to all: its means are over fewer explanations, so they are not compared, nor is it marked as best."
                : "");

    /// <summary>A verdict on a metric in words.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Separates => "methods significantly better than random",
        Verdict.Reversed => "random significantly better",
        Verdict.BothWays => "significant in both directions",
        Verdict.CannotTell => "no significant difference to random",
        _ => "too few images or methods",
    };

    /// <summary>How the tables are to be read; the same sentences under every rendering.</summary>
    public static IReadOnlyList<string> Notes { get; } =
    [
        "↑ higher is better, ↓ lower is better. A number is the mean over all explanations (image × target) for which it exists, or pooled "
            + "over their images where that is what the metric means; explanations with a degenerate map or an undefined number are left "
            + "out of the mean and counted.",
        $"Intervals: {Leaderboard.Level * 100:0} % percentile bootstrap, {Leaderboard.Resamples} resamples of whole images "
            + "(two targets of one image are drawn together); none with fewer than two images.",
        "† not significantly better than the control `random`: the interval of the difference, paired by image and target, includes zero "
            + "or lies on the worse side.",
        "Mean rank: mean of a method's ranks in the headline numbers of the faithfulness and localization metrics; ties share the mean of "
            + "their places, a method without a number shares the last. The other numbers (sparseness, randomization and the like) "
            + "describe an explanation without a better or worse that all agree on, and do not count.",
        "Controls do not use the model: `random`, `center` and `uniform` do not use the image either, `sobel` uses its edges, "
            + "`input-magnitude` its values. They are ranked with the methods; a method that is not better than they are explains nothing.",
        "Cost: of one explanation, the median of the measured repetitions and their quartiles.",
        "Separation of a metric: the mean over methods of P(better than `random`) − P(worse), paired by image and target (Cliff's d for "
            + "pairs; 1: always better), with its bootstrap interval over images. Above, below: methods significantly better or worse than "
            + "`random` (sign test over images, Holm-corrected, 5 %). ⌀ a metric with no significant difference between the methods and "
            + "`random` on this data. Reliability: rank correlation (Spearman) of the methods between two random halves of the images, "
            + "mean of 100 splits, corrected to all images by Spearman and Brown. Controls are left out of reliability and agreement.",
        "Passes asked, run: images a metric asked to be run through the network for one explanation, and those that were run for it; the "
            + "others had been run for another metric.",
    ];
}
