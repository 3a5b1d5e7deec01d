using System.Globalization;
using VisEval.Cli.Hosting;
using VisEval.Cli.Output;

namespace VisEval.Cli.Listing;

/// <summary>Datasets and models as tables for people.</summary>
internal static class DataListing
{
    /// <summary>Writes datasets.</summary>
    public static void Write(IReadOnlyList<DatasetFacts> datasets, CliHost host) => Tables.Write(
        ["dataset", "images", "classes", "models", "what it is"],
        [
            .. datasets.Select(d => new[]
            {
                d.Name, Text(d.Images), Text(d.Classes.Count), string.Join(", ", d.Models), $"{d.Description} ({d.Licence})",
            }),
        ],
        numbers: [1, 2], host);

    /// <summary>Writes models.</summary>
    public static void Write(IReadOnlyList<ModelFacts> models, CliHost host) => Tables.Write(
        ["dataset", "model", "input", "classes", "accuracy", "kB", "what it is"],
        [.. models.Select(m => new[]
        {
            m.Dataset, m.Name, string.Join('×', m.Input), Text(m.Classes),
            m.Accuracy?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? "",
            Text((int)(m.Bytes / 1000)), m.Description + (m.Control ? " Control: run only where it is named." : ""),
        })],
        numbers: [3, 4, 5], host);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
