using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>The results behind one table and its charts: a dataset with one model, or with all of them.</summary>
internal sealed record Scope(RunResults Results, string Dataset, string? Model)
{
    /// <summary>By dataset in the run's order: all models together where there are several, then each model that has results.</summary>
    public static IReadOnlyList<Scope> Of(RunResults results)
    {
        var scopes = new List<Scope>();
        foreach (var dataset in results.Info.Datasets.Select(d => d.Name))
        {
            var found = results.Timings.Where(t => t.Dataset == dataset).Select(t => t.Model).ToHashSet();
            foreach (var score in results.Scores)
                if (score.Cell.Dataset == dataset)
                    found.Add(score.Cell.Model);
            var models = results.Info.Models.Select(m => m.Name).Distinct().Where(found.Contains).ToList();
            if (models.Count > 1)
                scopes.Add(Slice(results, dataset, null));
            scopes.AddRange(models.Select(model => Slice(results, dataset, model)));
        }
        return scopes;
    }

    private static Scope Slice(RunResults results, string dataset, string? model)
    {
        bool In(string rowDataset, string rowModel) => rowDataset == dataset && (model is null || rowModel == model);
        return new Scope(
            results with
            {
                Scores = Only(results.Scores, In),
                Shuffled = Only(results.Shuffled, In),
                Seeds = Only(results.Seeds, s => In(s.Row.Cell.Dataset, s.Row.Cell.Model)),
                Curves = Only(results.Curves, c => In(c.Cell.Dataset, c.Cell.Model)),
                Predictions = [.. results.Predictions.Where(p => In(p.Dataset, p.Model))],
                Timings = [.. results.Timings.Where(t => In(t.Dataset, t.Model))],
                Failures = [.. results.Failures.Where(f => In(f.Dataset, f.Model))],
                Pictures = [.. results.Pictures.Where(p => In(p.Dataset, p.Model))],
                MetricCosts = [.. results.MetricCosts.Where(c => In(c.Dataset, c.Model))],
                Maps = [.. results.Maps.Where(m => In(m.Dataset, m.Model))],
            },
            dataset,
            model);
    }

    private static IReadOnlyList<ScoreRow> Only(IReadOnlyList<ScoreRow> rows, Func<string, string, bool> isIn) =>
        (rows as ScoreColumns ?? ScoreColumns.Of(rows)).Only(isIn);

    // A run of one network has no others to leave out; large tables are not copied for that.
    private static IReadOnlyList<T> Only<T>(IReadOnlyList<T> rows, Func<T, bool> isIn) => rows.All(isIn) ? rows : [.. rows.Where(isIn)];
}
