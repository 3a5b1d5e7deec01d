using System.Globalization;
using VisEval.Cli.Hosting;
using VisEval.Cli.Output;
using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Configuration.Checking;
using VisEval.Harness.Datasets;
using VisEval.Harness.Statistics;

namespace VisEval.Cli.Checking;

/// <summary>What <c>viseval check --dataset</c> says of the preprocessing: how many images are recognized as stated, and
/// otherwise.</summary>
internal static class PreprocessingView
{
    private const int OthersShown = 6;
    private const double Level = 0.05;

    /// <summary>Writes the table and the verdict.</summary>
    /// <param name="images">What was tried on.</param>
    /// <param name="trial">What tries them.</param>
    /// <param name="host">Where it is written.</param>
    public static void Write(TrialImages images, PreprocessingTrial trial, CliHost host)
    {
        var results = trial.Run(images.Stated);
        var (stated, count) = (results[0], images.Images.Count);
        CheckView.WriteLine("dataset", $"{images.Dataset.Manifest.Name}, {Counted.Of(count, "image")} with labels", host);
        Tables.Write(
            ["preprocessing", "top-1", "probability of the labels"],
            [
                .. results.Take(OthersShown + 1).Select((r, i) => (IReadOnlyList<string>)[
                    i == 0 ? images.IsStated ? "as stated" : "assumed" : r.Name, $"{r.Hits} of {count}", Number(r.Probability)]),
            ],
            [1, 2], host);
        var classes = Math.Max(2, images.Dataset.Manifest.Classes.Count);
        var chance = images.Images.Average(i => (double)i.Labels.Distinct().Count()) / classes;
        if (chance < 1 && BinomialTest.AtLeast(stated.Hits, count, chance) is > Level and var p)
            CheckView.WriteLine(
                "suspicion",
                $"WARNING: as {(images.IsStated ? "stated" : "assumed")}, {stated.Hits} of {count} images are recognized, which is not "
                + $"shown to be better than guessing (exact binomial test, p = {Number(p)}): the preprocessing or the labels are wrong, "
                + "or the images are too few or too hard",
                host);
        if (BetterChoice.Of(stated.IsRight, [.. results.Skip(1).Select(r => r.IsRight)]) is { } place)
            CheckView.WriteLine("suspicion", Better(stated, Needed(trial, stated, results[place + 1]), count), host);
        else
            CheckView.WriteLine("preprocessing", "no other is shown to recognize more of these images", host);
    }

    // What is better may differ from the stated in more parts than make it so.
    private static PreprocessingResult Needed(PreprocessingTrial trial, PreprocessingResult stated, PreprocessingResult better)
    {
        bool IsBetter(PreprocessingResult a, PreprocessingResult than) => BetterChoice.Of(than.IsRight, [a.IsRight]) is not null;
        while (trial.Simpler(better, stated).FirstOrDefault(r => IsBetter(r, stated) && !IsBetter(better, r)) is { } simpler)
            better = simpler;
        return better;
    }

    private static string Better(PreprocessingResult stated, PreprocessingResult better, int count)
    {
        string[] remedies =
        [
            .. better.Preprocessing.ToString() == stated.Preprocessing.ToString()
                ? Array.Empty<string>() : [$"\"preprocessing\": {PreprocessingText.Of(better.Preprocessing)}"],
            .. better.Labels == stated.Labels ? Array.Empty<string>() : [better.Labels.Statement],
        ];
        return $"WARNING: {better.Name}: {better.Hits} of {count} images are recognized instead of {stated.Hits} (mean probability of the "
            + $"labels {Number(better.Probability)} instead of {Number(stated.Probability)}). State "
            + $"{string.Join(" and ", remedies)} in the JSON file beside the model";
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
