using System.Text.Json;
using Microsoft.Playwright;
using VisEval.Tests.Cli;
using VisEval.Tests.Testing;
using static VisEval.Tests.Server.ServerProcess;

namespace VisEval.Tests.Server;

/// <summary>A saved baseline beside runs, judged by a policy: what the page shows is what <c>compare --policy</c> says.</summary>
public sealed class BaselineEndpointTests
{
    private static readonly string[] Columns = ["method", "metric", "score", "images", "verdict", "level"];

    private TemporaryFolder _folder = null!;
    private ServerProcess _server = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _folder = new TemporaryFolder();
        foreach (var run in new[] { "a", "b" })
            Copy(Path.Combine(ServedScene.Folder, run), _folder[run]);
        CliRun.Of(_folder.Path, "compare", "a", "--save-baseline", "base.json.gz").IsDone();
        File.WriteAllText(_folder["gate.json"], """
            { "margin": 0.2, "strict": true, "metrics": { "sparseness": { "level": "ignore" } },
              "methods": { "gradient": { "level": "advisory" } } }
            """);
        _server = ServerProcess.Start(_folder.Path, "b", "base.json.gz", "a", "--policy", "gate.json");
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _server?.Dispose();
        _folder?.Dispose();
    }

    [Test]
    public async Task A_baseline_is_offered_for_comparing_behind_the_runs()
    {
        var about = await JsonOf(await _server.Client.GetAsync("api/about"));
        Assert.That(Names(about, "runs"), Is.EqualTo(new[] { "b", "a" }));
        Assert.That(Names(about, "comparable"), Is.EqualTo(new[] { "b", "a", "base.json.gz" }));
        Assert.That(about.GetProperty("policy").GetString(), Is.EqualTo("gate.json"));
        Assert.That((int)(await _server.Client.GetAsync("api/runs/2")).StatusCode, Is.EqualTo(404), "it is no run");
    }

    [TestCase("base.json.gz", 2)]
    [TestCase("a", 1)]
    public async Task Verdict_sentences_and_states_are_those_of_compare_with_the_policy(string baseline, int number)
    {
        var answer = await JsonOf(await _server.Client.GetAsync($"api/compare?baseline={number}&current=0"));
        var run = CliRun.Of(
            _folder.Path, "compare", baseline, "b", "--policy", "gate.json", "--json", "gate.out", "--markdown", "gate.md");
        using var gate = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["gate.out"]));
        Assert.That(answer.GetProperty("verdict").GetString(), Is.EqualTo(gate.RootElement.GetProperty("verdict").GetString()));
        Assert.That(Rows(answer), Is.EquivalentTo(Rows(gate.RootElement)));
        Assert.That(Rows(answer), Has.Some.Contains("advisory").And.None.Contains("sparseness"));
        var said = string.Join(' ', run.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.That(said, Does.StartWith(answer.GetProperty("headline").GetString()!.Replace('−', '-')));
        var markdown = (await File.ReadAllTextAsync(_folder["gate.md"])).Replace("\\", "");
        foreach (var section in answer.GetProperty("sections").EnumerateArray())
        {
            Assert.That(markdown, Does.Contain($"<summary>{section.GetProperty("title").GetString()} ("));
            foreach (var sentence in section.GetProperty("sentences").EnumerateArray())
                Assert.That(markdown, Does.Contain($"* {sentence.GetString()}"));
        }
        Assert.That(
            answer.GetProperty("sections").EnumerateArray().SelectMany(s => s.GetProperty("sentences").EnumerateArray())
                .Select(s => s.GetString()), Has.Some.EndsWith(": the policy ignores it"));
    }

    [Test]
    public async Task A_name_that_the_policy_alone_has_is_said()
    {
        File.WriteAllText(_folder["typo.json"], """{ "methods": { "gradiant": { "level": "advisory" } } }""");
        using var server = ServerProcess.Start(_folder.Path, "a", "b", "--policy", "typo.json");
        await Refused(
            await server.Client.GetAsync("api/compare?baseline=0&current=1"), 400, "The policy names the method 'gradiant', which neither");
    }

    [Test]
    public void Mistakes_in_a_baseline_or_a_policy_are_said_before_anything_listens()
    {
        File.WriteAllBytes(_folder["damaged.json.gz"], [0x1F, 0x8B, 8, 0, 1, 2, 3]);
        File.WriteAllText(_folder["wrong.json"], """{ "margin": 7 }""");
        CliRun.Of(_folder.Path, "serve", "a", "b", "damaged.json.gz", "--policy", "wrong.json").IsRefused(
            "damaged.json.gz' is neither a run directory nor a baseline saved with --save-baseline", "margin");
        CliRun.Of(_folder.Path, "serve", "a", "--policy", "gate.json").IsRefused("--policy is for comparing two runs");
    }

    [Test]
    public async Task The_page_shows_them()
    {
        if (ServedScene.Browser is null)
            Assert.Ignore(Chromium.Missing);
        await using var open = await ServedScene.Browser!.Open(_server.Address, 1400, ColorScheme.Light, [_server.Address, "data:"]);
        await open.Page.Locator("body[data-ready]").WaitForAsync();
        Assert.That(await open.Page.Locator("#baseline").InputValueAsync(), Is.EqualTo("2"), "the saved baseline is the first choice");
        Assert.That(await open.Page.Locator("#policy").InnerTextAsync(), Is.EqualTo("Judged by the policy gate.json."));
        await open.Page.Locator("#judge").FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await open.Page.Locator("#rows tbody tr").Nth(1).WaitForAsync();
        var answer = await JsonOf(await _server.Client.GetAsync("api/compare?baseline=2&current=0"));
        Assert.That(
            await open.Page.Locator("#outcome").InnerTextAsync(), Is.EqualTo(answer.GetProperty("verdict").GetString()));
        Assert.That(
            await open.Page.Locator("#cautions p").AllInnerTextsAsync(),
            Is.EqualTo(answer.GetProperty("cautions").EnumerateArray().Select(c => c.GetString())));
        Assert.That(
            await open.Page.Locator("#sections summary").AllInnerTextsAsync(),
            Is.EqualTo(answer.GetProperty("sections").EnumerateArray().Select(s =>
                $"{s.GetProperty("title").GetString()} ({s.GetProperty("sentences").GetArrayLength()})")));
        Assert.That(open.Complaints, Is.Empty);
    }

    private static IEnumerable<string?> Names(JsonElement about, string list) =>
        about.GetProperty(list).EnumerateArray().Select(r => r.GetProperty("name").GetString());

    private static List<string> Rows(JsonElement of) =>
        [.. of.GetProperty("rows").EnumerateArray().Select(r => string.Join(' ', Columns.Select(p => r.GetProperty(p).ToString())))];

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
