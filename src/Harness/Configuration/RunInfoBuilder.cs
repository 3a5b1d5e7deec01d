using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Methods.Facts;
using VisEval.Metrics;

namespace VisEval.Harness.Configuration;

/// <summary>Writes down what is run, for run.json.</summary>
internal static class RunInfoBuilder
{
    /// <summary>The description of a run.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="datasets">What is done on each dataset.</param>
    /// <param name="models">The models, each once.</param>
    public static RunInfo Build(RunSettings settings, IReadOnlyList<DatasetPlan> datasets, IReadOnlyList<ModelInfo> models) => new(
        ProgramVersion.Text,
        settings.Preset,
        settings.Limit,
        settings.Seed,
        [
            .. datasets.Select(
                d => new DatasetInfo(d.Dataset.Manifest.Name, d.Reference, d.Dataset.Sha256, d.Dataset.Manifest.Classes, d.Images.Count)),
        ],
        models,
        [
            .. Units(datasets, d => d.Methods)
                .Select(u => new MethodInfo(u.Of.Unit.Key, u.Of.Unit.Name, u.Of.Entry.Family, u.Of.Entry.Paper, u.Datasets)
                {
                    IsControl = MethodFacts.Of(u.Of.Unit.Value).IsControl,
                }),
        ],
        [
            .. Units(datasets, d => d.Metrics)
                .Select(u => new MetricInfo(
                    u.Of.Unit.Key, u.Of.Unit.Name, u.Of.Entry.Family, u.Of.Entry.Paper, u.Of.Unit.Value.Scores, u.Datasets, u.Of.Images)
                {
                    Construct = MeasuresAttribute.Of(u.Of.Unit.Value),
                    TrivialScores = TrivialScores.Of(u.Of.Unit.Value),
                }),
            .. Units(datasets, d => d.Costs)
                .Select(u => new MetricInfo(
                    u.Of.Unit.Key, u.Of.Unit.Name, u.Of.Entry.Family, u.Of.Entry.Paper, [u.Of.Unit.Value.Info], u.Datasets)),
        ],
        settings.Threads,
        settings.MaxMemoryMegabytes,
        Machine.Facts())
    {
        TargetsPerImage = settings.TargetsPerImage,
        Seeds = settings.Seeds > SeedKey.First ? settings.Seeds : null,
    };

    // Every key once, at the place it was asked for; the datasets only where it is not run on all.
    private static IEnumerable<(ResolvedUnit<T> Of, IReadOnlyList<string>? Datasets)> Units<T>(
        IReadOnlyList<DatasetPlan> datasets, Func<DatasetPlan, IReadOnlyList<ResolvedUnit<T>>> units) =>
        datasets.SelectMany(d => units(d).Select((unit, place) => (Unit: unit, Place: place, d.Dataset.Manifest.Name)))
            .OrderBy(u => u.Place).GroupBy(u => u.Unit.Unit.Key)
            .Select(g => (g.First().Unit, g.Count() == datasets.Count ? null : (IReadOnlyList<string>?)[.. g.Select(u => u.Name)]));
}
