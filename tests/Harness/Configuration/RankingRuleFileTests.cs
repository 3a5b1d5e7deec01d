using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Results;
using VisEval.Tests.Harness.Datasets;

namespace VisEval.Tests.Harness.Configuration;

public sealed class RankingRuleFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void Every_field_is_read_alone_and_within_a_run()
    {
        const string text = """
            { "constructs": { "removal": ["deletion"], "localization": ["pointing-game"] }, "weights": { "removal": 2 }, "alpha": 0.1,
              "admission": false, "sanity": ["s"], "faithfulness": ["f"], "leastShare": 0.9, "skillNull": "random" }
            """;
        var expected = RunInfoJson.TextOf(new RankingRule
        {
            Constructs = new Dictionary<string, IReadOnlyList<string>> { ["removal"] = ["deletion"], ["localization"] = ["pointing-game"] },
            Weights = new Dictionary<string, double> { ["removal"] = 2 },
            Alpha = 0.1,
            Admission = false,
            Sanity = ["s"],
            Faithfulness = ["f"],
            LeastShare = 0.9,
            SkillNull = "random",
        });
        Assert.That(RunInfoJson.TextOf(RankingRuleFile.Read(_folder.Write("rule.json", text))), Is.EqualTo(expected));
        var run = RunConfigFile.Read(_folder.Write("run.json", $"{{ \"ranking\": {text} }}"));
        Assert.That(RunInfoJson.TextOf(run.Ranking!), Is.EqualTo(expected));
        // What run.json says of a rule is a rule file.
        Assert.That(RunInfoJson.TextOf(RankingRuleFile.Read(_folder.Write("again.json", expected))), Is.EqualTo(expected));
    }

    [Test]
    public void An_empty_rule_is_the_default() => Assert.That(
        RunInfoJson.TextOf(RankingRuleFile.Read(_folder.Write("rule.json", "{}"))), Is.EqualTo(RunInfoJson.TextOf(RankingRule.Default)));

    [Test]
    public void Every_mistake_of_form_is_told_with_its_place()
    {
        var path = _folder.Write("rule.json", """
            { "constructs": { "removal": "deletion", "effects": null }, "weight": {}, "alpha": "x", "admission": 1 }
            """);
        var errors = Assert.Throws<InputException>(() => RankingRuleFile.Read(path))!.Errors;
        Assert.That(errors.Select(e => e[(e.IndexOf("rule.json", StringComparison.Ordinal) + 11)..]), Is.EqualTo(new[]
        {
            "constructs.removal: \"deletion\" is not a list, written [ … ].", "constructs.effects: the field is missing.",
            "alpha: \"x\" is not a number.", "admission: 1 is not true or false.",
            "weight: there is no such field. Did you mean 'weights'?",
        }));
    }
}
