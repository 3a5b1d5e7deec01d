using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Cards;

/// <summary>The published run on the embedded benchmark, results/reference, as far as methods are told by it; it comes with the
/// program.</summary>
internal sealed class ReferenceRun
{
    private readonly RunInfo _info;
    private readonly PublishedTable _table;

    private ReferenceRun(RunInfo info, PublishedTable table)
    {
        (_info, _table) = (info, table);
        var dataset = info.Datasets[0];
        Run = new MeasuredRun(
            info.Version, info.Preset, info.Seed, dataset.Name, dataset.Images, [.. info.Models.Select(m => m.Name)]);
    }

    /// <summary>Which run it is.</summary>
    public MeasuredRun Run { get; }

    /// <summary>The families of the metrics that it has.</summary>
    public IReadOnlySet<string> MetricFamilies => _info.Metrics.Select(m => m.Family).ToHashSet();

    /// <summary>The run that was published with this version.</summary>
    public static ReferenceRun Published() => Of(Text("run.json"), Text("leaderboard.md"));

    /// <summary>A run from what stands in two of its files.</summary>
    /// <param name="runJson">Of run.json.</param>
    /// <param name="leaderboard">Of leaderboard.md.</param>
    /// <exception cref="InputException">The first is no run.json.</exception>
    /// <exception cref="InvalidDataException">The second is no leaderboard.md of that run.</exception>
    public static ReferenceRun Of(string runJson, string leaderboard)
    {
        var info = RunInfoJson.FromText(runJson, "run.json");
        return new ReferenceRun(info, PublishedTable.Of(leaderboard, info.Datasets[0].Name));
    }

    /// <summary>What was measured of a method; null where the run does not have it.</summary>
    /// <param name="method">Its name in the catalogue.</param>
    public MeasuredMethod? Measured(string method)
    {
        if (_info.Methods.FirstOrDefault(m => m.Name == method) is not { } unit || RowOf(unit.Key) is not { } row)
            return null;
        var place = row.Cells["place"];
        var (best, worst) = PublishedCell.Place(place);
        return new MeasuredMethod(
            unit.Key, Run, Networks(row), place, best, worst, PublishedCell.Score(row.Cells["skill"]).Value, [.. Scores(row)],
            [.. Costs(row)]);
    }

    /// <summary>Why the run does not have a method, a sentence.</summary>
    /// <param name="method">Its name in the catalogue.</param>
    public string WhyNot(string method) => _info.LeftOut?.FirstOrDefault(m => m.Method.Split(':', '@')[0] == method) is { } left
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"Not measured: the preset {Run.Preset} leaves it out, as one explanation takes {left.Passes} passes and at most {left.Most} ")
            + "are taken."
        : "Not measured: the published run does not have it.";

    private IEnumerable<MeasuredScore> Scores(PublishedRow row)
    {
        foreach (var number in _info.Metrics.SelectMany(m => m.Scores.Select((s, i) => new NumberInfo(m, s, i == 0))))
        {
            var head = $"{MarkdownText.Escape(number.Title)} {number.Arrow}";
            if (!row.Cells.TryGetValue(head, out var cell))
                continue;
            var (value, mark, explanations, of) = PublishedCell.Score(cell);
            var controls = _info.Methods.Where(m => m.IsControl)
                .Select(m => (m.Name, Value: RowOf(m.Key) is { } control ? PublishedCell.Score(control.Cells[head]).Value : null))
                .Where(c => c.Value is not null).ToDictionary(c => c.Name, c => c.Value!.Value);
            yield return new MeasuredScore(
                number.Metric.Key, number.Score.Name, Kebab.From(number.Score.Direction.ToString()), number.Score.Ideal, value,
                explanations, of, mark, controls);
        }
    }

    private IEnumerable<MeasuredCost> Costs(PublishedRow row)
    {
        foreach (var metric in _info.Metrics)
        {
            var unit = metric.Scores[0].Name;
            if (!row.Cells.TryGetValue($"{MarkdownText.Escape(metric.Key)} ({MarkdownText.Escape(unit)})", out var cell))
                continue;
            var (median, low, high) = PublishedCell.Cost(cell);
            yield return new MeasuredCost(metric.Key, unit, median, low, high);
        }
    }

    private PublishedRow? RowOf(string key) => _table.Rows.GetValueOrDefault(MarkdownText.Escape(key));

    private int Networks(PublishedRow row) => row.Networks is { } some
        ? int.Parse(some.Split(' ')[0], CultureInfo.InvariantCulture)
        : Run.Networks.Count;

    private static string Text(string file)
    {
        using var stream = typeof(ReferenceRun).Assembly.GetManifestResourceStream($"reference/{file}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
