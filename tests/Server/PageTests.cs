using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Server;

/// <summary>The page in a browser.</summary>
public sealed class PageTests
{
    private const string Dropped = """
        base64 => {
          const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
          const carried = new DataTransfer();
          carried.items.add(new File([bytes], 'scene.png', { type: 'image/png' }));
          return carried;
        }
        """;

    [Test]
    public async Task A_picture_that_is_dropped_is_explained_at_once()
    {
        await using var open = await Open();
        await Drop(open);
        await Said(open, "grad-cam for class 0.");
        Assert.That(await Width(open, "overlay"), Is.GreaterThan(60));
        Assert.That(await Width(open, "map"), Is.EqualTo(64));
        Assert.That(await open.Page.Locator("#scores tbody tr").CountAsync(), Is.EqualTo(10));
        Assert.That(await open.Page.Locator("#scores tr.chosen th").InnerTextAsync(), Is.EqualTo("0"));
        Assert.That(open.Complaints, Is.Empty);
    }

    [Test]
    public async Task Network_method_options_and_class_are_chosen_and_the_answer_follows()
    {
        await using var open = await Open();
        await Drop(open);
        await Said(open, "grad-cam for class 0.");
        var before = await open.Page.Locator("#map").GetAttributeAsync("src");
        await open.Page.SelectOptionAsync("#method", "smoothgrad");
        await Said(open, "smoothgrad for class 0.");
        Assert.That(await open.Page.Locator("#map").GetAttributeAsync("src"), Is.Not.EqualTo(before));
        Assert.That(await open.Page.Locator("#allowed-title").InnerTextAsync(), Does.Contain("samples"));
        await open.Page.FillAsync("#options", "samples=3");
        await open.Page.Keyboard.PressAsync("Enter");
        await Said(open, "smoothgrad:samples=3 for class 0.");
        await open.Page.Locator("#scores button").Nth(2).ClickAsync();
        await open.Page.Locator("#scores tbody tr:nth-child(3).chosen").WaitForAsync();
        Assert.That(await open.Page.Locator("#class").InputValueAsync(), Is.Not.Empty.And.Not.EqualTo("0"));
        await open.Page.SelectOptionAsync("#network", "1");
        await Said(open, "smoothgrad:samples=3 for class 0.");
        Assert.That(open.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_picture_is_chosen_and_asked_about_by_keyboard_alone()
    {
        await using var open = await Open();
        await open.Page.Locator("#go").FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Said(open, "Choose a picture first.");
        await open.Page.SetInputFilesAsync("#file", ServerProcess.Picture("one-000"));
        await Said(open, "grad-cam for class 0.");
        await open.Page.Locator("#method").FocusAsync();
        await open.Page.Keyboard.TypeAsync("gradient");
        await open.Page.Keyboard.PressAsync("Tab");
        await Said(open, "gradient for class 0.");
    }

    [Test]
    public async Task A_picture_from_the_clipboard_is_explained()
    {
        await using var open = await Open();
        var carried = await open.Page.EvaluateHandleAsync(Dropped, Scene());
        await open.Page.EvaluateAsync("c => document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: c }))", carried);
        await Said(open, "grad-cam for class 0.");
    }

    [Test]
    public async Task What_the_server_refuses_is_said_as_it_says_it()
    {
        await using var open = await Open();
        await open.Page.SetInputFilesAsync("#file", new FilePayload { Name = "a.png", MimeType = "image/png", Buffer = [1, 2, 3] });
        await Said(open, "The picture: not a picture that can be read; JPEG, PNG, BMP, GIF, WebP and TIFF are.");
        await open.Page.SetInputFilesAsync("#file", ServerProcess.Picture("one-000"));
        await Said(open, "grad-cam for class 0.");
        await open.Page.FillAsync("#options", "layer=nowhere");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.Page.Locator("#said.wrong").WaitForAsync();
        Assert.That(await open.Page.Locator("#said").InnerTextAsync(), Does.Contain("nowhere"));
        Assert.That(await open.Page.Locator("#said").GetAttributeAsync("aria-live"), Is.EqualTo("polite"));
    }

    [Test]
    public async Task What_takes_long_can_be_stopped()
    {
        await using var open = await Open();
        await open.Page.SelectOptionAsync("#method", "rise");
        await open.Page.FillAsync("#options", "masks=100000");
        await Drop(open);
        await open.Page.Locator("#stop").ClickAsync();
        await Said(open, "Stopped.");
    }

    [Test]
    public async Task A_picture_that_is_dropped_cancels_what_is_computed_for_the_last_one()
    {
        await using var open = await Open();
        await open.Page.SelectOptionAsync("#method", "rise");
        await open.Page.FillAsync("#options", "masks=100000");
        // One more than work at once: were the others still at work, the last would wait for minutes.
        for (var i = 0; i <= Environment.ProcessorCount; i++)
        {
            await Drop(open);
            await Assertions.Expect(open.Page.Locator("#stop")).ToBeVisibleAsync();
            await Task.Delay(300);
        }
        await open.Page.FillAsync("#options", "");
        await open.Page.SelectOptionAsync("#method", "gradient");
        await Drop(open);
        await Assertions.Expect(open.Page.Locator("#said")).ToHaveTextAsync("gradient for class 0.", new() { Timeout = 20_000 });
    }

    [Test]
    public async Task A_picture_that_is_too_large_ends_what_is_computed_and_that_is_said()
    {
        await using var open = await Open();
        await open.Page.SelectOptionAsync("#method", "rise");
        await open.Page.FillAsync("#options", "masks=100000");
        await Drop(open);
        await Assertions.Expect(open.Page.Locator("#stop")).ToBeVisibleAsync();
        await open.Ask<object?>("""
            (() => {
              const carried = new DataTransfer();
              carried.items.add(new File([new Uint8Array((64 << 20) + 1)], 'large.png', { type: 'image/png' }));
              document.dispatchEvent(new DragEvent('drop', { dataTransfer: carried }));
            })()
            """);
        await Said(open, "The picture is too large: at most 64 MB are taken.");
        await Task.Delay(300);
        await Said(open, "The picture is too large: at most 64 MB are taken.");
        await Assertions.Expect(open.Page.Locator("#stop")).ToBeHiddenAsync();
    }

    [Test]
    public async Task The_focus_stays_where_a_keyboard_left_it()
    {
        await using var open = await Open();
        await Drop(open);
        await Said(open, "grad-cam for class 0.");
        await open.Page.Locator("#scores button").Nth(2).FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await open.Page.Locator("#scores tbody tr:nth-child(3).chosen").WaitForAsync();
        await Assertions.Expect(open.Page.Locator("#scores .chosen button")).ToBeFocusedAsync();
        await Assertions.Expect(open.Page.Locator("#scores .chosen button")).ToHaveAttributeAsync("aria-pressed", "true");
        await open.Page.SelectOptionAsync("#method", "rise");
        await open.Page.FillAsync("#options", "masks=100000");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.Page.Locator("#stop").FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Said(open, "Stopped.");
        await Assertions.Expect(open.Page.Locator("#go")).ToBeFocusedAsync();
    }

    [Test]
    public async Task Everything_is_reached_by_the_tab_key_in_the_order_of_the_page()
    {
        await using var open = await Open();
        await Drop(open);
        await Said(open, "grad-cam for class 0.");
        var reached = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            reached.Add(await open.Ask<string>("document.activeElement.id || document.activeElement.textContent"));
        }
        string[] expected =
        [
            "to the content", "Explain", "Runs", "Compare", "file", "network", "method", "options", "class", "go", "save-overlay",
            "save-map", "save-array", "run", "table", "baseline", "current", "judge",
        ];
        Assert.That(reached.Where(expected.Contains).Distinct(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Runs_are_shown_and_names_are_text()
    {
        await using var open = await Open();
        await open.Page.Locator("#board tbody tr").Nth(3).WaitForAsync();
        Assert.That(await open.Page.Locator("#board tbody th").AllInnerTextsAsync(), Does.Contain("smoothgrad:samples=2"));
        // The numbers of the metrics, with what is better.
        Assert.That(await open.Page.Locator("#board thead th").AllInnerTextsAsync(), Has.Some.EqualTo("deletion ↓").IgnoreCase);
        Assert.That(await open.Page.Locator("#board tbody tr").First.Locator("td").Nth(3).InnerTextAsync(), Does.Match(@"^−?\d\.\d{3}$"));
        Assert.That(await open.Page.Locator("#run option").AllInnerTextsAsync(), Is.EqualTo(new[] { "a", "b", ServedScene.Hostile }));
        await open.Page.SelectOptionAsync("#run", "2");
        await Assertions.Expect(open.Page.Locator("#run-said")).ToContainTextAsync(ServedScene.Hostile);
        Assert.That(await open.Page.Locator("section img[src='x']").CountAsync(), Is.Zero);
        Assert.That(open.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_report_opens_as_it_is_and_its_scripts_run()
    {
        await using var open = await Open();
        var link = open.Page.Locator("#run-links a").First;
        await link.WaitForAsync();
        var report = await open.Context.RunAndWaitForPageAsync(() => link.ClickAsync());
        Assert.That(await report.Locator(".js .tabs").CountAsync(), Is.GreaterThan(0));
        Assert.That(await report.EvaluateAsync<string>("origin"), Is.EqualTo("null"));
        var asked = await report.EvaluateAsync<string>("fetch('/api/about').then(() => 'answered', () => 'refused')");
        Assert.That(asked, Is.EqualTo("refused"));
    }

    [Test]
    public async Task Two_runs_are_compared()
    {
        await using var open = await Open();
        await open.Page.Locator("#judge").ClickAsync();
        await open.Page.Locator("#rows tbody tr").Nth(1).WaitForAsync();
        var answer = await ServerProcess.JsonOf(await ServedScene.Server.Client.GetAsync("api/compare?baseline=0&current=1"));
        Assert.That(await open.Page.Locator("#verdict").InnerTextAsync(), Is.EqualTo(answer.GetProperty("headline").GetString()));
        var verdicts = answer.GetProperty("rows").EnumerateArray().Select(r =>
            r.GetProperty("level").GetString() == "critical" ? $"{r.GetProperty("verdict")}" : $"({r.GetProperty("verdict")})");
        Assert.That(await open.Page.Locator("#rows .tag").AllInnerTextsAsync(), Is.EqualTo(verdicts));
        Assert.That(open.Complaints, Is.Empty);
    }

    [TestCase(ColorScheme.Light, 1400)]
    [TestCase(ColorScheme.Dark, 400)]
    [TestCase(ColorScheme.Light, 320)]
    public async Task Axe_finds_nothing_serious_and_nothing_is_wider_than_the_window(ColorScheme scheme, int width)
    {
        await using var open = await Open(width, scheme);
        await Drop(open);
        await Said(open, "grad-cam for class 0.");
        await open.Page.Locator("#judge").ClickAsync();
        await open.Page.Locator("#rows tbody tr").Nth(1).WaitForAsync();
        await open.Ask<object?>("document.querySelectorAll('details').forEach(d => d.open = true)");
        Assert.That(await open.Ask<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
        var found = await open.Page.RunAxe();
        Assert.That(
            found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {v.Nodes[0].Html}"), Is.Empty);
    }

    private static async Task<OpenPage> Open(int width = 1400, ColorScheme scheme = ColorScheme.Light)
    {
        if (ServedScene.Browser is null)
            Assert.Ignore(Chromium.Missing);
        var address = ServedScene.Server.Address;
        var open = await ServedScene.Browser!.Open(address, width, scheme, [address, "data:"]);
        await open.Page.Locator("body[data-ready]").WaitForAsync();
        return open;
    }

    private static string Scene() => Convert.ToBase64String(File.ReadAllBytes(ServerProcess.Picture("one-000")));

    private static async Task Drop(OpenPage open)
    {
        var carried = await open.Page.EvaluateHandleAsync(Dropped, Scene());
        await open.Page.DispatchEventAsync("#drop", "drop", new Dictionary<string, object> { ["dataTransfer"] = carried });
    }

    private static Task Said(OpenPage open, string sentence) =>
        Assertions.Expect(open.Page.Locator("#said")).ToHaveTextAsync(sentence, new() { Timeout = 60_000 });

    private static Task<int> Width(OpenPage open, string image) =>
        open.Ask<int>($"document.getElementById('{image}').decode().then(() => document.getElementById('{image}').naturalWidth)");
}
