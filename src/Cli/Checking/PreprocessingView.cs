using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using VisEval.Cli.Hosting;
using VisEval.Cli.Output;
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

    private static readonly JsonSerializerOptions Fields = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>Writes the table and the verdict.</summary>
    /// <param name="images">What was tried on.</param>
    /// <param name="results">The stated one first, then the others, the best first.</param>
    /// <param name="host">Where it is written.</param>
    public static void Write(TrialImages images, IReadOnlyList<PreprocessingResult> results, CliHost host)
    {
        var (stated, count) = (results[0], images.Images.Count);
        CheckView.WriteLine("dataset", $"{images.Dataset.Manifest.Name}, {count} images with labels", host);
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
                + $"shown to be better than guessing (exact binomial test, p = {Number(p)}); the preprocessing or the labels are wrong",
                host);
        if (BetterChoice.Of(stated.IsRight, [.. results.Skip(1).Select(r => r.IsRight)]) is { } place)
            CheckView.WriteLine("suspicion", Better(stated, results[place + 1], count), host);
        else
            CheckView.WriteLine("preprocessing", "no other is shown to recognize more of these images", host);
    }

    private static string Better(PreprocessingResult stated, PreprocessingResult better, int count)
    {
        var remedy = better.LabelOffset > stated.LabelOffset
            ? $" and \"labelOffset\": {better.LabelOffset} in the JSON file beside the model"
            : "";
        return $"WARNING: {better.Name}: {better.Hits} of {count} images are recognized instead of {stated.Hits} (mean probability of the "
            + $"labels {Number(better.Probability)} instead of {Number(stated.Probability)}). State "
            + $"\"preprocessing\": {Json(better.Preprocessing)}{remedy}";
    }

    private static string Json(Preprocessing preprocessing) =>
        JsonSerializer.Serialize(preprocessing with { AnyChannels = false }, Fields);

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
