using VisEval.Cli.Hosting;
using VisEval.Tests.Harness.Plugins;

namespace VisEval.Tests.Cli;

/// <summary>Plug-ins whose code throws what a careless or hostile author may throw: the run goes on, and says whose fault it was.</summary>
public sealed class HostilePluginTests
{
    // A timeout of HttpClient is a TaskCanceledException; nobody has stopped the run.
    private const string Source = """
        using System.Threading.Tasks;
        using VisEval.Harness.Datasets.Formats;
        using VisEval.Metrics.Visualization;
        namespace Mine.Hostile {
        static class Wrong
        {
            public static readonly int Value = Make();
            static int Make() => throw new FormatException("the table is empty");
        }

        public abstract record Thrower : IAttributionMethod
        {
            public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) => throw Error();
            protected abstract Exception Error();
        }
        [Named("m-cancel"), Needs(Needs.Forward), Passes("1")]
        public sealed record Cancel : Thrower
        {
            protected override Exception Error() => new TaskCanceledException("the answer took too long");
        }
        [Named("m-escape"), Needs(Needs.Forward), Passes("1")]
        public sealed record Escape : Thrower { protected override Exception Error() => new FormatException("\u001b[31mred\u0007\u202e"); }
        [Named("m-static"), Needs(Needs.Forward), Passes("1")]
        public sealed record Static : Thrower { protected override Exception Error() => new FormatException($"{Wrong.Value}"); }
        [Named("m-lack"), Needs(Needs.Forward), Passes("1")]
        public sealed record Lack : Thrower
        {
            protected override Exception Error() => new NotApplicableException("no\u001bthing", "\u001b[2J");
        }
        [Named("m-array"), Needs(Needs.Forward), Passes("1")]
        public sealed record Array : Thrower { protected override Exception Error() => new FormatException($"{new byte[Value].Length}");
            private static int Value => int.MaxValue; }

        [Named("n-cancel")]
        public sealed record Number : IMetric
        {
            public IReadOnlyList<ScoreInfo> Scores { get; } = [new("part", Direction.Higher, 0, 1)];
            public MetricResult Evaluate(IMetricContext context) => throw new OperationCanceledException("the number took too long");
        }
        [Named("v-cancel"), Needs(Needs.Forward), Passes("1")]
        public sealed record Visualizer : IFeatureVisualizer
        {
            public IReadOnlyList<Visualization> Synthesize(VisualizationTask task) =>
                throw new TaskCanceledException("the picture took too long");
        }
        [Named("f-cancel")]
        public sealed class Files : IDatasetFormat
        {
            public string Layout => "a file";
            public bool Recognizes(string path) => path.EndsWith(".mine");
            public DatasetContent Read(DatasetSource source) => throw new TaskCanceledException("the folder took too long");
        } }
        """;

    private TinyDataset _data = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _data = new TinyDataset();
        CompiledPlugin.Of(_data.Folder.Path, "hostile.dll", Source);
    }

    [OneTimeTearDown]
    public void Close() => _data.Dispose();

    [Test]
    public void What_units_of_all_kinds_throw_is_a_failure_row_and_the_run_ends()
    {
        var run = Run(
            "run", "--dataset", "tiny", "--method", "gradient", "--method", "m-cancel", "--method", "m-array", "--method", "m-static",
            "--metric", "sparseness", "--metric", "n-cancel", "--visualizer", "v-cancel", "--out", "r");
        Assert.That(run.Status, Is.EqualTo(ExitStatus.Failed), run.Error);
        Assert.That(run.Error, Does.Not.Contain("Stopped"));
        Assert.That(File.Exists(_data.Folder["r/report.html"]));
        var failures = File.ReadAllText(_data.Folder["r/failures.csv"]);
        foreach (var sentence in new[]
                 {
                     "TaskCanceledException: the answer took too long", "OperationCanceledException: the number took too long",
                     "TaskCanceledException: the picture took too long", "FormatException: the table is empty",
                     "OutOfMemoryException: ",
                 })
            Assert.That(failures, Does.Contain($"plug-in hostile.dll: {sentence}"));
        Assert.That(
            File.ReadAllLines(_data.Folder["r/scores.csv"]).Count(
                l => l.StartsWith("tiny,linear,gradient,sparseness,", StringComparison.Ordinal)
                    && l.EndsWith(",ok", StringComparison.Ordinal)),
            Is.GreaterThan(0), "the other numbers are there");
        var again = Run("run", "r/run.json", "--out", "r");
        // What failed is tried again, and ends again.
        Assert.That(again.Error, Does.Contain(" failures, each a row of ").And.Not.Contain("Stopped"));
    }

    [Test]
    public void No_message_of_theirs_controls_a_terminal()
    {
        var run = Run("run", "--dataset", "tiny", "--method", "m-escape", "--method", "m-lack", "--metric", "sparseness", "--out", "e");
        var explained = Run(
            "explain", "--dataset", "tiny", "--model", "datasets/tiny/models/linear/model.onnx", "--method", "m-escape",
            "--method", "m-lack", "--out", "x");
        foreach (var text in new[]
                 {
                     run.Error, run.Out, explained.Error, File.ReadAllText(_data.Folder["e/failures.csv"]),
                     File.ReadAllText(_data.Folder["e/scores.csv"]),
                 })
            Assert.That(text.Where(c => c is '\u001b' or '\u0007' or '\u202e'), Is.Empty, text);
        Assert.That(
            File.ReadAllText(_data.Folder["e/failures.csv"]), Does.Contain("FormatException: ⟨U+001B⟩[31mred⟨U+0007⟩⟨U+202E⟩"));
        Assert.That(explained.Error, Does.Contain("⟨U+001B⟩[31mred"));
    }

    [TestCase("dataset", "inspect", "x.mine")]
    [TestCase("plan", "--dataset", "x.mine")]
    public void A_format_that_throws_is_named(params string[] args)
    {
        File.WriteAllText(_data.Folder["x.mine"], "x");
        Run(args).IsRefused("x.mine: the dataset cannot be read: plug-in hostile.dll: TaskCanceledException: the folder took too long.");
    }

    [Test]
    public void A_constructor_and_an_initializer_that_throw_are_quoted()
    {
        CompiledPlugin.Of(_data.Folder.Path, "initializer.dll", """
            namespace Mine.Own {
            static class Begin { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Do() =>
                throw new FormatException("the licence has ended"); }
            }
            """ + CompiledPlugin.Method("mine"));
        CliRun.Of(_data.Folder.Path, "list", "methods", "--plugin", "initializer.dll").IsRefused("the licence has ended");
        CompiledPlugin.Of(_data.Folder.Path, "static.dll", CompiledPlugin.Method(
            "mine", "public sealed record Mine(int Count = 1)").Replace(
            "{\n    public",
            "{\n    static readonly int Value = int.Parse(\"no number\");\n    public int Read { get; } = Value;\n    public"));
        CliRun.Of(_data.Folder.Path, "list", "methods", "--plugin", "static.dll").IsRefused("'no number' was not in a correct format");
    }

    private CliRun Run(params string[] args) => CliRun.Of(_data.Folder.Path, [.. args, "--plugin", "hostile.dll"]);
}
