using System.Text.Json;

namespace VisEval.Tests.Cli;

/// <summary><c>plan</c> of a network with a whole number of passes.</summary>
public sealed class PlanCommandTests
{
    private static readonly string[] Methods = ["--method", "gradient", "--method", "rise:masks=20"];
    private static readonly string[] Metrics = ["--metric", "pointing-game:tolerance=0", "--metric", "runtime"];

    private TinyDataset _tiny = null!;

    [SetUp]
    public void Write() => _tiny = new TinyDataset();

    [TearDown]
    public void Delete() => _tiny.Dispose();

    [Test]
    public void As_JSON_it_states_cells_passes_time_memory_and_the_run_directory()
    {
        var run = Plan("--json", "--threads", "1", "--out", "out");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Error, Is.Empty);
        var plan = JsonDocument.Parse(run.Out).RootElement;
        var network = plan.GetProperty("networks")[0];
        Assert.Multiple(() =>
        {
            Assert.That(plan.GetProperty("runDirectory").GetString(), Is.EqualTo(_tiny.Folder["out"]));
            Assert.That(plan.GetProperty("holdsRun").GetBoolean(), Is.False);
            Assert.That(plan.GetProperty("threads").GetInt32(), Is.EqualTo(1));
            Assert.That(plan.GetProperty("methods").GetArrayLength(), Is.EqualTo(7), "with the five controls");
            Assert.That((Text(network, "dataset"), Text(network, "model")), Is.EqualTo(("tiny", "linear")));
            Assert.That((Number(network, "images"), Number(network, "targets"), Number(network, "cells")), Is.EqualTo((3.0, 3.0, 27.0)));
            // Three explanations and five measurements by each method; the pointing game looks at the map only.
            Assert.That(
                (Number(Unit(network, "gradient"), "forwards"), Number(Unit(network, "gradient"), "backwards")), Is.EqualTo((3.0, 3.0)));
            Assert.That(
                (Number(Unit(network, "rise:masks=20"), "forwards"), Number(Unit(network, "random"), "forwards")), Is.EqualTo((60.0, 0.0)));
            Assert.That((Number(plan, "forwards"), Number(plan, "backwards")), Is.EqualTo((8.0 + 160, 8.0)));
            Assert.That(Number(plan, "minutes"), Is.Positive.And.LessThan(10));
            Assert.That(Number(plan, "memoryMegabytes"), Is.GreaterThan(10));
        });
    }

    [Test]
    public void For_people_it_is_a_table_and_nothing_is_written()
    {
        var before = Directory.GetFileSystemEntries(_tiny.Folder.Path, "*", SearchOption.AllDirectories);
        var run = Plan();
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Match("tiny +linear +3 +3 +7 +1 +27 +168 +8 "));
        Assert.That(run.Out, Does.Match(@"(?m)^methods +gradient, rise:masks=20, center"));
        Assert.That(run.Out, Does.Match(@"(?m)^run directory +.*tiny-quick$"));
        Assert.That(Directory.GetFileSystemEntries(_tiny.Folder.Path, "*", SearchOption.AllDirectories), Is.EqualTo(before));
    }

    [Test]
    public void Of_a_run_that_may_end_early_the_estimate_is_said_to_be_for_all_images()
    {
        const string said = "That is for all images, the most this run takes";
        Assert.That(Plan("--until", "rank-stable").Out, Does.Contain(said));
        Assert.That(Plan().Out, Does.Not.Contain(said));
        var json = JsonDocument.Parse(Plan("--time", "2h", "--json").Out).RootElement;
        Assert.That(json.GetProperty("atMost").GetBoolean());
    }

    [Test]
    public void A_directory_that_holds_the_run_is_told()
    {
        string[] args = [.. Methods, .. Metrics, "--dataset", "tiny", "--out", "out"];
        Assert.That(CliRun.Of(_tiny.Folder.Path, ["run", .. args]).Status, Is.Zero);
        Assert.That(CliRun.Of(_tiny.Folder.Path, ["plan", .. args]).Out, Does.Contain("holds this run"));
    }

    [Test]
    public void Its_mistakes_are_those_of_run()
    {
        string[] wrong = ["--limit", "0", "--dataset", "no-such", "--method", "gradcam", "--existing", "keep"];
        var (plan, run) = (CliRun.Of(_tiny.Folder.Path, ["plan", .. wrong]), CliRun.Of(_tiny.Folder.Path, ["run", .. wrong]));
        plan.IsRefused("--limit 0", "'no-such'", "Did you mean 'grad-cam'", "--existing keep");
        Assert.That(plan.Error, Is.EqualTo(run.Error));
    }

    private CliRun Plan(params IReadOnlyList<string> args) =>
        CliRun.Of(_tiny.Folder.Path, ["plan", "--dataset", "tiny", .. Methods, .. Metrics, .. args]);

    private static JsonElement Unit(JsonElement network, string key) =>
        network.GetProperty("methods").EnumerateArray().Single(m => Text(m, "key") == key);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
