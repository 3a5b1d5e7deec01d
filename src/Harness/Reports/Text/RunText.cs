using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Marks;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Reports.Text;

/// <summary>Words and numbers about a run that every rendering shares.</summary>
internal static class RunText
{
    /// <summary>"240 images", "1 image".</summary>
    public static string Count(int count, string noun) => Counted.Of(count, noun);

    /// <summary>How many images of a dataset every network recognizes, and with what probability, a sentence; null where no image is
    /// labelled.</summary>
    /// <param name="predictions">What the networks say of images of the dataset.</param>
    public static string? Recognized(IEnumerable<PredictionRow> predictions)
    {
        var networks = Recognition.Of(predictions);
        return networks.All(r => r.Labelled == 0)
            ? null
            : "Top-1 class among the labels (mean probability of it; of the labelled class): "
                + string.Join(", ", networks.Select(r => $"{r.Model} {Right(r)} ({NumberText.Score(r.MeanTop1Probability)}; "
                    + $"{NumberText.Score(r.MeanLabelProbability)})")) + ".";
    }

    /// <summary>"11 of 12 images, 91.7%".</summary>
    public static string Right(Recognition network) => network.Accuracy is { } accuracy
        ? string.Create(CultureInfo.InvariantCulture, $"{network.Right} of {Count(network.Labelled, "image")}, ")
            + NumberText.Percent(accuracy)
        : "no labelled image";

    /// <summary>A class by name, or by number where the dataset has no name for it.</summary>
    public static string ClassName(RunInfo info, string dataset, int index)
    {
        var classes = info.Datasets.FirstOrDefault(d => d.Name == dataset)?.Classes ?? [];
        return index >= 0 && index < classes.Count ? classes[index] : "class " + index.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>"2 of 5 networks".</summary>
    public static string Networks(LeaderboardTable table, LeaderboardRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.Networks} of {table.Networks} networks");

    /// <summary>Under a table: how it ranks, and what it cannot tell.</summary>
    public static IReadOnlyList<string> Under(LeaderboardTable table) => [.. Sentences(table).OfType<string>()];

    private static IEnumerable<string?> Sentences(LeaderboardTable table)
    {
        yield return table.Criteria.Count == 0
            ? "No metric of the run ranks methods."
            : "Ranked by " + string.Join("; ", table.Criteria.GroupBy(c => c.Metric.Construct!.Value).Select(g =>
                $"{Of(g.Key)} ({string.Join(", ", g.Select(c => c.Metric.Name).Distinct())})")) + $", {RankingText.Votes(table)}.";
        yield return !table.IsExamined ? Provisional(table) : table.Unexamined.Count > 0 ? Unexamined(table) : null;
        yield return table.Rule is { Admission: true, Sanity: null } && table.Criteria.Count > 0
                && table.Numbers.All(n => n.Metric.Family != RankingRule.SanityFamily)
            ? "Whether methods depend on the network's weights was not asked: the run has no sanity metric."
            : null;
        yield return Located(table);
        yield return SameNumbers.Of(table);
        yield return table.Model is null
            ? "Networks count alike: a method's ranks are averaged over the networks that it applies to."
            : null;
        yield return table.IsUneven
            ? "° does not apply to all networks: its means are over fewer explanations, so it is marked as best nowhere."
            : null;
    }

    // Where a network is wrong, what is explained is not where the labels are.
    private static string? Located(LeaderboardTable table)
    {
        var columns = table.Numbers.Index().Where(n => n.Item.Metric.Construct == Construct.Localization).ToList();
        var most = columns.SelectMany(n => table.Column(n.Index)).Select(c => c.Images).DefaultIfEmpty(0).Max();
        return columns.Count == 0 || most == 0 || most >= table.Images ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"Localization is over {most} of {Count(table.Images, "image")}: of the others the dataset does not say where the explained ")
            + "class is, as where the network's first choice, which is explained unless dataset.json says \"target\": \"labels\", is "
            + "wrong.";
    }

    /// <summary>What too few images cannot show.</summary>
    public static string Provisional(LeaderboardTable table) => string.Create(
        CultureInfo.InvariantCulture,
        $"Provisional: {Count(table.DecidingImages, "image")} cannot show anything about "
        + $"{Count(table.Rows.Count(r => !r.IsControl), "method")}, that takes {table.LeastImages}. No method was examined for admission.");

