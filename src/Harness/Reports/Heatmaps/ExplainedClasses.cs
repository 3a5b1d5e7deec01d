using System.Globalization;
using VisEval.Harness.Input;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Heatmaps;

/// <summary>Writes which classes the maps of a folder explain: one row a map, in the order of the arrays.</summary>
internal static class ExplainedClasses
{
    private const string FileName = "explained.csv";

    /// <summary>Writes <c>explained.csv</c>.</summary>
    /// <param name="folder">Full path of the folder.</param>
    /// <param name="images">The images in their order with their names and the classes of their maps; of one that failed the classes that
    /// are known, −1 for the model's choice.</param>
    /// <param name="names">Names of the classes; empty where they are not known.</param>
    /// <returns>The file.</returns>
    public static string Write(
        string folder, IEnumerable<(string Name, ImageOutcome Outcome, IReadOnlyList<int> Classes)> images, IReadOnlyList<string> names)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, FileName);
        var rows = images.SelectMany(i => i.Classes.Select(c => Row(i.Name, i.Outcome as ImageOutcome.Loaded, c, names)));
        AtomicFile.Write(file, stream => CsvText.Write(stream, ["image", "target", "class", "first_choice", "probability"], rows));
        return file;
    }

    private static string[] Row(string name, ImageOutcome.Loaded? image, int target, IReadOnlyList<string> names) =>
    [
        name,
        target.ToString(CultureInfo.InvariantCulture),
        target >= 0 && target < names.Count ? names[target] : "",
        image?.Prediction.Top1.ToString(CultureInfo.InvariantCulture) ?? "",
        image is { Scores.HasProbabilities: true } && target >= 0
            ? image.Scores.Probability(0, target).ToString("r", CultureInfo.InvariantCulture)
            : "",
    ];
}
