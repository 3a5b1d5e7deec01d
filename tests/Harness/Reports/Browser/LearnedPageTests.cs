using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Reports.Browser;

/// <summary>Pictures of units and findings of analyses, in a browser.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LearnedPageTests
{
    private const string RingColumn = "document.querySelector('.points .ring').cx.baseVal.value";

    private static RunResults Run => LearnedSamples.With(PageSample.Run);

    // In the dark only colours differ.
    [TestCase(ColorScheme.Light, "")]
    [TestCase(ColorScheme.Dark, "color-contrast")]
    public async Task Axe_finds_nothing_serious(ColorScheme scheme, string rule)
    {
        await using var open = await ReportBrowser.Open(Run, scheme: scheme);
        // All is open, so that nothing is passed over.
        await open.Ask<object?>("document.querySelectorAll('details').forEach(d => d.open = true)");
        await open.Page.Locator("#layers ~ .points .plane, .points .plane").First.FocusAsync();
        var found = await open.Page.RunAxe(new AxeRunOptions { RunOnly = rule.Length == 0 ? null : RunOnlyOptions.Rules(rule) });
        Assert.That(
            found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {v.Nodes[0].Html}"), Is.Empty);
        Assert.That(open.Complaints, Is.Empty);
    }

    [TestCase(400)]
    [TestCase(1400)]
    public async Task The_page_never_scrolls_sideways(int width)
    {
        await using var open = await ReportBrowser.Open(Run, width);
        await open.Ask<object?>("document.querySelectorAll('details').forEach(d => d.open = true)");
        Assert.That(await open.Ask<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
    }

    [Test]
    public async Task A_picture_is_enlarged_by_click_and_by_keyboard()
    {
        await using var open = await ReportBrowser.Open(Run);
        var (cell, seen) = (open.Page.Locator(".panel:not([hidden]) .units button.cell").First, open.Page.Locator("dialog.seen"));
        await cell.ClickAsync();
        Assert.That(await seen.Locator("h3").InnerTextAsync(), Is.EqualTo("patches, class:0 cat"));
        Assert.That(await seen.Locator("img").CountAsync(), Is.EqualTo(3));
        Assert.That(await seen.Locator("figcaption").First.InnerTextAsync(), Does.StartWith("response 3.250 · i0 at 0, 2"));
        await open.Page.Keyboard.PressAsync("Escape");
        Assert.That(await seen.IsVisibleAsync(), Is.False);
        await cell.FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        Assert.That(await seen.IsVisibleAsync(), Is.True);
        Assert.That(open.Complaints, Is.Empty);
    }

    [Test]
    public async Task The_switch_takes_the_controls_out_of_pictures_and_scores()
    {
        await using var open = await ReportBrowser.Open(Run);
        var heads = open.Page.Locator(".panel:not([hidden]) .units thead th:visible");
        var rows = open.Page.Locator(".panel:not([hidden]) .scores tbody tr:visible");
        Assert.That((await heads.CountAsync(), await rows.CountAsync()), Is.EqualTo((5, 4)), "with the line above the controls");
        await open.Page.Locator("#units ~ .filters [data-filter=control]").First.UncheckAsync();
        Assert.That((await heads.CountAsync(), await rows.CountAsync()), Is.EqualTo((3, 1)));
        var cells = open.Page.Locator(".panel:not([hidden]) .units tbody tr").First.Locator("td:visible");
        Assert.That(await cells.CountAsync(), Is.EqualTo(2));
        Assert.That(await open.Methods(), Does.Not.Contain("random"), "the same everywhere");
    }

    [Test]
    public async Task A_score_tells_all_controls_when_it_is_pressed()
    {
        await using var open = await ReportBrowser.Open(Run);
        await open.Page.Locator(".panel:not([hidden]) .scores tr[data-name=ascent] td").Nth(1).ClickAsync();
        var told = await open.Page.Locator("#fact").InnerTextAsync();
        Assert.That(told, Does.Contain("ascent").And.Contain("activation rank").And.Contain("over 10 units"));
        Assert.That(told, Does.Contain("better than noise").And.Contain("chance 0.500"));
    }

    [Test]
    public async Task A_point_shows_its_image_to_pointer_finger_and_keys()
    {
        await using var open = await ReportBrowser.Open(Run);
        var figure = open.Page.Locator(".panel:not([hidden]) > .pair .points").First;
        var (plane, card) = (figure.Locator(".plane"), figure.Locator(".about"));
        await plane.ScrollIntoViewIfNeededAsync();
        var box = (await plane.BoundingBoxAsync())!;
        await open.Page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + box.Height / 2);
        Assert.That(await card.Locator("b").InnerTextAsync(), Does.Match("^i[56]$"), "the middle of four columns and three rows");
        Assert.That(await card.Locator("i.thumb").IsVisibleAsync(), Is.True);
        var shown = await card.Locator("i.thumb").EvaluateAsync<string>("e => getComputedStyle(e).backgroundImage");
        Assert.That(shown, Does.StartWith("url(\"data:image/webp"));
        Assert.That(await card.InnerTextAsync(), Does.Contain("the network says cat, 90.0%"));
        await open.Page.Mouse.ClickAsync(box.X + 3, box.Y + box.Height - 3);
        Assert.That(await card.Locator("b").InnerTextAsync(), Is.EqualTo("i0"), "bottom left");
        await open.Page.Keyboard.PressAsync("ArrowRight");
        Assert.That(await card.Locator("b").InnerTextAsync(), Is.EqualTo("i1"));
        await open.Page.Keyboard.PressAsync("ArrowUp");
        Assert.That(await card.Locator("b").InnerTextAsync(), Is.EqualTo("i5"));
        await open.Page.Keyboard.PressAsync("PageDown");
        Assert.That(await card.Locator("b").InnerTextAsync(), Is.EqualTo("i6"));
        Assert.That(await open.Ask<double>(RingColumn), Is.GreaterThan(320), "the ring has moved to the third column");
        Assert.That(open.Complaints, Is.Empty);
    }

    [Test]
    public async Task Printed_it_is_whole()
    {
        await using var open = await ReportBrowser.Open(Run, scheme: ColorScheme.Dark);
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        Assert.That(
            await open.Ask<int>("[...document.querySelectorAll('.panel')].filter(p => getComputedStyle(p).display === 'none').length"),
            Is.Zero);
        Assert.That(await open.Page.PdfAsync(), Is.Not.Empty);
    }
}