    // What was measured and is not said would look as if it had been passed.
    private static string Unexamined(LeaderboardTable table) => string.Create(
        CultureInfo.InvariantCulture,
        $"Not examined for admission, as it takes numbers in {table.LeastImages} images: ")
        + string.Join("; ", table.Unexamined.Select(u => $"{u.Condition} ({Count(u.Images, "image")})")) + ".";

    /// <summary>What a construct is called.</summary>
    public static string Of(Construct construct) => construct switch
    {
        Construct.Removal => "removal",
        Construct.Effects => "effects",
        _ => "localization",
    };

    /// <summary>Who won, and how sure that is, in one sentence.</summary>
    public static string Winner(LeaderboardTable table)
    {
        var ranked = table.Ranked.ToList();
        if (ranked.Count == 0)
            return table.Criteria.Count == 0 ? "No metric of the run ranks methods." : "No method is shown to be better than the controls.";
        var others = ranked.Count - 1;
        var tied = ranked.Count(r => r.Standing!.TiedWithFirst) - 1;
        var first = ranked[0].Method.Key;
        return Result() + (table.IsExamined ? "" : " This is provisional: the images are too few to examine methods for admission.");

        string Result() => others == 0
            ? $"{first} is the only method that is ranked."
            : tied == 0
            ? $"{first} is first, and shown to be better than {(others == 1 ? "the other method" : $"each of the {others} others")} that "
                + $"{(others == 1 ? "is" : "are")} ranked."
            : tied == others
            ? $"{first} has the best mean rank, but {(others == 1 ? "the other is not" : $"none of the {others} others is")} "
                + "shown to be worse: nothing is decided."
            : $"{first} has the best mean rank of {ranked.Count} methods; {tied} of the others "
                + $"{(tied == 1 ? "is" : "are")} not shown to be worse.";
    }

    /// <summary>At what cost, in one sentence; null where no time was measured, or no method has a skill.</summary>
    public static string? Price(LeaderboardTable table)
    {
        var front = ParetoFront.Of(table);
        if (front.Count == 0)
            return null;
        static string Time(LeaderboardRow row) => NumberText.Duration(row.Cost!.Milliseconds);
        var (first, best, fastest) = (table.Ranked.FirstOrDefault(), front[^1], front[0]);
        var own = first?.Cost is { Milliseconds: > 0 } ? $"An explanation by {first.Method.Key} takes {Time(first)}. " : "";
        var scope = table.Networks > 1
            ? string.Create(CultureInfo.InvariantCulture, $"Over all {table.Networks} networks ")
                + (table.IsUneven ? "(methods that do not apply to each of them left out) " : "")
            : "";
        var below = front.Any(r => r.Skill!.Value < 0) ? " A skill below 0 is worse than the best control." : "";
        return own + scope + (front.Count == 1
            ? $"{best.Method.Key} has the highest skill and no method with a time is faster ({Time(best)})."
            : $"{front.Count} methods are beaten by none in both speed and skill, from {fastest.Method.Key} ({Time(fastest)}, "
                + $"skill {NumberText.Two(fastest.Skill!.Value)}) to {best.Method.Key} ({Time(best)}, "
                + $"skill {NumberText.Two(best.Skill!.Value)}).") + below;
    }

    /// <summary>The places a method may have, "1–4 =" where it is tied with the first; why it is not ranked where it is not.</summary>
    public static string Place(LeaderboardRow row) => row.Standing is { } standing
        ? standing.Places + (standing.TiedWithFirst ? " =" : "")
        : row.Ranked.Why ?? NumberText.None;

    /// <summary>A verdict in words, after a middle dot; empty where there is none.</summary>
    public static string Against(Verdict verdict)
    {
        var numbers = new[]
        {
            Probability(verdict) is { } p ? $"p {NumberText.Score(p)}" : "",
            verdict.Mark == Mark.NotShown ? $"a gain of {NumberText.Score(verdict.Detectable)} would be found in four of five runs" : "",
        };
        var aside = string.Join("; ", numbers.Where(n => n.Length > 0));
        return verdict.Mark == Mark.None ? "" : $" · {Words(verdict)}{(aside.Length == 0 ? "" : $" ({aside})")}";
    }

