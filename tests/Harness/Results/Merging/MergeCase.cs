using Microsoft.Data.Sqlite;
using VisEval.Harness.Datasets;
using VisEval.Harness.Estimation;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Merging;
using VisEval.Harness.Results.Storage;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Results.Merging;

/// <summary>A run of fakes with everything that a store holds of cells: two methods, maps lent to other images, a metric of the first
/// images only; in parts, each in a directory of its own.</summary>
internal sealed class MergeCase : IDisposable
{
    private const int Images = 9;

    private static readonly UnitKinds Kinds = new(_ => false, info => info.Key == "product" ? new Product() : RunnerMetric.Drawn());

    private readonly List<RunnerDirectory> _directories = [];

    public RunnerDirectory Directory()
    {
        _directories.Add(new RunnerDirectory());
        return _directories[^1];
    }

    /// <summary>The plan; its facts are those that a planner writes down.</summary>
    public static Plan Plan(long seed = 7, string[]? broken = null)
    {
        var plan = RunnerPlan.Of(
            Images, [("noise", RunnerMethod.Noise()), ("gradient", RunnerMethod.Gradient())],
            [("product", new Product()), ("drawn", RunnerMetric.Drawn())], TargetChoice.Labels, seed: seed, broken: broken);
        var job = plan.Jobs[0] with { Shuffles = true, MetricImages = new Dictionary<string, int> { ["drawn"] = 4 } };
        return plan with
        {
            Jobs = [job],
            Info = plan.Info with
            {
                Shuffled = true,
                Methods = [.. plan.Info.Methods.Select(m => m with { IsControl = false })],
                Metrics =
                [
                    plan.Info.Metrics[0] with { Construct = Construct.Removal }, plan.Info.Metrics[1] with { Images = 4 },
                ],
                Cells = job.MetricCellCount,
            },
        };
    }

    public RunnerDirectory Whole(Plan? plan = null)
    {
        var directory = Directory();
        directory.Run(plan ?? Plan());
        return directory;
    }

    /// <summary>A shard, stopped after some cells.</summary>
    public RunnerDirectory Part(int number, int count, int most = int.MaxValue, Plan? plan = null, RunnerDirectory? into = null)
    {
        var directory = into ?? Directory();
        using var stop = new CancellationTokenSource();
        plan ??= Plan();
        plan = plan with { Info = plan.Info with { Shard = $"{number}/{count}" } };
        directory.Run(
            plan, p => { if (p.Done >= most) stop.Cancel(); }, stop.Token,
            part: new ShardPlan(plan, new ShardWork()).Part(new Shard(number, count)));
        return directory;
    }

    public MergeOutcome Merge(RunnerDirectory to, params IReadOnlyList<RunnerDirectory> parts)
    {
        List<MergeInput> inputs = [.. parts.Select(p => MergeInput.Open(p.Path, p.Path))];
        try
        {
            Assert.That(RunMerge.Mistakes(inputs), Is.Empty);
            return RunMerge.Into(inputs, to.Path, "R", Kinds);
        }
        finally
        {
            inputs.ForEach(i => i.Dispose());
        }
    }

    /// <summary>The tables that a rerun does not change.</summary>
    public static string Tables(RunnerDirectory run)
    {
        CsvExport.Write(run.Load(), run.Path);
        return string.Join('\n', ((string[])[RunFiles.Scores, RunFiles.Shuffled, RunFiles.Remarks, RunFiles.Failures])
            .Select(name => File.ReadAllText(run.File(name))));
    }

    /// <summary>The keys of all cells as a store has them.</summary>
    public static HashSet<CellKey> Cells(RunnerDirectory run)
    {
        using var input = MergeInput.Open(run.Path, "");
        var cells = new RowReader(input.Rows).Cells();
        return [.. Enumerable.Range(0, cells.Count).Select(cells.KeyAt)];
    }

    public static RunInfo StoredInfo(RunnerDirectory run) => run.Load().Info;

    /// <summary>Alters a store behind its back.</summary>
    public static void Change(RunnerDirectory run, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={run.File(RunFiles.Store)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.That(command.ExecuteNonQuery(), Is.Positive);
    }

    public void Dispose() => _directories.ForEach(d => d.Dispose());

    /// <summary>The map's sum times the image's first pixel, which is its number.</summary>
    [Measures(Construct.Removal)]
    private sealed class Product : IMetric
    {
        public IReadOnlyList<ScoreInfo> Scores { get; } = [new("number", Direction.Higher, -1000, 1000)];

        public MetricResult Evaluate(IMetricContext context) => MetricResult.Of(
            ScoreValue.Ok("number", context.Map.Values.Sum(v => (double)v) * context.Image.Values[0]));
    }

    private sealed class ShardWork : IUnitWork
    {
        public MethodWork? Of(VisEval.Methods.IAttributionMethod method, VisEval.Onnx.Models.IModel model, int references) =>
            new(new Passes(3, 1), false);

        public EvaluationWork Of(IMetric metric, VisEval.Onnx.Models.IModel model) => new(5, 0);
    }
}
