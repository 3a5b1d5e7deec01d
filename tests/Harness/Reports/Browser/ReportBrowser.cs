using System.Text;
using Microsoft.Playwright;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Page;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Reports.Browser;

/// <summary>One browser for all tests of the folder: the chromium of the machine, never one that Playwright brings along.</summary>
[SetUpFixture]
public sealed class ReportBrowser
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

    private static IPlaywright? _playwright;
    private static IBrowser? _browser;
    private static string _folder = "";

    [OneTimeSetUp]
    public static async Task Start()
    {
        var given = Environment.GetEnvironmentVariable("VISEVAL_CHROMIUM");
        if (Places.Prepend(given ?? "").FirstOrDefault(File.Exists) is not { } chromium)
            return;
        _folder = Directory.CreateTempSubdirectory("viseval-page-").FullName;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox"] });
    }

    [OneTimeTearDown]
    public static async Task Stop()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
        if (_folder.Length > 0)
            Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Opens the report of a run without a network.</summary>
    /// <param name="run">The run.</param>
    /// <param name="width">Of the window.</param>
    /// <param name="scheme">Light or dark.</param>
    internal static async Task<OpenPage> Open(RunResults run, int width = 1400, ColorScheme scheme = ColorScheme.Light)
    {
        if (_browser is null)
            Assert.Ignore($"No chromium: none of {string.Join(", ", Places)} exists, and VISEVAL_CHROMIUM names none.");
        // Fixtures run side by side, each with its own page.
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(path, new HtmlReport().Render(ReportContext.Of(run, ReportMetrics.Known)), Encoding.UTF8);
        var context = await _browser!.NewContextAsync(new()
        {
            Offline = true,
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                complaints.Add("asks for " + request.Url);
        };
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return new OpenPage(context, page, complaints);
    }
}

/// <summary>A report in a browser.</summary>
/// <param name="Context">Its window.</param>
/// <param name="Page">The page.</param>
/// <param name="Complaints">Errors and warnings of its scripts, and what it asked for.</param>
internal sealed record OpenPage(IBrowserContext Context, IPage Page, IReadOnlyList<string> Complaints) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Context.CloseAsync();

    /// <summary>What an expression of a script gives.</summary>
    public Task<T> Ask<T>(string script) => Page.EvaluateAsync<T>(script);

    /// <summary>The names of the methods that the gallery shows.</summary>
    public Task<string[]> Tiles() => Ask<string[]>(
        "[...new Set([...document.querySelectorAll('.gallery .cell')].filter(c => !c.hidden).map(c => c.dataset.m))]");

    /// <summary>The names of the methods that the first heat map shows, in their order.</summary>
    public Task<string[]> Methods() => Ask<string[]>(
        "[...document.querySelector('#leaderboard ~ .group .panel:not([hidden]) .board').querySelectorAll('tr[data-m]')]"
        + ".filter(r => !r.hidden).map(r => r.dataset.m)");
}