    /// <summary>A verdict in words alone; empty where there is none.</summary>
    public static string Words(Verdict verdict) => verdict.Mark switch
    {
        Mark.Better => $"better than every control{(verdict.IsAgainstShuffled ? " and than its maps of other images" : "")}",
        Mark.NotShown => $"not shown to be better than {verdict.Against}",
        Mark.Worse => "worse than every control",
        Mark.TooFewImages => "too few images to tell",
        _ => "",
    };

    /// <summary>The p-value that a verdict rests on, by Holm over the methods of the column; null where none was computed.</summary>
    public static double? Probability(Verdict verdict) => verdict.Mark switch
    {
        Mark.Better or Mark.NotShown => verdict.Better,
        Mark.Worse => verdict.Worse,
        _ => null,
    };

    /// <summary>A verdict on a metric in words.</summary>
    public static string Of(MetricVerdict verdict) => verdict switch
    {
        MetricVerdict.Separates => "methods significantly better than random",
        MetricVerdict.Reversed => "random significantly better",
        MetricVerdict.BothWays => "significant in both directions",
        MetricVerdict.CannotTell => "no significant difference to random",
        _ => "too few images or methods",
    };

    /// <summary>What a method without † is shown to be better than.</summary>
    /// <param name="shuffled">Whether methods were compared with their own maps of other images.</param>
    public static string Nulls(bool shuffled) => shuffled
        ? "every control and than the method's own maps of other images"
        : "every control (maps of other images were not scored)";

    /// <summary>How the tables are to be read; the same sentences under every rendering.</summary>
    /// <param name="rule">The run's ranking rule.</param>
    /// <param name="shuffled">Whether methods were compared with their own maps of other images.</param>
    public static IReadOnlyList<string> Notes(RankingRule rule, bool shuffled) =>
    [
        "↑ higher is better, ↓ lower is better, →0 nearest to 0 is. A number is the mean over all explanations (image × class) "
            + "that have it, or pooled over their images where that is what the metric means. An explanation whose map is degenerate, or "
            + "for which the number is undefined, is left out of the mean and counted.",
        $"Interval: {MeasuredInterval.Level * 100:0} %, over whole images (all classes and networks of an image together): bootstrap-t; "
            + "Student's below eight images; Wilson's on the effective sample size for hits, and where another would leave the number's "
            + "range; percentiles, for a look only, where the number is pooled or a mean over networks.",
        "Place: the places that the tests of all pairs leave to a method (ranks within images, sign-flip test, Holm over all pairs, "
            + $"{RankingText.Percent(rule.Alpha)}). = not shown to differ from the first; that is one test, places take those against all "
            + $"methods, so that 3–14 = is no contradiction. {RankingText.VotesNote(rule)}",
        "Skill: (m − m₀)/(m* − m₀) of the mean m: 0 as good as "
            + (rule.SkillNull == RankingRule.BestControl
                ? "the best control (of each number its own, so that a control's skill is 0 or less)"
                : $"the control `{rule.SkillNull}`")
            + ", 1 the best value there can be, negative worse than the control. Mean over the numbers of a construct, then over "
            + "constructs. No other method changes it.",
        RankingText.AdmissionNote(rule),
        $"Marks: † not shown to be better than {Nulls(shuffled)} (exact sign-flip test by "
            + "image, Holm over the methods of the column, 5 %); ‡ worse than all of them; ? too few images to tell. † is no proof that "
            + "the method is no better. No mark where a control is at the end of the range by its nature, or where images are pooled.",
        "Controls do not use the network: `random`, `center` and `uniform` do not use the image either, `sobel` uses its edges, "
            + "`input-magnitude` its values. A method that is not better than they are explains nothing.",
        "Cost: of one explanation, the median of the measured repetitions and their quartiles, on the machine named under "
            + "“What was run”.",
        "Separation of a metric: the mean over methods of P(better than `random`) − P(worse), paired by image and class (Cliff's d for "
            + "pairs; 1: always better), with its bootstrap interval over images. Above, below: methods significantly better or worse than "
            + "`random` (sign test over images, Holm, 5 %). ⌀ a metric that shows no difference between the methods and `random` on this "
            + "data. Reliability: rank correlation (Spearman) of the methods between two random halves of the images, mean of 100 splits, "
            + "corrected to all images by Spearman and Brown. Controls are left out of reliability and agreement.",
        "Passes asked, run: images a metric asked to be run through the network for one explanation, and those that were run for it; the "
            + "others had been run for another metric.",
    ];
}
