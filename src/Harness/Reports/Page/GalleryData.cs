using System.Text.Json;
using System.Text.Json.Nodes;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Page;

/// <summary>The numbers and curves behind the maps of the gallery, as data that the page's script shows on a click.</summary>
internal sealed class GalleryData
{
    // A small drawing shows no more.
    private const int Points = 25;

    private readonly LeaderboardTable _table;
    private readonly ILookup<(string Image, int Target), ScoreRow> _scores;
    private readonly ILookup<(string Image, int Target), CurveRow> _curves;

    private GalleryData(LeaderboardTable table, IEnumerable<ScoreRow> scores, IEnumerable<CurveRow> curves) => (_table, _scores, _curves) =
        (table, scores.ToLookup(s => (s.Cell.Image, s.Cell.Target)), curves.ToLookup(c => (c.Cell.Image, c.Cell.Target)));

    /// <summary>Of some images of a network.</summary>
    public static GalleryData Of(RunResults results, LeaderboardTable table, IEnumerable<string> images)
    {
        var wanted = images.ToHashSet();
        bool Has(CellKey cell) => cell.Dataset == table.Dataset && cell.Model == table.Model && wanted.Contains(cell.Image);
        return new GalleryData(table, results.Scores.Where(s => Has(s.Cell)), results.Curves.Where(c => Has(c.Cell)));
    }

    /// <summary>Of one image and class: names of numbers, then by method its numbers, in that order, and its curves.</summary>
    public Markup Of(string image, int target)
    {
        var scores = _scores[(image, target)].GroupBy(s => s.Cell.Method).ToDictionary(
            g => g.Key, g => g.GroupBy(s => (s.Cell.Metric, s.Score)).ToDictionary(s => s.Key, s => s.First()));
        var curves = _curves[(image, target)].ToLookup(c => c.Cell.Method);
        var numbers = _table.Numbers.Where(n => scores.Values.Any(s => s.ContainsKey((n.Metric.Key, n.Score.Name)))).ToList();
        var methods = new JsonObject();
        foreach (var row in _table.Rows)
        {
            var own = scores.GetValueOrDefault(row.Method.Key);
            methods[VisibleText.Of(row.Method.Key)] = new JsonObject
            {
                ["n"] = new JsonArray([.. numbers.Select(n => (JsonNode)Shown(own, (n.Metric.Key, n.Score.Name)))]),
                ["c"] = new JsonArray([.. curves[row.Method.Key].Where(c => c.X.Count > 1).Select(Curve)]),
            };
        }
        var data = new JsonObject
        {
            ["names"] = new JsonArray([.. numbers.Select(n => (JsonNode)VisibleText.Of($"{n.Title} {n.Arrow}"))]),
            ["methods"] = methods,
        };
        // The serializer escapes what could become markup.
        var json = Markup.Trusted(data.ToJsonString(JsonSerializerOptions.Default));
        return Markup.Of($"""<template class="known">{json}</template>""");
    }

    private static string Shown(Dictionary<(string Metric, string Score), ScoreRow>? rows, (string, string) number) =>
        rows?.TryGetValue(number, out var row) is not true ? NumberText.None
        : row.State.IsOk ? NumberText.Score(row.Value)
        : VisibleText.Of(row.State.Text.Replace(":", ": ", StringComparison.Ordinal));

    // Evenly spread points, as thousandths.
    private static JsonNode Curve(CurveRow curve)
    {
        var count = Math.Min(Points, curve.X.Count);
        var places = Enumerable.Range(0, count).Select(i => i * (curve.X.Count - 1) / Math.Max(1, count - 1)).Distinct()
            .Where(i => double.IsFinite(curve.Y[i])).ToList();
        JsonArray Thousandths(IReadOnlyList<double> values) => new([.. places.Select(i => (JsonNode)(long)Math.Round(1000 * values[i]))]);
        return new JsonObject
        {
            ["t"] = VisibleText.Of(curve.Cell.Metric == curve.Name ? curve.Name : $"{curve.Cell.Metric} {curve.Name}"),
            ["x"] = Thousandths(curve.X),
            ["y"] = Thousandths(curve.Y),
        };
    }
}
