using System.Text;
using Microsoft.Playwright;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Page;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Reports.Browser;

/// <summary>One browser for all tests of the folder.</summary>
[SetUpFixture]
public sealed class ReportBrowser
{
    private static Chromium? _browser;
    private static string _folder = "";

    [OneTimeSetUp]
    public static async Task Start()
    {
        _browser = await Chromium.Start();
        _folder = Directory.CreateTempSubdirectory("viseval-page-").FullName;
    }

    [OneTimeTearDown]
    public static async Task Stop()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Opens the report of a run without a network.</summary>
    /// <param name="run">The run.</param>
    /// <param name="width">Of the window.</param>
    /// <param name="scheme">Light or dark.</param>
    internal static async Task<OpenPage> Open(RunResults run, int width = 1400, ColorScheme scheme = ColorScheme.Light)
    {
        if (_browser is null)
            Assert.Ignore(Chromium.Missing);
        // Fixtures run side by side, each with its own page.
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(path, new HtmlReport().Render(ReportContext.Of(run, ReportMetrics.Known)), Encoding.UTF8);
        return await _browser!.Open(new Uri(path).AbsoluteUri, width, scheme, ["file:", "data:"], offline: true);
    }
}

/// <summary>What the pages of reports show.</summary>
internal static class ShownMethods
{
    /// <summary>The names of the methods that the gallery shows.</summary>
    public static Task<string[]> Tiles(this OpenPage open) => open.Ask<string[]>(
        "[...new Set([...document.querySelectorAll('.gallery .cell')].filter(c => !c.hidden).map(c => c.dataset.m))]");

    /// <summary>The names of the methods that the first heat map shows, in their order.</summary>
    public static Task<string[]> Methods(this OpenPage open) => open.Ask<string[]>(
        "[...document.querySelector('#leaderboard ~ .group .panel:not([hidden]) .board').querySelectorAll('tr[data-m]')]"
        + ".filter(r => !r.hidden).map(r => r.dataset.m)");
}
