using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace VisEval.Tests.Harness.Reports.Browser;

[Parallelizable(ParallelScope.All)]
public sealed class ReportPageTests
{
    [Test]
    public async Task Opens_without_a_network_and_without_complaints()
    {
        await using var open = await ReportBrowser.Open(PageSample.Run);
        Assert.That(await open.Page.Locator(".answer").First.InnerTextAsync(), Does.StartWith("a "));
        Assert.That(open.Complaints, Is.Empty);
    }

    // In the dark only colours differ.
    [TestCase(ColorScheme.Light, "")]
    [TestCase(ColorScheme.Dark, "color-contrast")]
    public async Task Axe_finds_nothing_serious(ColorScheme scheme, string rule)
    {
        await using var open = await ReportBrowser.Open(PageSample.Run, scheme: scheme);
        var options = new AxeRunOptions { RunOnly = rule.Length == 0 ? null : RunOnlyOptions.Rules(rule) };
        var found = await open.Page.RunAxe(options);
        Assert.That(
            found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {v.Nodes[0].Html}"), Is.Empty);
    }

    [Test]
    public async Task A_click_on_a_head_sorts_and_the_line_of_admission_stays()
    {
        await using var open = await ReportBrowser.Open(PageSample.Run);
        var before = await open.Methods();
        var head = open.Page.Locator("#leaderboard ~ .group .board th .sort").First;
        await head.ClickAsync();
        var up = await open.Methods();
        await head.ClickAsync();
        var down = await open.Methods();
        Assert.That(up, Is.EquivalentTo(before));
        Assert.That(down, Is.Not.EqualTo(up));
        Assert.That(down[^2..], Is.EquivalentTo(new[] { "random", "sobel" }), "controls stay below the line");
        Assert.That(await open.Ask<string>("document.querySelector('.board th[aria-sort]').ariaSort"), Is.EqualTo("descending"));
    }

    [Test]
    public async Task A_criterion_opens_to_show_its_metrics()
    {
        await using var open = await ReportBrowser.Open(PageSample.Run);
        var metric = open.Page.Locator("#leaderboard ~ .group .panel:not([hidden]) th.x0").First;
        Assert.That(await metric.IsVisibleAsync(), Is.False);
        await open.Page.Locator("#leaderboard ~ .group .panel:not([hidden]) .open[data-x='0']").First.ClickAsync();
        Assert.That(await metric.InnerTextAsync(), Does.StartWith("deletion"));
    }

    [Test]
    public async Task Filters_restrict_every_table_and_the_gallery()
    {
        await using var open = await ReportBrowser.Open(PageSample.Run);
        await open.Page.Locator("[data-filter=family]").First.SelectOptionAsync("perturbation");
        Assert.That(await open.Methods(), Is.EquivalentTo(new[] { "c", "e", "random", "sobel" }));
        await open.Page.Locator("[data-filter=control]").First.UncheckAsync();
        await open.Page.Locator("[data-filter=name]").First.FillAsync("C");
        Assert.That(await open.Methods(), Is.EqualTo(new[] { "c" }));
        Assert.That(
            await open.Tiles(),
            Is.EqualTo(new[] { "c" }));
        Assert.That(await open.Page.Locator("output.shown").First.InnerTextAsync(), Is.EqualTo("1 of 7 shown"));
    }

    [Test]
    public async Task A_network_is_chosen_for_the_whole_page_by_keyboard()
    {
        await using var open = await ReportBrowser.Open(PageSample.Run);
        var tabs = open.Page.Locator("#leaderboard ~ .group").First.GetByRole(AriaRole.Tab);
        await tabs.First.FocusAsync();
        await open.Page.Keyboard.PressAsync("ArrowRight");
        await open.Page.Keyboard.PressAsync("ArrowRight");
        Assert.That(await tabs.Nth(2).GetAttributeAsync("aria-selected"), Is.EqualTo("true"));
        var shown = await open.Ask<string[]>(
            "[...document.querySelectorAll('.group:not(.alone) > .panel:not([hidden]) > h3.tab')].map(h => h.textContent)");
        Assert.That(shown, Is.All.EqualTo("toy · two"));
    }

    [Test]
    public async Task Everything_that_can_be_clicked_is_reached_by_keyboard()
    {
        await using var open = await ReportBrowser.Open(PageSample.Run);
        await open.Page.Locator("#leaderboard ~ .group .board .sort").First.FocusAsync();
        var before = await open.Methods();
        await open.Page.Keyboard.PressAsync("Enter");
        await open.Page.Keyboard.PressAsync("Enter");
        Assert.That(await open.Methods(), Is.Not.EqualTo(before));
        Assert.That(await open.Ask<int>("document.querySelectorAll('[onclick], th[tabindex]').length"), Is.Zero);
        Assert.That(
            await open.Ask<int[]>(
                "[...document.querySelectorAll('.board')].map(b => b.querySelectorAll('td[tabindex=\"0\"]').length)"),
            Is.All.EqualTo(1), "one stop a table; arrows go from cell to cell");
    }

    [Test]
    public async Task A_cell_tells_value_interval_n_p_and_verdict_when_it_is_tapped()
    {
        await using var open = await ReportBrowser.Open(PageSample.Run, 400);
        await open.Page.Locator("#leaderboard ~ .group .panel:not([hidden]) .open[data-x='0']").First.ClickAsync();
        await open.Page.Locator("#leaderboard ~ .group .panel:not([hidden]) tr[data-m=a] td.x0").First.ClickAsync();
        var told = await open.Page.Locator("#fact").InnerTextAsync();
        foreach (var part in new[] { "deletion", "95 % interval", "images (n)\n12", "explanations\n24", "verdict\nbetter than every" })
            Assert.That(told, Does.Contain(part));
        Assert.That(told, Does.Match(@"p\n\d.*Holm"));
        await open.Page.Keyboard.PressAsync("Escape");
        Assert.That(await open.Page.Locator("#fact").IsVisibleAsync(), Is.False);
        Assert.That(open.Complaints, Is.Empty);
    }

    [Test]
    public async Task Every_method_has_a_strip_of_maps_by_randomized_depth()
    {
        await using var open = await ReportBrowser.Open(PageSample.Run);
        var strips = open.Page.Locator("#sanity ~ .group .panel:not([hidden]) .strip");
        Assert.That(await strips.CountAsync(), Is.EqualTo(7));
        Assert.That(
            await strips.First.Locator("span small").AllInnerTextsAsync(), Is.EqualTo(new[] { "trained", "last 1/3", "all 3" }));
        Assert.That(await strips.First.Locator("img").CountAsync(), Is.EqualTo(3));
        Assert.That(await strips.First.GetAttributeAsync("data-m"), Is.EqualTo("a"), "its maps change most");
        await open.Page.Locator("[data-filter=name]").First.FillAsync("b");
        Assert.That(await strips.First.IsVisibleAsync(), Is.False);
    }

    [Test]
    public async Task The_first_screen_answers_what_a_stranger_asks()
    {
        await using var open = await ReportBrowser.Open(PageSample.Run);
        var told = await open.Page.Locator(".answers").First.InnerTextAsync();
        foreach (var part in new[] { "12 images", "Four of five runs find", "not shown to differ from the first", "run.json" })
            Assert.That(told, Does.Contain(part));
        var subject = await open.Page.Locator(".of").First.InnerTextAsync();
        Assert.That(subject, Does.StartWith("toy, 12 images · 2 networks · 5 methods, 2 controls"));
    }

    [Test]
    public async Task A_cell_is_reached_and_opened_by_keyboard()
    {
        await using var open = await ReportBrowser.Open(PageSample.Run);
        await open.Page.Locator("#leaderboard ~ .group .panel:not([hidden]) .board td").First.FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        Assert.That(await open.Page.Locator("#fact").InnerTextAsync(), Does.Contain("by the tests of all pairs"));
        await open.Page.Keyboard.PressAsync("Escape");
        await open.Page.Keyboard.PressAsync("ArrowDown");
        await open.Page.Keyboard.PressAsync("ArrowRight");
        Assert.That(
            await open.Ask<string>("document.activeElement.parentElement.dataset.m + ' ' + document.activeElement.className"),
            Is.EqualTo("b h skill"));
    }

    [Test]
    public async Task The_slider_fades_the_maps_and_the_switch_changes_the_class()
    {
        await using var open = await ReportBrowser.Open(PageSample.Run);
        await open.Page.Locator(".slider input").First.FillAsync("20");
        Assert.That(await open.Ask<string>("getComputedStyle(document.querySelector('img.map')).opacity"), Is.EqualTo("0.2"));
        var shot = open.Page.Locator(".gallery").First.Locator(".shot").First;
        await shot.GetByRole(AriaRole.Tab).Nth(1).ClickAsync();
        Assert.That(await shot.Locator(".panel:not([hidden]) h3.tab").First.TextContentAsync(), Is.EqualTo("dog"));
    }

    [Test]
    public async Task A_click_on_a_map_shows_its_numbers_and_curves_and_escape_closes_it()
    {
        await using var open = await ReportBrowser.Open(PageSample.Run);
        await open.Page.Locator(".gallery .panel:not([hidden]) .cell[data-m=a]").First.ClickAsync();
        var look = open.Page.Locator("dialog.look");
        Assert.That(await look.Locator("h3").InnerTextAsync(), Is.EqualTo("a, i0, class cat"));
        Assert.That(await look.Locator("td").First.InnerTextAsync(), Is.EqualTo("deletion ↓"));
        Assert.That(await look.Locator("svg").CountAsync(), Is.EqualTo(1));
        await open.Page.Keyboard.PressAsync("Escape");
        Assert.That(await look.IsVisibleAsync(), Is.False);
        Assert.That(open.Complaints, Is.Empty);
    }

    [Test]
    public async Task One_method_can_be_compared_on_all_images()
    {
        await using var open = await ReportBrowser.Open(PageSample.Run);
        await open.Page.Locator("[data-filter=one]").SelectOptionAsync("b");
        Assert.That(
            await open.Tiles(),
            Is.EqualTo(new[] { "b" }));
    }

    [TestCase(400)]
    [TestCase(1400)]
    public async Task The_page_never_scrolls_sideways(int width)
    {
        await using var open = await ReportBrowser.Open(PageSample.Run, width);
        Assert.That(await open.Ask<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
    }

    [Test]
    public async Task Head_and_first_column_stay_in_sight()
    {
        await using var open = await ReportBrowser.Open(PageSample.Run, 400);
        var places = await open.Ask<double[]>(
            """
            (() => {
              const box = document.querySelector('#leaderboard ~ .group .scroll');
              box.style.maxHeight = '150px'; box.scrollTo(120, 80);
              const at = e => e.getBoundingClientRect(), frame = at(box);
              return [at(box.querySelector('tbody th')).left - frame.left, at(box.querySelector('thead th')).top - frame.top,
                box.scrollLeft, box.scrollTop];
            })()
            """);
        Assert.That(places[2], Is.GreaterThan(0), "it scrolls");
        Assert.That(places[3], Is.GreaterThan(0));
        Assert.That(places[0], Is.InRange(0, 2));
        Assert.That(places[1], Is.InRange(0, 2));
    }

    [Test]
    public async Task Light_and_dark_follow_the_reader()
    {
        foreach (var (scheme, bright) in new[] { (ColorScheme.Light, true), (ColorScheme.Dark, false) })
        {
            await using var open = await ReportBrowser.Open(PageSample.Run, scheme: scheme);
            var red = await open.Ask<int>("+getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]");
            Assert.That(red > 128, Is.EqualTo(bright));
        }
    }

    [Test]
    public async Task Printed_it_is_light_and_whole()
    {
        await using var open = await ReportBrowser.Open(PageSample.Run, scheme: ColorScheme.Dark);
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        Assert.That(await open.Ask<string>("getComputedStyle(document.body).backgroundColor"), Is.EqualTo("rgb(255, 255, 255)"));
        Assert.That(
            await open.Ask<int>("[...document.querySelectorAll('.panel')].filter(p => getComputedStyle(p).display === 'none').length"),
            Is.Zero);
        Assert.That(await open.Page.PdfAsync(), Is.Not.Empty);
    }
}
