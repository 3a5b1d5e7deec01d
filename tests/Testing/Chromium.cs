using Microsoft.Playwright;

namespace VisEval.Tests.Testing;

/// <summary>The chromium of the machine, never one that Playwright brings along.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Why a test that needs one is ignored.</summary>
    public static string Missing => $"No chromium: none of {string.Join(", ", Places)} exists, and VISEVAL_CHROMIUM names none.";

    /// <summary>Starts it; null where there is none.</summary>
    public static async Task<Chromium?> Start()
    {
        var given = Environment.GetEnvironmentVariable("VISEVAL_CHROMIUM");
        if (Places.Prepend(given ?? "").FirstOrDefault(File.Exists) is not { } chromium)
            return null;
        var playwright = await Playwright.CreateAsync();
        return new Chromium(
            playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox"] }));
    }

    /// <summary>Opens a page and notes what it complains about, and what it asks for elsewhere.</summary>
    /// <param name="address">The page.</param>
    /// <param name="width">Of the window.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="allowed">How the addresses begin that it may ask for.</param>
    /// <param name="offline">Whether there is no network.</param>
    public async Task<OpenPage> Open(
        string address, int width, ColorScheme scheme, IReadOnlyList<string> allowed, bool offline = false)
    {
        var context = await _browser.NewContextAsync(new()
        {
            Offline = offline,
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!allowed.Any(start => request.Url.StartsWith(start, StringComparison.Ordinal)))
                complaints.Add("asks for " + request.Url);
        };
        await page.GotoAsync(address);
        return new OpenPage(context, page, complaints);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }
}

/// <summary>A page in a browser.</summary>
/// <param name="Context">Its window.</param>
/// <param name="Page">The page.</param>
/// <param name="Complaints">Errors and warnings of its scripts, and what it asked for.</param>
internal sealed record OpenPage(IBrowserContext Context, IPage Page, IReadOnlyList<string> Complaints) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Context.CloseAsync();

    /// <summary>What an expression of a script gives.</summary>
    public Task<T> Ask<T>(string script) => Page.EvaluateAsync<T>(script);
}
