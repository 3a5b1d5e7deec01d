using System.Globalization;
using VisEval.Cli.Hosting;
using VisEval.Cli.Output;
using VisEval.Harness.Datasets.Inspection;

namespace VisEval.Cli.Listing;

/// <summary>What a dataset holds, for people.</summary>
internal static class InspectionView
{
    private const int ClassesShown = 30;

    /// <summary>Writes counts, sizes, classes and problems.</summary>
    public static void Write(string name, DatasetInspection inspection, CliHost host)
    {
        var (images, classes) = (inspection.Images, inspection.Classes);
        var ignored = images.Sum(i => i.Objects.Count(o => o.Ignore));
        host.Out.WriteLine($"{name}: {Count(images.Count, "image")}, {Count(classes.Count, "class", "classes")}, "
            + $"{Count(images.Sum(i => i.Objects.Count), "object")} ({Text(ignored)} ignored), "
            + $"{Count(images.Count(i => i.Masks.Count > 0), "image")} with masks, "
            + $"{Count(images.Count(i => i.Labels.Count == 0), "image")} without a label");
        if (images.Count > 0)
            host.Out.WriteLine($"sizes: {Range(images.Select(i => i.Width))} wide, {Range(images.Select(i => i.Height))} high");
        // Two classes may share a name; what is counted are names.
        var labelled = images.SelectMany(i => i.Labels).CountBy(l => l).ToDictionary();
        var placed = images.SelectMany(i => i.Objects).Where(o => o.Label is not null).CountBy(o => o.Label!).ToDictionary();
        if (classes.Count > 0)
            Tables.Write(
                ["class", "id", "name", "images", "objects"],
                [
                    .. classes.OrderByDescending(c => labelled.GetValueOrDefault(c.Name)).ThenBy(c => c.Index).Take(ClassesShown)
                        .Select(c => (IReadOnlyList<string>)
                        [
                            Text(c.Index), c.Id ?? "", c.Name, Text(labelled.GetValueOrDefault(c.Name)),
                            Text(placed.GetValueOrDefault(c.Name)),
                        ]),
                ],
                [0, 3, 4], host);
        if (classes.Count > ClassesShown)
            host.Out.WriteLine($"… and {Count(classes.Count - ClassesShown, "class", "classes")} with fewer images; all of them: --json");
        host.Out.WriteLine(inspection.Problems.Count == 0 ? "no problems" : $"{Count(inspection.Problems.Count, "problem")}:");
        foreach (var problem in inspection.Problems)
            host.Out.WriteLine($"  {problem.What.ReplaceLineEndings(" ")}");
    }

    private static string Range(IEnumerable<int> sizes) =>
        sizes.ToList() is var all && all.Min() == all.Max() ? Text(all[0]) : $"{Text(all.Min())} to {Text(all.Max())}";

    private static string Count(int number, string one, string? several = null) =>
        $"{Text(number)} {(number == 1 ? one : several ?? one + "s")}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
