using System.Globalization;
using VisEval.Harness.Analysis;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Text;

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

    /// <summary>"2 of 5 networks".</summary>
    public static string Networks(LeaderboardTable table, LeaderboardRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.Networks} of {table.Networks} networks");

    /// <summary>Under a table of several models: how it ranks.</summary>
    public static string Under(LeaderboardTable table) => table.Model is not null
        ? ""
        : "Methods are ranked on each network, and the ranks are averaged over the networks a method applies to."
            + (table.IsUneven ? " ‡ does not apply to all: its means are over fewer explanations, so they are not compared, and it is nowhere marked as best." : "");

    /// <summary>What a verdict on a metric says.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Separates => "tells random apart",
        Verdict.Reversed => "prefers random",
        Verdict.BothWays => "tells methods apart, both ways",
        Verdict.CannotTell => "cannot tell random",
        _ => "too few to say",
    };

    /// <summary>How the tables are to be read; the same sentences under every rendering.</summary>
    public static IReadOnlyList<string> Notes { get; } =
    [
        "↑ higher is better, ↓ lower is better. A number is the mean over all explanations (image × target) for which it exists, or pooled over "
            + "their images where that is what the metric means; "
            + "degenerate maps and undefined numbers are left out of the mean and counted.",
        $"Intervals: {Leaderboard.Level * 100:0} % percentile bootstrap, {Leaderboard.Resamples} resamples of whole images "
            + "(two targets of one image are drawn together); none with fewer than two images.",
        "† not better than the control `random`: the interval of the difference, paired by image and target, includes zero or lies beyond it.",
        "Mean rank: mean of a method's ranks in the headline numbers of the faithfulness and localization metrics; ties share the mean of their "
            + "places, a method without a number shares the last. The other numbers (sparseness, randomization and the like) are properties to "
            + "know rather than to maximize, and do not count.",
        "Controls look at no model: `random`, `center` and `uniform` not even at the image, `sobel` only at its edges, `input-magnitude` only at its values. "
            + "They are ranked with the methods; a method that does not beat them explains nothing.",
        "Cost: of one explanation, the median of the measured repetitions and their quartiles.",
        "Separation of a metric: the mean over methods of P(better than `random`) − P(worse), paired by image and target (Cliff's d for pairs; 1: always better), "
            + "with its bootstrap interval over images. Above, below: methods that a sign test over images tells apart from `random` (Holm-corrected, 5 %). "
            + "⌀ a metric that does neither on this data. Reliability: rank correlation (Spearman) of the methods between two random halves of the images, "
            + "mean of 100 halvings, corrected to all images by Spearman and Brown. Controls take part in neither reliability nor agreement.",
        "Passes asked, run: images a metric asked to be run through the network for one explanation, and those that were run for it; the rest had been "
            + "run for another metric.",
    ];
}
