using System.Text.Json;
using VisEval.Cli.Listing;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Reports.Cards;
using VisEval.Methods;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Cli;

/// <summary>The cards of the methods: <c>list methods --json</c>, and docs/methods.md, which is written from it.</summary>
internal sealed class MethodCardTests
{
    private const string Begin = "<!-- cards: written by MethodCardTests with VISEVAL_UPDATE_EXPECTATIONS=1 -->\n";
    private const string End = "<!-- end of cards -->\n";

    [Test]
    public void The_cards_of_the_page_are_what_the_program_says()
    {
        var catalogues = Catalogues.BuiltIn();
        var families = catalogues.Metrics.Entries.Select(e => e.Family).Distinct();
        var cards = MethodCardTables.Of(UnitFacts.Methods(catalogues).Items, ReferenceRun.Published(), families);
        var path = Path.Combine(Repository.Root, "docs", "methods.md");
        var page = File.ReadAllText(path);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        Assert.That(page, Does.Contain(Begin));
        Assert.That(end, Is.GreaterThanOrEqualTo(begin));
        if (Environment.GetEnvironmentVariable("VISEVAL_UPDATE_EXPECTATIONS") == "1")
            File.WriteAllText(path, page = page[..begin] + "\n" + cards + "\n" + page[end..]);
        end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.That(page[begin..end], Is.EqualTo("\n" + cards + "\n"), "VISEVAL_UPDATE_EXPECTATIONS=1 writes the cards anew.");
    }

    [Test]
    public void A_card_states_place_claims_and_what_was_measured_beside_the_controls()
    {
        var card = Card("integrated-gradients");
        Assert.Multiple(() =>
        {
            Assert.That(Text(card, "mapPlace"), Is.EqualTo("channels"));
            Assert.That(
                card.GetProperty("claims").EnumerateArray().Select(c => c.GetString()),
                Is.EqualTo(new[] { "class-discriminative", "signed", "implementation-invariant", "complete" }));
            Assert.That(Text(card, "completeFrom"), Is.EqualTo("baseline"));
            Assert.That(card.GetProperty("control").GetBoolean(), Is.False);
            Assert.That(card.GetProperty("notMeasured").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
        var measured = card.GetProperty("measured");
        var run = measured.GetProperty("run");
        var deletion = measured.GetProperty("scores").EnumerateArray().Single(s => Text(s, "metric") == "deletion");
        var runtime = measured.GetProperty("costs").EnumerateArray().Single(s => Text(s, "metric") == "runtime");
        Assert.Multiple(() =>
        {
            Assert.That(Text(run, "version"), Is.Not.Empty);
            Assert.That(run.GetProperty("images").GetInt32(), Is.Positive);
            Assert.That(measured.GetProperty("bestPlace").GetInt32(), Is.Positive);
            Assert.That(Text(deletion, "direction"), Is.EqualTo("lower"));
            Assert.That(
                deletion.GetProperty("value").GetDouble(),
                Is.LessThan(deletion.GetProperty("controls").GetProperty("random").GetDouble()));
            Assert.That(Text(runtime, "unit"), Is.EqualTo("milliseconds"));
        });
    }

    [Test]
    public void What_was_not_measured_says_why()
    {
        var card = Card("rise");
        Assert.That(card.GetProperty("measured").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(Text(card, "notMeasured"), Does.Contain("leaves it out"));
    }

    [Test]
    public void The_list_for_people_names_the_claims_in_one_line() => Assert.That(
        CliRun.Of(".", "list", "methods").Out,
        Does.Match("(?m)^  grad-cam  .*\n      needs gradient, layer\n      claims class-discriminative\n"));

    // In the words of `list`, so that every claim there is has one.
    [Test]
    public void Every_claim_and_every_place_is_explained_on_the_page()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "methods.md"));
        var words = Enum.GetNames<Claims>().Where(n => n != nameof(Claims.Nothing)).Concat(Enum.GetNames<MapPlace>())
            .Select(Kebab.From).Append("complete");
        foreach (var word in words)
            Assert.That(page, Does.Contain($"**{word}**"), word);
    }

    private static JsonElement Card(string name) => JsonDocument.Parse(CliRun.Of(".", "list", "methods", "--json").Out).RootElement
        .EnumerateArray().Single(m => Text(m, "name") == name);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
