using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using VisEval.Core;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets;
using VisEval.Harness.Schemas;
using VisEval.Tests.Testing;
using VisEval.Tests.Harness.Datasets;

namespace VisEval.Tests.Harness.Schemas;

/// <summary>The schemas against an independent validator (JsonSchema.Net), and against the readers.</summary>
public sealed class FileSchemaTests
{
    private static readonly Dictionary<string, Action<string>> Readers = new()
    {
        ["dataset"] = path => DatasetReader.Read(path),
        ["model"] = path => ModelFile.ReadDescription(path),
        ["run"] = path => RunConfigFile.Read(path),
        ["policy"] = path => GatePolicyFile.Read(path),
        ["ranking"] = path => RankingRuleFile.Read(path),
    };

    private static IEnumerable<string> Kinds => FileSchema.All.Select(s => s.Name);

    private static IEnumerable<TestCaseData> Embedded()
    {
        foreach (var dataset in Directory.GetFiles(Path.Combine(Repository.Root, "datasets"), "dataset.json", SearchOption.AllDirectories))
            yield return new TestCaseData("dataset", dataset).SetArgDisplayNames(Path.GetRelativePath(Repository.Root, dataset));
        foreach (var model in Directory.GetFiles(Path.Combine(Repository.Root, "datasets"), "model.json", SearchOption.AllDirectories))
            yield return new TestCaseData("model", model).SetArgDisplayNames(Path.GetRelativePath(Repository.Root, model));
        yield return new TestCaseData("policy", Path.Combine(Repository.Root, "results/policy.json")).SetArgDisplayNames("policy.json");
    }

    [Test]
    public void Every_reader_has_a_schema() => Assert.That(Kinds, Is.EquivalentTo(Readers.Keys));

    [TestCaseSource(nameof(Kinds))]
    public void A_schema_is_one_by_its_own_schema(string kind)
    {
        using var schema = JsonDocument.Parse(Text(kind));
        Assert.That(MetaSchemas.Draft202012.Evaluate(schema.RootElement).IsValid);
    }

    [TestCaseSource(nameof(Embedded))]
    public void What_comes_with_VisEval_is_valid(string kind, string path) =>
        Assert.That(new SchemaFile(kind).Errors(File.ReadAllText(path)), Is.Empty);

    // What both take, and what both refuse.
    [TestCase("run", """{}""")]
    [TestCase("run", """{"$schema": "run.schema.json", "limit": 3, "methods": null, "size": [224, 224], "discard": ["curves"]}""")]
    [TestCase("run", """{"methods": ["rise:masks=10", {"name": "smooth", "samples": 4, "method": {"name": "rise", "masks": 9}}, "all"]}""")]
    [TestCase("run", """{"metrics": ["deletion@rise", {"name": "insertion", "dialect": "rise", "step": 8}], "preset": "full"}""")]
    [TestCase("run", """{"preprocessing": "imagenet", "ranking": {"weights": {"removal": 2}}, "visualizers": ["none"], "seed": -3}""")]
    [TestCase("run", """{"reference": 16, "plugins": ["a.dll"], "device": "cpu", "boxes": "xywh"}""")]
    [TestCase("dataset", """{"$schema": "", "images": [{"file": "a", "labels": [0], "objects": [{"class": -1, "box": [0, 0, 1, 2]}]}]}""")]
    [TestCase("dataset", """{"images": [{"file": "a", "labels": [], "regions": [{"class": 0, "mask": {"file": "m", "object": [1]}}]}]}""")]
    [TestCase("dataset", """{"images": [{"file": "a", "labels": [], "ignored": "i"}], "notes": {"a": 1}, "options": {"rise": {"n": 9}}}""")]
    [TestCase("model", """{"$schema": "", "inputs": {"k": 1, "l": [true, 0.5]}, "accuracy": 1, "inputSize": [3, 2, 2], "output": "o"}""")]
    [TestCase("policy", """{"$schema": "", "level": "advisory", "cells": [{"method": ["a", "b"], "margin": 0.5}], "metrics": {"m": {}}}""")]
    [TestCase("ranking", """{"$schema": "x", "constructs": {"removal": ["deletion"]}, "alpha": 0.1, "leastShare": 1}""")]
    public void What_a_reader_takes_is_valid(string kind, string text)
    {
        Read(kind, text);
        Assert.That(new SchemaFile(kind).Errors(text), Is.Empty);
    }

