using System.Reflection;
using System.Text.Json;
using VisEval.Harness.Configuration;
using VisEval.Metrics;

namespace VisEval.Tests.Cli;

public sealed class ListCommandTests
{
    [Test]
    public void Methods_as_JSON_state_name_family_paper_year_needs_and_options()
    {
        var methods = Json("methods");
        Assert.That(
            methods.Select(m => m.GetProperty("name").GetString()),
            Is.EquivalentTo(Catalogues.BuiltIn().Methods.Entries.Select(e => e.Name)));
        var cam = methods.Single(m => m.GetProperty("name").GetString() == "grad-cam");
        Assert.Multiple(() =>
        {
            Assert.That(cam.GetProperty("family").GetString(), Is.EqualTo("activation-mapping"));
            Assert.That(cam.GetProperty("paper").GetString(), Does.Contain("Selvaraju"));
            Assert.That(cam.GetProperty("year").GetInt32(), Is.EqualTo(2017));
            Assert.That(cam.GetProperty("needs").EnumerateArray().Select(n => n.GetString()), Is.EqualTo(new[] { "gradient", "layer" }));
        });
        var steps = Option(methods.Single(m => m.GetProperty("name").GetString() == "integrated-gradients"), "steps");
        Assert.Multiple(() =>
        {
            Assert.That(steps.GetProperty("type").GetString(), Is.EqualTo("integer"));
            Assert.That(steps.GetProperty("default").GetString(), Is.EqualTo("50"));
            Assert.That(steps.GetProperty("minimum").GetDouble(), Is.LessThan(steps.GetProperty("maximum").GetDouble()));
            Assert.That(steps.GetProperty("about").GetString(), Is.Not.Empty);
        });
    }

    [Test]
    public void Metrics_as_JSON_state_direction_range_and_dialects()
    {
        var deletion = Json("metrics").Single(m => m.GetProperty("name").GetString() == "deletion");
        var score = deletion.GetProperty("scores")[0];
        Assert.Multiple(() =>
        {
            Assert.That(score.GetProperty("direction").GetString(), Is.EqualTo("lower"));
            Assert.That(score.GetProperty("minimum").GetDouble(), Is.Zero);
            Assert.That(score.GetProperty("maximum").GetDouble(), Is.EqualTo(1));
            Assert.That(deletion.GetProperty("dialects").TryGetProperty("rise", out _));
            Assert.That(
                Option(deletion, "score").GetProperty("choices").EnumerateArray().Select(c => c.GetString()),
                Is.EquivalentTo(new[] { "probability", "logit" }));
        });
    }

    [Test]
    public void Metrics_state_annotation_known_scores_and_the_cases_without_a_number()
    {
        var metrics = Json("metrics");
        var catalogue = Catalogues.BuiltIn().Metrics;
        foreach (var metric in metrics.Where(m => Text(m, "family") != "cost"))
        {
            var type = catalogue[Text(metric, "name")!].Type;
            var states = type.GetCustomAttributes<NoNumberAttribute>().Select(a => (a.State, a.When));
            var known = type.GetCustomAttributes<KnownScoreAttribute>().Select(a => (a.Control, a.Score, a.Value));
            Assert.That(
                metric.GetProperty("noNumber").EnumerateArray().Select(s => (Text(s, "state"), Text(s, "when"))), Is.EqualTo(states),
                type.Name);
            Assert.That(
                metric.GetProperty("knownScores").EnumerateArray().Select(s => (Text(s, "control"), Text(s, "score"), Text(s, "value"))),
                Is.EqualTo(known), type.Name);
            Assert.That(new[] { "none", "region", "boxes", "labels" }, Does.Contain(Text(metric, "needsAnnotation")));
        }
        Assert.That(
            metrics.Where(m => Text(m, "family") == "cost").Select(m => m.GetProperty("noNumber").ValueKind),
            Is.Not.Empty.And.All.EqualTo(JsonValueKind.Null));
        var text = CliRun.Of(".", "list", "metrics").Out;
        Assert.That(text, Does.Match("(?m)^      degenerate:constant where the (map|explanation) is constant"));
        Assert.That(text, Does.Match("(?m)^  energy-pointing-game .*\n      needs annotation: region\n"));
        Assert.That(text, Does.Match("(?m)^      uniform gets gini 0$"));
    }

    [Test]
    public void Methods_that_use_reference_images_say_so()
    {
        var users = Json("methods").Where(m => m.GetProperty("usesReferences").GetBoolean()).Select(m => Text(m, "name"));
        string[] published = ["deepshap", "expected-gradients", "information-bottleneck", "prediction-difference"];
        Assert.That(users, Is.SupersetOf(published).And.Not.Contains("gradient"));
        Assert.That(
            CliRun.Of(".", "list", "methods").Out,
            Does.Match("(?m)^  deepshap .*\n      needs .*\n      uses reference images, where there are some: --reference\n"));
    }

