using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Methods.Facts;
using VisEval.Metrics;

namespace VisEval.Benchmarks.LargeStore;

/// <summary>A run of drawn numbers, in the tables and in the order of a real one: one network, one class an image, the first number of
/// every metric, maps of other images for the metrics that vote.</summary>
/// <remarks>Of the sizes of a large run, of no meaning: a method's numbers lie round a merit of its own, some with ties, some methods lack
/// one number in 300.</remarks>
internal sealed class SyntheticRun
{
    private const int Methods = 35;
    private const int Controls = 5;
    private const int Metrics = 30;
    private const int VotingMetrics = 22;
    private const int Classes = 10;
    private const int Lacking = 300;
    private const string Dataset = "synthetic";
    private const string Model = "network";

    private readonly int _images;
    private readonly Seed _seed;
    private readonly IReadOnlyList<MethodInfo> _methods = MethodsOf(Catalogues.BuiltIn());
    private readonly IReadOnlyList<MetricInfo> _metrics = MetricsOf(Catalogues.BuiltIn());
    private readonly IReadOnlyList<MetricInfo> _voting;

    private SyntheticRun(int images, Seed seed)
    {
        (_images, _seed) = (images, seed);
        _voting = [.. _metrics.Where(m => m.Construct is not null)];
    }

    /// <summary>Writes the run into a directory, unless it is there already.</summary>
    /// <param name="directory">Created if missing.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="draw">Which of several runs of equal merits.</param>
    public static void Write(string directory, int images, int draw)
    {
        if (Directory.Exists(directory))
            return;
        var run = new SyntheticRun(images, Seed.Of(draw));
        var info = run.Info();
        // A run that was interrupted while it was written must not be measured as a whole one.
        var unfinished = directory + ".unfinished";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        RunDirectory.Prepare(unfinished, ExistingRun.Redo, info);
        using (var store = ResultStore.Open(unfinished, info))
        {
            store.SaveImages(Dataset, Enumerable.Range(0, images).Select(Image));
            store.Save(run.WriteFacts);
        }
        using (var rows = new BulkRows(Path.Combine(unfinished, RunFiles.Store)))
            for (var image = 0; image < images; image++)
                run.Write(rows, image);
        Directory.Move(unfinished, directory);
    }

    private static string Image(int index) => $"image-{index:000000}";

    // What the networks say and what the metrics took.
    private void WriteFacts(RowWriter write)
    {
        for (var image = 0; image < _images; image++)
            write.Prediction(new PredictionRow(
                Dataset, Model, Image(image), [image % Classes], _seed.For(image).For("prediction").Random().NextInt(Classes), 0.5));
        foreach (var metric in _metrics)
        {
            var cells = (long)_images * (_methods.Count + (metric.Construct is null ? 0 : _methods.Count(m => !m.IsControl)));
            write.Cost(new MetricCostRow(Dataset, Model, metric.Key, cells, new MetricCost(cells, 10 * cells, 5 * cells)));
        }
    }

    private void Write(BulkRows rows, int image)
    {
        var (random, target) = (_seed.For(image).Random(), image % Classes);
        var hardness = random.NextGaussian();
        for (var method = 0; method < _methods.Count; method++)
        {
            var key = new ExplanationKey(Dataset, Model, _methods[method].Key, Image(image), target);
            Save(key, _metrics, hardness + (_methods[method].IsControl ? 0 : method % 7 * 0.1), method % 10 == 9);
            if (!_methods[method].IsControl)
                Save(key.Shuffled(), _voting, hardness, lacks: false);
        }

        void Save(ExplanationKey key, IReadOnlyList<MetricInfo> metrics, double merit, bool lacks)
        {
            for (var i = 0; i < metrics.Count; i++)
            {
                var (cell, score) = (key.Cell(metrics[i].Key), metrics[i].Scores[0]);
                if (lacks && random.NextInt(Lacking) == 0)
                    rows.Add(cell, score.Name, null, CellState.Degenerate("constant"));
                else
                    rows.Add(cell, score.Name, Value(score, merit + random.NextGaussian(), i % 4 == 0), CellState.Ok);
            }
        }
    }

    private static double Value(ScoreInfo score, double merit, bool isCoarse)
    {
        var better = score.Direction == Direction.Higher ? merit : -merit;
        var share = 1 / (1 + Math.Exp(-better));
        var value = double.IsFinite(score.Minimum) && double.IsFinite(score.Maximum)
            ? score.Minimum + share * (score.Maximum - score.Minimum)
            : double.IsFinite(score.Minimum) ? score.Minimum + share : share;
        return isCoarse ? Math.Round(value, 2) : value;
    }

    private RunInfo Info() => new(
        ProgramVersion.Text, "full", null, 0,
        [new DatasetInfo(Dataset, Dataset, "", [.. Enumerable.Range(0, Classes).Select(c => $"class {c}")], _images)],
        [new ModelInfo(Model, Model, "")], _methods, _metrics, Machine.Processors, 1024, new Dictionary<string, string>())
    {
        Shuffled = true,
    };

    private static IReadOnlyList<MethodInfo> MethodsOf(Catalogues all)
    {
        var found = all.Methods.Entries.Select(e => (Entry: e, Unit: all.Methods.Create(e.Name))).Select(m =>
            new MethodInfo(m.Unit.Key, m.Unit.Name, m.Entry.Family, m.Entry.Paper)
            {
                IsControl = MethodFacts.Of(m.Unit.Value).IsControl,
            }).ToList();
        return [.. found.Where(m => !m.IsControl).Take(Methods), .. found.Where(m => m.IsControl).Take(Controls)];
    }

    // Of the metrics that vote as many of each construct as there are, in turn.
    private static IReadOnlyList<MetricInfo> MetricsOf(Catalogues all)
    {
        var found = all.Metrics.Entries.Select(e => (Entry: e, Unit: all.Metrics.Create(e.Name)))
            .Where(m => m.Unit.Value is not IPooledMetric && !m.Unit.Value.Scores[0].DependsOnScale)
            .Select(m => new MetricInfo(m.Unit.Key, m.Unit.Name, m.Entry.Family, m.Entry.Paper, [m.Unit.Value.Scores[0]])
            {
                Construct = MeasuresAttribute.Of(m.Unit.Value),
            }).ToLookup(m => m.Construct);
        var voting = found.Where(g => g.Key is not null).SelectMany(g => g.Index()).OrderBy(m => m.Index).Select(m => m.Item)
            .Take(VotingMetrics).ToList();
        return [.. voting, .. found[null].Take(Metrics - voting.Count)];
    }
}