    [TestCase("run", """{"dataset": "scenes"}""")]
    [TestCase("run", """{"limit": "ten"}""")]
    [TestCase("run", """{"methods": "rise"}""")]
    [TestCase("run", """{"methods": [{"masks": 3}]}""")]
    [TestCase("run", """{"existing": "perhaps"}""")]
    [TestCase("run", """{"size": [224, 0]}""")]
    [TestCase("run", """{"preprocessing": "none-such"}""")]
    [TestCase("run", """{"shuffled": 1}""")]
    [TestCase("dataset", """{}""")]
    [TestCase("dataset", """{"images": []}""")]
    [TestCase("dataset", """{"images": [{"labels": [0]}]}""")]
    [TestCase("dataset", """{"images": [{"file": "a.png", "labels": [0.5]}]}""")]
    [TestCase("dataset", """{"images": [{"file": "a.png", "labels": [0], "objects": [{"class": 0, "box": [0, 0, 1]}]}]}""")]
    [TestCase("dataset", """{"images": [{"file": "a.png", "labels": [-2]}]}""")]
    [TestCase("dataset", """{"images": [{"file": "a.png", "labels": [0]}], "target": "top1"}""")]
    [TestCase("model", """{"accuracy": 1.5}""")]
    [TestCase("model", """{"scoreKind": "certainty"}""")]
    [TestCase("model", """{"preprocessing": {"preset": "imagenet", "scale": 0}}""")]
    [TestCase("model", """{"preprocessing": {"preset": "imagenet", "cropPct": 1.2}}""")]
    [TestCase("model", """{"inputSize": [3, 224]}""")]
    [TestCase("model", """{"labelMap": []}""")]
    [TestCase("policy", """{"margin": -0.1}""")]
    [TestCase("policy", """{"alpha": 0}""")]
    [TestCase("policy", """{"cells": [{"level": "fatal"}]}""")]
    [TestCase("policy", """{"metrics": {"deletion": {"cell": 1}}}""")]
    [TestCase("ranking", """{"sanity": "all"}""")]
    [TestCase("ranking", """{"weight": {}}""")]
    public void What_a_reader_refuses_is_not_valid(string kind, string text)
    {
        Assert.That(() => Read(kind, text), Throws.InstanceOf<InputException>());
        Assert.That(new SchemaFile(kind).Errors(text), Is.Not.Empty);
    }

    // These are read by what looks names and bounds up, after the file.
    [TestCase("""{"methods": ["rice"]}""")]
    [TestCase("""{"methods": ["deletion"]}""")]
    [TestCase("""{"metrics": [{"name": "deletion@rise"}]}""")]
    [TestCase("""{"limit": 0}""")]
    [TestCase("""{"seeds": 1001}""")]
    [TestCase("""{"preset": "fast"}""")]
    public void Names_and_bounds_are_those_of_the_run(string text) => Assert.That(new SchemaFile("run").Errors(text), Is.Not.Empty);

    [Test]
    public void A_further_field_schema_stands_at_the_top_alone() => Assert.That(
        () => Read("run", """{"preprocessing": {"preset": "imagenet", "$schema": "x"}}"""), Throws.InstanceOf<InputException>());

    // The sources say it of the member that a field becomes.
    [TestCaseSource(nameof(Kinds))]
    public void Every_field_is_described(string kind)
    {
        // The unit that a wrapper goes round becomes part of a text.
        Assert.That(
            Undescribed(JsonNode.Parse(Text(kind))!, "").Where(path => !path.EndsWith("/method", StringComparison.Ordinal)), Is.Empty);
    }

    private static IEnumerable<string> Undescribed(JsonNode node, string path) => node switch
    {
        JsonObject o => o.Where(m => m.Value is not null).SelectMany(m => m is { Key: "properties", Value: JsonObject fields }
            ? fields.Where(f => f.Value!["description"] is null).Select(f => $"{path}/{f.Key}")
                .Concat(fields.SelectMany(f => Undescribed(f.Value!, $"{path}/{f.Key}")))
            : Undescribed(m.Value!, path)),
        JsonArray a => a.Where(i => i is not null).SelectMany(i => Undescribed(i!, path)),
        _ => [],
    };

    private static string Text(string kind) => FileSchema.All.Single(s => s.Name == kind).Text(Catalogues.BuiltIn());

    private static void Read(string kind, string text)
    {
        using var folder = new TemporaryFolder();
        var path = folder[kind == "dataset" ? "dataset.json" : "x.json"];
        File.WriteAllText(path, text);
        Readers[kind](path);
    }
}
