using Microsoft.Playwright;
using VisEval.Tests.Cli;
using VisEval.Tests.Harness.Plugins;
using VisEval.Tests.Testing;
using static VisEval.Tests.Server.ServerProcess;

namespace VisEval.Tests.Server;

/// <summary>Plug-ins: their methods are offered, their runs open, and what goes wrong in them names them.</summary>
public sealed class PluginEndpointTests
{
    private const string Model = "datasets/tiny/models/linear/model.onnx";
    private const string Broken = """
        namespace Mine.Broken {
        [Named("broken"), Needs(Needs.Forward), Passes("1")]
        public sealed record Broken : IAttributionMethod
        {
            public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
                throw new KeyNotFoundException("no such key");
        } }
        """;

    private TinyDataset _tiny = null!;
    private ServerProcess _server = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _tiny = new TinyDataset();
        CompiledPlugin.Compiled(_tiny.Folder.Path, "MyMethod.dll",
        [
            CompiledPlugin.Usings,
            .. Directory.GetFiles(Path.Combine(Repository.Root, "samples/MyMethod/src"), "*.cs").Order(StringComparer.Ordinal)
                .Select(File.ReadAllText),
        ]);
        CompiledPlugin.Of(_tiny.Folder.Path, "broken.dll", Broken);
        CliRun.Of(
            _tiny.Folder.Path, "run", "--dataset", "tiny", "--method", "stripes:count=2", "--metric", "top-share", "--plugin",
            "MyMethod.dll", "--quiet", "--out", "r").IsDone();
        _server = ServerProcess.Start(_tiny.Folder.Path, [Model, "r", .. Options]);
    }

    private static string[] Options =>
        ["--preprocessing", "datasets/tiny/dataset.json", "--plugin", "MyMethod.dll", "--plugin", "broken.dll"];

    [OneTimeTearDown]
    public void Stop()
    {
        _server?.Dispose();
        _tiny?.Dispose();
    }

    [Test]
    public async Task Its_method_is_offered_and_explains()
    {
        var methods = (await JsonOf(await _server.Client.GetAsync("api/about"))).GetProperty("methods").EnumerateArray()
            .ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("plugin").GetString());
        Assert.That(methods["stripes"], Is.EqualTo("MyMethod"));
        Assert.That(methods["grad-cam"], Is.Null);
        await AsExplain.Check(
            _server, _tiny.Folder.Path, "datasets/tiny/0.png", "stripes:count=2", "1", ["--model", Model, .. Options]);
    }

    [Test]
    public async Task A_run_of_it_opens_with_its_metrics()
    {
        var run = await JsonOf(await _server.Client.GetAsync("api/runs/0"));
        Assert.That(run.GetProperty("metrics").EnumerateArray().Select(m => m.GetString()), Does.Contain("top-share"));
        Assert.That(
            run.GetProperty("standings").EnumerateArray().Select(s => s.GetProperty("method").GetString()),
            Does.Contain("stripes:count=2"));
    }

    [Test]
    public async Task Without_it_the_run_names_it_and_no_path()
    {
        using var server = ServerProcess.Start(_tiny.Folder.Path, "r", "datasets/tiny/models/linear");
        var response = await server.Client.GetAsync("api/runs/0");
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain(_tiny.Folder.Path));
        await Refused(response, 400, "was made with the plug-in MyMethod 0.0.0");
        await Refused(await server.Explain("0/explain?method=stripes", [1]), 400, "'stripes' is not known");
    }

    [TestCase("broken")]
    [TestCase("smooth:samples=2:broken")]
    public async Task What_fails_in_a_plug_in_names_it_here_and_in_explain(string method)
    {
        const string sentence = "plug-in broken.dll: KeyNotFoundException: no such key";
        await Refused(
            await _server.Explain($"0/explain?method={method}", await File.ReadAllBytesAsync(_tiny.Folder["datasets/tiny/0.png"])), 500,
            sentence);
        var run = CliRun.Of(
            _tiny.Folder.Path,
            ["explain", "--model", Model, "--image", "datasets/tiny/0.png", "--method", method, .. Options, "--out", "out"]);
        Assert.That(run.Error, Does.Contain(sentence));
    }

    [Test]
    public async Task The_page_offers_it_and_says_whose_it_is()
    {
        if (ServedScene.Browser is null)
            Assert.Ignore(Chromium.Missing);
        await using var open = await ServedScene.Browser!.Open(_server.Address, 1400, ColorScheme.Light, [_server.Address, "data:"]);
        await open.Page.Locator("body[data-ready]").WaitForAsync();
        // Before the picture: the method that is offered first does not apply to this network, and may have said so already.
        await open.Page.SelectOptionAsync("#method", "stripes");
        await open.Page.SetInputFilesAsync("#file", _tiny.Folder["datasets/tiny/0.png"]);
        await Assertions.Expect(open.Page.Locator("#said")).ToContainTextAsync("stripes for class ");
        Assert.That(
            await open.Page.Locator("optgroup[label='of the plug-in MyMethod'] option").AllInnerTextsAsync(), Does.Contain("stripes"));
        await Assertions.Expect(open.Page.Locator("#option-list")).ToContainTextAsync("Of the plug-in MyMethod.");
        await Assertions.Expect(open.Page.Locator("#run-said")).ToContainTextAsync("top-share");
        Assert.That(open.Complaints, Is.Empty);
    }
}
