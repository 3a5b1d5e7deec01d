using System.Globalization;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics.Sequential;

namespace VisEval.Harness.Analysis.Anytime;

/// <summary>Where a run has ended before all images were used, in words.</summary>
internal static class AnytimeText
{
    /// <summary>One paragraph for each dataset of which not all images were used, or that was too small for a look; none for a run that is
    /// going on.</summary>
    public static IReadOnlyList<string> Of(RunInfo info) =>
    [
        .. (info.Anytime?.Samples ?? []).Select(s => Of(s, info.Anytime!.Rule)).OfType<string>(),
    ];

    /// <summary>The images of a dataset that were used, "86 of 240" where these are not all.</summary>
    public static string Images(RunInfo info, DatasetInfo dataset) =>
        info.Anytime?.Samples?.FirstOrDefault(s => s.Dataset == dataset.Name) is { Ended: not SampleEnd.All } sample
            ? string.Create(CultureInfo.InvariantCulture, $"{sample.Images.Count} of {dataset.Images}")
            : dataset.Images.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a look on the way found, a line.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="images">The images that were used so far.</param>
    /// <param name="verdict">What was found; null where there is nothing to rank by.</param>
    public static string Look(string dataset, int images, OrderVerdict? verdict) => verdict is null
        ? Text($"{dataset}, {images} images: there is no number yet to rank methods by.")
        : Text($"{dataset}, {images} images: {verdict.Settled} of {verdict.Pairs} pairs of {verdict.Methods} methods are settled, ")
            + $"first is {verdict.First}; {(verdict.IsStable ? "the rule is satisfied" : "the run goes on")}.";

    private static string? Of(DatasetSample sample, StopRule? rule)
    {
        if (sample.Ended == SampleEnd.All)
            return rule is null || sample.Looks > 0
                ? null
                : Text($"{sample.Dataset}: all {sample.Population} images were used, as --until never looks at so few ({Sizes}).");
        var (used, saved) = (Text($"{sample.Images.Count} of {sample.Population} images"), Text($"{100 * sample.Saved:0.#} % saved"));
        var end = sample.Ended == SampleEnd.Stable
            ? $"{sample.Dataset}: ended after {used} ({saved}), as more would not change the verdict."
            : $"{sample.Dataset}: the time was up after {used} ({saved}). They are a random sample of the dataset; how many there are "
                + "depends on the clock, no number does.";
        return string.Join(' ', new[] { end, Verdict(sample, rule), Tests(sample) }.OfType<string>());
    }

    private static string? Verdict(DatasetSample sample, StopRule? rule)
    {
        if (rule is null)
            return null;
        if (sample.Looks == 0)
            return $"--until never looks at so few images ({Sizes}).";
        if (sample.Verdict is not { } verdict)
            return "The time did not allow a look at the order of the methods.";
        var order = rule.Until == StopGoal.TopStable
            ? Text($"First is {verdict.First}: no other of the {verdict.Methods} methods is better by {rule.Margin} of the field or more")
            : Text($"Of the {verdict.Pairs} pairs of {verdict.Methods} methods none stands the wrong way round by {rule.Margin} of the ")
                + "field or more";
        var chance = Text($"the chance that all {sample.Population} images contradict that is at most {100 * rule.Alpha:0.#} %.");
        return verdict.IsStable
            ? $"{order}; {chance}"
            : Text($"Of the {verdict.Pairs} pairs of {verdict.Methods} methods {verdict.Settled} are settled: they stand in the right ")
                + Text($"order or are closer in mean rank than {rule.Margin} of the field; {chance}");
    }

    private static string Sizes => Text($"of N images it looks at N/√2 at the latest, and at no fewer than {Looks.Least}");

    private static string? Tests(DatasetSample sample) => sample.Looks <= 1
        ? null
        : Text($"As the numbers were looked at on the way, p-values are multiplied by the {sample.Looks} planned looks, and marks, ")
            + "admission and places are by these; intervals of means are those for a number of images fixed beforehand.";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
