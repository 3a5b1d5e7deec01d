using VisEval.Cli.Hosting;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Cli;

/// <summary><c>viseval represent</c> from the command line.</summary>
public sealed class RepresentCommandTests
{
    private static readonly string[] Scenes = ["represent", "--dataset", "scenes", "--model", "plain"];

    [Test]
    public void The_same_seed_gives_the_same_bytes_with_one_thread_and_two()
    {
        using var folder = new TemporaryFolder();
        const string Drawing = "tcav:runs=4,random-concepts=6,class=ring+star";
        string[] all =
        [
            "similarity", "class-selectivity", "embedding:steps=60", "network-dissection", Drawing,
            "fast-cav:runs=4,random-concepts=6,class=ring",
        ];
        Assert.That(Run("one", "1", "3", all).Status, Is.EqualTo(ExitStatus.Done));
        Assert.That(Run("two", "2", "3", all).Status, Is.EqualTo(ExitStatus.Done));
        Assert.That(Run("other", "2", "4", Drawing).Status, Is.EqualTo(ExitStatus.Done));
        var files = Directory.GetFiles(folder["one"], "*.csv").Select(f => Path.GetFileName(f)).ToList();
        Assert.That(files, Has.Count.EqualTo(12).And.Member("columns.csv").And.Member("tcav.scores.csv"));
        foreach (var file in files)
            Assert.That(File.ReadAllBytes(folder[$"two/{file}"]), Is.EqualTo(File.ReadAllBytes(folder[$"one/{file}"])), file);
        Assert.That(File.ReadAllText(folder["other/tcav.scores.csv"]), Is.Not.EqualTo(File.ReadAllText(folder["one/tcav.scores.csv"])));
        Assert.That(Directory.GetFiles(folder["one"], "*.png"), Is.Not.Empty);
        Assert.That(File.ReadAllText(folder["one/represent.json"]), Does.Contain("\"seed\": 3"));

        CliRun Run(string name, string threads, string seed, params string[] analyses) => CliRun.Of(
            Repository.Root,
            [
                .. Scenes, "--layer", "stages", "--limit", "100", "--threads", threads, "--seed", seed, "--out", folder[name],
                "--analysis", .. analyses, "--concept", "object", "--concept", "background",
            ]);
    }

    [Test]
    public void Every_mistake_is_told_at_once_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["few"]);
        File.Copy(Path.Combine(Repository.Root, "datasets/scenes/images/one-000.png"), folder["few/a.png"]);
        CliRun.Of(
            Repository.Root,
            [
                .. Scenes, "--layer", "Relu_999", "--analysis", "tcav:runs=1", "--analysis", "embeding", "--analysis", "tcav:class=rin",
                "--out", folder["out"],
            ]).IsRefused("--layer Relu_999: model 'plain'", "runs=1 is not allowed", "'embeding' is not known", "embedding");
        CliRun.Of(
            Repository.Root,
            [
                .. Scenes, "--layer", "final", "--analysis", "tcav", "--analysis", "network-dissection:quantile=0.01",
                "--concept", $"few={folder["few"]}", "--concept", "cloud", "--concept", "none=missing", "--out", folder["out"],
            ]).IsRefused(
                "--concept cloud", "clouds", "there is no folder", "concept 'few' has 1 image; at least 10");
        CliRun.Of(
            Repository.Root,
            [
                .. Scenes, "--layer", "final", "--analysis", "network-dissection", "--concept", $"few={folder["few"]}", "--out",
                folder["out"],
            ]).IsRefused("network-dissection does not look at it; fast-cav, tcav would.");
        CliRun.Of(
            Repository.Root,
            [.. Scenes, "--layer", "Relu_999", "--analysis", "tcav", "--limit", "12", "--concept", "cloud", "--out", folder["out"]])
            .IsRefused("--layer Relu_999", "--concept cloud", "tcav needs at least 20 images of the dataset; there are 12.");
        Assert.That(Directory.Exists(folder["out"]), Is.False);
    }

    [Test]
    public void A_layer_without_places_is_refused_for_dissection_only()
    {
        using var folder = new TemporaryFolder();
        string[] common = [.. Scenes, "--limit", "30", "--layer", "logits", "--out", folder["out"]];
        CliRun.Of(Repository.Root, [.. common, "--analysis", "network-dissection"]).IsRefused("'logits'", "has no places");
        Assert.That(CliRun.Of(Repository.Root, [.. common, "--analysis", "similarity"]).Status, Is.EqualTo(ExitStatus.Done));
    }

    [Test]
    public void What_is_needed_is_said() => CliRun.Of(".", "represent").IsRefused(
        "--model M is needed", "--dataset D is needed", "--layer TENSOR is needed", "--analysis A is needed", "--out DIR is needed");

    [Test]
    public void Layers_of_two_networks_are_compared()
    {
        using var folder = new TemporaryFolder();
        var run = CliRun.Of(
            Repository.Root, "represent", "--dataset", "scenes", "--model", "plain", "residual", "--layer", "plain:final", "residual:input",
            "residual:final", "--analysis", "similarity:features=means", "--limit", "24", "--out", folder["out"]);
        Assert.That(run.Status, Is.EqualTo(ExitStatus.Done), run.Error);
        var lines = File.ReadAllLines(folder["out/similarity.cka.csv"]);
        Assert.That(lines, Has.Length.EqualTo(7));
        Assert.That(lines[0], Does.StartWith("network_a,layer_a,network_b,layer_b,images,cka,cka_low,cka_high,cka_debiased"));
        Assert.That(lines.Skip(1).Select(l => l.Split(',')[0]).Distinct(), Is.EquivalentTo(new[] { "plain", "residual" }));
    }
}