    [Test]
    public void Of_methods_nothing_is_said_that_only_metrics_have()
    {
        foreach (var property in new[] { "scores", "needsAnnotation", "noNumber", "knownScores" })
            Assert.That(Json("methods").Select(m => m.GetProperty(property).ValueKind), Is.All.EqualTo(JsonValueKind.Null), property);
    }

    [TestCase("methods")]
    [TestCase("metrics")]
    public void Every_default_may_be_written_out(string kind)
    {
        var catalogues = Catalogues.BuiltIn();
        Func<string, string> keyOf = kind == "methods"
            ? text => catalogues.Methods.Create(text).Key
            : text => catalogues.Costs.Entries.Any(e => e.Name == text.Split(':')[0])
                ? catalogues.Costs.Create(text.TrimEnd(':')).Key
                : catalogues.Metrics.Create(text).Key;
        foreach (var unit in Json(kind))
        {
            var name = unit.GetProperty("name").GetString()!;
            var defaults = unit.GetProperty("options").EnumerateArray().Where(o => o.GetProperty("default").ValueKind != JsonValueKind.Null)
                .Select(o => $"{o.GetProperty("name").GetString()}={o.GetProperty("default").GetString()}");
            Assert.That(keyOf($"{name}:{string.Join(',', defaults)}"), Is.EqualTo(name));
        }
    }

    [Test]
    public void Visualizers_as_JSON_state_needs_passes_and_dialects()
    {
        var visualizers = Json("visualizers");
        var catalogue = Catalogues.BuiltIn().Visualizers;
        Assert.That(visualizers.Select(v => Text(v, "name")), Is.EqualTo(catalogue.Entries.Select(e => e.Name)));
        var inversion = visualizers.Single(v => Text(v, "name") == "inversion");
        string[] needs = ["gradient", "subject"];
        Assert.That(inversion.GetProperty("needs").EnumerateArray().Select(n => n.GetString()), Is.EqualTo(needs));
        Assert.That(inversion.GetProperty("passes").GetProperty("forwards").GetString(), Is.EqualTo("steps + 2"));
        var ascent = visualizers.Single(v => Text(v, "name") == "activation-maximization");
        Assert.That(ascent.GetProperty("dialects").GetProperty("maco").GetProperty("views").GetString(), Is.EqualTo("32"));
        foreach (var unit in visualizers)
        {
            var name = Text(unit, "name")!;
            var defaults = unit.GetProperty("options").EnumerateArray().Where(o => o.GetProperty("default").ValueKind != JsonValueKind.Null)
                .Select(o => $"{Text(o, "name")}={Text(o, "default")}");
            Assert.That(catalogue.Create($"{name}:{string.Join(',', defaults)}").Key, Is.EqualTo(name));
        }
        Assert.That(CliRun.Of(".", "list", "visualizers").Out, Does.Match("(?m)^  top-images +Zhou"));
    }

    [Test]
    public void For_people_every_unit_stands_on_a_line_of_its_own()
    {
        var run = CliRun.Of(".", "list", "metrics");
        Assert.That(run.Status, Is.Zero);
        Assert.That(run.Out, Does.Match("(?m)^  deletion +Petsiuk"));
        Assert.That(run.Out, Does.Contain("gives auc: lower is better, 0 to 1"));
    }

    [Test]
    public void Datasets_are_found_and_a_broken_one_is_a_failure_and_not_the_end()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["datasets/good"]);
        Directory.CreateDirectory(folder["datasets/bad"]);
        File.WriteAllText(folder["datasets/good/dataset.json"], """
            { "name": "good", "description": "Two dots.", "licence": "CC0", "classes": ["a", "b"], "target": "labels",
              "preprocessing": { "channels": "gray", "scale": 1, "mean": [0], "std": [1] },
              "images": [ { "id": "x", "file": "x.png", "labels": [1] } ] }
            """);
        File.WriteAllText(folder["datasets/bad/dataset.json"], "{");
        var run = CliRun.Of(folder.Path, "list", "datasets", "--json");
        Assert.That(run.Status, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("bad"));
        var good = JsonDocument.Parse(run.Out).RootElement.EnumerateArray().Single();
        Assert.Multiple(() =>
        {
            Assert.That(good.GetProperty("name").GetString(), Is.EqualTo("good"));
            Assert.That(good.GetProperty("images").GetInt32(), Is.EqualTo(1));
            Assert.That(good.GetProperty("classes").GetArrayLength(), Is.EqualTo(2));
            Assert.That(good.GetProperty("target").GetString(), Is.EqualTo("labels"));
        });
        Assert.That(CliRun.Of(folder.Path, "list", "datasets").Out, Does.Match("good +1 +2 +Two dots"));
    }

    private static List<JsonElement> Json(string kind)
    {
        var run = CliRun.Of(".", "list", kind, "--json");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Error, Is.Empty);
        return [.. JsonDocument.Parse(run.Out).RootElement.EnumerateArray()];
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static JsonElement Option(JsonElement unit, string name) =>
        unit.GetProperty("options").EnumerateArray().Single(o => o.GetProperty("name").GetString() == name);
}
