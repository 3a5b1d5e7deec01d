using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;
using VisEval.Tests.Harness.Plugins;

namespace VisEval.Tests.Cli;

/// <summary>The sample plug-in (samples/MyMethod), compiled by the test, in every command.</summary>
public sealed class PluginCommandTests
{
    private TinyDataset _data = null!;
    private string _plugin = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _data = new TinyDataset();
        _plugin = Compiled("MyMethod.dll", text => text);
        Run("run", "--dataset", "tiny", "--method", "stripes:count=2", "--metric", "top-share", "--plugin", "MyMethod.dll", "--out", "r")
            .IsDone();
    }

    [OneTimeTearDown]
    public void Close() => _data.Dispose();

    [Test]
    public void It_is_listed()
    {
        Assert.That(Run("list", "methods", "--plugin", "MyMethod.dll").Out, Does.Contain("  stripes  "));
        Assert.That(Run("list", "metrics", "--plugin", "MyMethod.dll", "--json").Out, Does.Contain("\"top-share\""));
        Assert.That(Run("list", "methods").Out, Does.Not.Contain("  stripes  "));
    }

    // Of a linear model the map is Σ w·x of a pixel's stripes.
    [Test]
    public void A_run_scores_its_maps_and_says_what_made_them()
    {
        var info = RunInfoJson.Read(_data.Folder["r/run.json"]);
        Assert.That(info.Plugins!.Single(), Is.EqualTo(info.Plugins![0] with { Path = _plugin, Sha256 = Sha256.OfFile(_plugin) }));
        Assert.That(info.Plugins![0].Units, Is.EqualTo(new[] { "metric top-share", "method stripes" }));
        var scores = File.ReadAllLines(_data.Folder["r/scores.csv"]);
        var map = Enumerable.Range(0, TinyDataset.Pixels).Select(p => Math.Abs(
            Drop((row, _) => row / 2 == p / 4 / 2) + Drop((_, column) => column / 2 == p % 4 / 2))).OrderDescending().ToList();
        var row = scores.Single(s => s.StartsWith("tiny,linear,stripes:count=2,top-share,part,image-0,", StringComparison.Ordinal));
        Assert.That(
            double.Parse(row.Split(',')[^2], System.Globalization.CultureInfo.InvariantCulture),
            Is.EqualTo(map.Take(2).Sum() / map.Sum()).Within(1e-4), row);
        var page = File.ReadAllText(_data.Folder["r/report.html"]);
        foreach (var text in new[] { "the drop of the target", "<dt>plug-in MyMethod</dt>", info.Plugins[0].Sha256 })
            Assert.That(page, Does.Contain(text));
    }

    [Test]
    public void Run_json_repeats_with_it_and_another_build_is_another_run()
    {
        Run("run", "r/run.json", "--out", "again").IsDone();
        Assert.That(File.ReadAllBytes(_data.Folder["again/scores.csv"]), Is.EqualTo(File.ReadAllBytes(_data.Folder["r/scores.csv"])));
        Compiled("other/MyMethod.dll", text => text.Replace("Stripes of each direction", "Stripes a direction"));
        Run("run", "r/run.json", "--plugin", "other/MyMethod.dll", "--out", "again").IsRefused(
            $"holds another run (plug-in MyMethod: 0.0.0 with SHA-256 {Sha256.OfFile(_plugin)[..8]}… there, 0.0.0 with SHA-256 "
            + $"{Sha256.OfFile(_data.Folder["other/MyMethod.dll"])[..8]}… here)");
        Run("run", "r/run.json", "--plugin", "other/MyMethod.dll", "--out", "others").IsDone();
        Run("report", "r", "others", "--plugin", "MyMethod.dll", "--out", "both").IsRefused(
            "The runs mean different things by plug-in 'MyMethod': they have different builds of it; merge only runs on the same.");
        Run("compare", "r", "others", "--plugin", "MyMethod.dll").IsDone();
    }

    [Test]
    public void Without_it_its_numbers_are_neither_reported_nor_verified()
    {
        var missing = $"was made with the plug-in MyMethod 0.0.0 (SHA-256 {Sha256.OfFile(_plugin)}), which gives metric top-share, method "
            + "stripes: name its file with --plugin.";
        Run("report", "r", "--out", "p").IsRefused(missing);
        Run("compare", "r", "r").IsRefused(missing);
        Run("report", "r", "--out", "p", "--plugin", "MyMethod.dll").IsDone();
        Run("pack", "r", "--out", "r.zip", "--plugin", "MyMethod.dll").IsDone();
        Run("verify", "r.zip").IsRefused($"the bundle {missing}");
        Compiled("third/MyMethod.dll", text => text.Replace("Stripes of each direction", "Stripes per direction"));
        Run("verify", "r.zip", "--plugin", "third/MyMethod.dll").IsRefused("the bundle was made with another build of the plug-in");
        var verified = Run("verify", "r.zip", "--plugin", "MyMethod.dll");
        verified.IsDone();
        Assert.That(verified.Out, Does.Contain("Reproduced"));
    }

    [Test]
    public void Shards_are_merged_with_it()
    {
        foreach (var shard in new[] { "1/2", "2/2" })
            Run("run", "r/run.json", "--shard", shard, "--out", $"s{shard[0]}").IsDone();
        Run("merge", "s1", "s2", "--out", "m").IsRefused("'s1' was made with the plug-in", "'s2' was made with the plug-in");
        Run("merge", "s1", "s2", "--out", "m", "--plugin", "MyMethod.dll").IsDone();
        Assert.That(File.ReadAllBytes(_data.Folder["m/scores.csv"]), Is.EqualTo(File.ReadAllBytes(_data.Folder["r/scores.csv"])));
    }

    [Test]
    public void It_explains_and_scores()
    {
        const string model = "datasets/tiny/models/linear/model.onnx";
        Run("explain", "--model", model, "--dataset", "tiny", "--method", "stripes", "--plugin", "MyMethod.dll", "--format", "npy",
            "--out", "e").IsDone();
        var scored = Run(
            "score", "--model", model, "--dataset", "tiny", "--maps", "e/stripes.npy", "--metric", "top-share", "--plugin", "MyMethod.dll");
        scored.IsDone();
        Assert.That(scored.Out.Split('\n'), Has.Length.EqualTo(5));
    }

    [Test]
    public void A_configuration_names_it_and_the_command_line_replaces_that()
    {
        File.WriteAllText(_data.Folder["c.json"], """
            { "plugins": ["none.dll"], "datasets": ["tiny"], "methods": ["stripes"], "metrics": ["deletion"] }
            """);
        Run("plan", "c.json").IsRefused("plug-in 'none.dll': ");
        Run("plan", "c.json", "--plugin", "MyMethod.dll").IsDone();
        Run("plan", "c.json", "--plugin", "MyMethod.dll", "--plugin", "c.json").IsRefused("plug-in 'c.json': ", "is no .NET assembly.");
    }

    [Test]
    public void Its_dataset_formats_are_recognized()
    {
        CompiledPlugin.Of(_data.Folder.Path, "formats.dll", """
            using VisEval.Harness.Datasets.Formats;
            namespace Mine.Files { [Named("mine")] public sealed class Files : IDatasetFormat
            {
                public string Layout => "a file";
                public bool Recognizes(string path) => path.EndsWith(".mine");
                public DatasetContent Read(DatasetSource source) => throw new InputException($"{source.Path}: read by Mine.Files.");
            } }
            """);
        File.WriteAllText(_data.Folder["x.mine"], "x");
        Run("dataset", "inspect", "x.mine", "--plugin", "formats.dll").IsRefused("read by Mine.Files.");
        Run("plan", "--dataset", "x.mine", "--plugin", "formats.dll").IsRefused("read by Mine.Files.");
        Run("plan", "--dataset", "x.mine", "--format", "mine", "--plugin", "formats.dll").IsRefused("read by Mine.Files.");
        Run("plan", "--dataset", "x.mine").IsRefused("this is no dataset in a known format");
        Run("plan", "--dataset", "x.mine", "--format", "mine").IsRefused("there is no such dataset format");
    }

    [Test]
    public void Several_stand_behind_one_option_and_the_rest_of_the_line_is_not_taken_for_them()
    {
        CompiledPlugin.Of(_data.Folder.Path, "second.dll", """
            using VisEval.Harness.Datasets.Formats;
            namespace Mine.Files { [Named("second")] public sealed class Second : IDatasetFormat
            {
                public string Layout => "a file";
                public bool Recognizes(string path) => path.EndsWith(".second");
                public DatasetContent Read(DatasetSource source) => throw new InputException($"{source.Path}: read by Second.");
            } }
            """);
        File.WriteAllText(_data.Folder["x.second"], "x");
        string[] both = ["--plugin", "MyMethod.dll", "second.dll"];
        Run(["run", "--dataset", "x.second", "--method", "stripes", .. both]).IsRefused("read by Second.");
        Run(["dataset", "inspect", .. both, "x.second"]).IsRefused("read by Second.");
        Assert.That(Run(["check", "--model", "linear", "--dataset", "x.second", .. both]).Error, Does.Contain("read by Second."));
        Run(["report", .. both, "r", "--out", "several"]).IsDone();
        Run("plan", "--plugin", "gone.dll", "lost.dll").IsRefused("plug-in 'gone.dll': ", "plug-in 'lost.dll': ");
    }

    // A pool runs no code of others and says so.
    [Test]
    public void The_document_names_the_commands_that_take_it()
    {
        string[] commands =
        [
            "run", "plan", "explain", "export", "score", "check", "visualize", "represent", "list methods", "dataset inspect", "report",
            "compare", "merge", "pack", "verify", "launch slurm", "serve", "schema run", "work", "watch", "completion", "submit",
        ];
        var taking = commands.Where(c => Run([.. c.Split(' '), "--help"]).Out.Contains("--plugin <DLL>", StringComparison.Ordinal))
            .Select(c => c.Split(' ')[0]).Except(["submit"]).ToList();
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs/plugins.md")).ReplaceLineEndings(" ");
        var sentence = text[text.IndexOf("`--plugin` takes", StringComparison.Ordinal)..];
        var named = sentence[..sentence.IndexOf("take it;", StringComparison.Ordinal)].Split('`').Where((_, i) => i % 2 == 1)
            .Where(word => !word.StartsWith('-'));
        Assert.That(named, Is.EquivalentTo(taking));
    }

    [Test]
    public void A_pool_has_none() => Run("submit", "--dataset", "tiny", "--plugin", "MyMethod.dll", "--store", "Host=nowhere")
        .IsRefused("A run that is submitted has no plug-ins");

    private static double Drop(Func<int, int, bool> isHidden) => Enumerable.Range(0, TinyDataset.Pixels)
        .Where(p => isHidden(p / 4, p % 4)).Sum(p => TinyDataset.Weights[p * 2 + 1] * (TinyDataset.Level(0, p) * 0.00392156862745098));

    private CliRun Run(params IReadOnlyList<string> args) => CliRun.Of(_data.Folder.Path, args);

    private string Compiled(string file, Func<string, string> change) => CompiledPlugin.Compiled(
        _data.Folder.Path, file,
        [
            CompiledPlugin.Usings,
            .. Directory.GetFiles(Path.Combine(Repository.Root, "samples/MyMethod/src"), "*.cs").Order(StringComparer.Ordinal)
                .Select(s => change(File.ReadAllText(s))),
        ]);
}
