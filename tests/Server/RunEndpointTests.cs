using System.Text.Json;
using VisEval.Harness;
using VisEval.Harness.Analysis.Gate;
using VisEval.Tests.Cli;
using static VisEval.Tests.Server.ServerProcess;

namespace VisEval.Tests.Server;

/// <summary>Runs: their leaderboards, reports, and whether one is worse.</summary>
public sealed class RunEndpointTests
{
    private static ServerProcess Server => ServedScene.Server;

    [Test]
    public async Task A_leaderboard_is_that_of_the_run()
    {
        var answer = await JsonOf(await Server.Client.GetAsync("api/runs/0"));
        var run = Benchmark.Open(Path.Combine(ServedScene.Folder, "a"));
        Assert.That(answer.GetProperty("numbers").GetInt32(), Is.EqualTo(run.Scores.Count));
        Assert.That(
            answer.GetProperty("standings").EnumerateArray()
                .Select(s => (s.GetProperty("method").GetString(), s.GetProperty("isControl").GetBoolean())),
            Is.EqualTo(run.Standings.Select(s => (s.Method, s.IsControl))));
        Assert.That(
            answer.GetProperty("means").EnumerateArray().Select(m => (
                m.GetProperty("method").GetString(), m.GetProperty("number").GetString(),
                m.GetProperty("value").ValueKind == JsonValueKind.Null ? (double?)null : m.GetProperty("value").GetDouble())),
            Is.EqualTo(run.Means.Select(m => (m.Method, m.Number, m.Value))));
        // By hand from the scores: the mean of those that stand.
        var mean = run.Means.First(m => m is { Model: not null, Number: "deletion" });
        Assert.That(mean.Value, Is.EqualTo(run.Scores.Where(s =>
            s.Cell.Method == mean.Method && s.Cell.Model == mean.Model && s.Cell.Metric == "deletion" && s.Value is not null)
            .Average(s => s.Value!.Value)).Within(1e-12));
        Assert.That(run.Standings, Has.Some.Matches<MethodStanding>(s => s?.Method == "smoothgrad:samples=2"));
    }

    [Test]
    public async Task A_report_is_the_file_as_it_is() => Assert.That(
        await Server.Client.GetByteArrayAsync("runs/0/report.html"),
        Is.EqualTo(await File.ReadAllBytesAsync(Path.Combine(ServedScene.Folder, "a", "report.html"))));

    [Test]
    public async Task The_verdicts_are_those_of_compare()
    {
        var answer = await JsonOf(await Server.Client.GetAsync("api/compare?baseline=0&current=1"));
        CliRun.Of(ServedScene.Folder, "compare", "a", "b", "--json", "gate.json").IsDone();
        using var gate = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(ServedScene.Folder, "gate.json")));
        File.Delete(Path.Combine(ServedScene.Folder, "gate.json"));
        Assert.That(answer.GetProperty("verdict").GetString(), Is.EqualTo(gate.RootElement.GetProperty("verdict").GetString()));
        Assert.That(Rows(answer), Is.EquivalentTo(Rows(gate.RootElement)));
        Assert.That(Rows(answer), Is.Not.Empty);

        static List<string> Rows(JsonElement of) =>
        [
            .. of.GetProperty("rows").EnumerateArray().Select(r => string.Join(
                ' ', ((string[])["method", "metric", "score", "images", "verdict"]).Select(p => r.GetProperty(p).ToString()))),
        ];
    }

    [Test]
    public void The_front_door_says_the_verdict_as_the_command_does()
    {
        var found = Benchmark.Compare(Path.Combine(ServedScene.Folder, "a"), Path.Combine(ServedScene.Folder, "b"), GatePolicy.Default);
        var said = CliRun.Of(ServedScene.Folder, "compare", "a", "b").Out.ReplaceLineEndings(" ");
        Assert.That(said, Does.StartWith(found.Headline[..40]));
        Assert.That(found.Cautions, Is.SupersetOf(found.Warnings));
    }
}
