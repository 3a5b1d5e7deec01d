using System.Globalization;
using VisEval.Cli.Hosting;
using VisEval.Cli.Output;
using VisEval.Harness.Estimation;

namespace VisEval.Cli.Planning;

/// <summary>What a run works on, for people: a table with a row for all cells, for each visualizer, metric of pictures and analysis, and
/// for start and reports.</summary>
internal static class WorkView
{
    /// <summary>Writes the table on standard output.</summary>
    /// <param name="estimate">The estimate.</param>
    /// <param name="threads">The threads asked for, among which work is shared.</param>
    /// <param name="host">Where to.</param>
    public static void Write(RunEstimate estimate, int threads, CliHost host)
    {
        var units = estimate.Networks.SelectMany(n => n.Extras.All).ToList();
        var extras = estimate.Networks.Aggregate(default(Passes), (sum, n) => sum + n.Extras.Passes);
        var maps = estimate.Passes + -1 * extras;
        // The time of the networks is that of the threads that really run at once.
        var parallel = Math.Clamp(threads, 1, Math.Max(1, Environment.ProcessorCount));
        var seconds = units.Sum(u => u.Seconds) / parallel;
        List<string[]> rows =
        [
            Row("maps and their numbers", $"{PlanText.Number(estimate.Cells)} cells", maps, estimate.Work.TotalSeconds - seconds),
        ];
        rows.AddRange(Rows(estimate, "pictures by", e => e.Visualizers, parallel));
        rows.AddRange(Rows(estimate, "their", e => e.Metrics, parallel));
        rows.AddRange(Rows(estimate, "analysis", e => e.Analyses, parallel));
        rows.Add(["start and reports", "", "", "", Text((estimate.Time - estimate.Work).TotalSeconds)]);
        Tables.Write(["work", "units", "forwards", "backwards", "time"], rows, numbers: [1, 2, 3, 4], host);
    }

    private static IEnumerable<string[]> Rows(
        RunEstimate estimate, string kind, Func<ExtrasEstimate, IReadOnlyList<UnitEstimate>> of, int parallel) =>
        estimate.Networks.SelectMany(n => of(n.Extras)).GroupBy(u => u.Key).Select(g => Row(
            $"{kind} {g.Key}", PlanText.Number(g.Sum(u => u.Pieces)), g.Aggregate(default(Passes), (sum, u) => sum + u.Passes),
            g.Sum(u => u.Seconds) / parallel));

    private static string[] Row(string work, string units, Passes passes, double seconds) =>
        [work, units, PlanText.Number(passes.Forwards), PlanText.Number(passes.Backwards), Text(seconds)];

    private static string Text(double seconds) => seconds < 10
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, seconds):0.0} s")
        : PlanText.Rounded(TimeSpan.FromSeconds(seconds));
}
