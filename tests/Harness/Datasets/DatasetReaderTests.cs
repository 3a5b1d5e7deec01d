using System.Text.Json.Nodes;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;

namespace VisEval.Tests.Harness.Datasets;

public sealed class DatasetReaderTests
{
    private TemporaryFolder _folder = null!;
    private TestDataset _dataset = null!;

    [SetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        _dataset = new TestDataset(_folder);
    }

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void A_manifest_is_read_whole()
    {
        var dataset = _dataset.Read();
        var manifest = dataset.Manifest;
        Assert.That(
            (manifest.Name, manifest.Description, manifest.Licence, manifest.Target),
            Is.EqualTo(("tiny", "Three patterns.", "CC0-1.0", TargetChoice.Labels)));
        Assert.That(manifest.Classes, Is.EqualTo(new[] { "cat", "dog" }));
        Assert.That(manifest.Preprocessing!.Mean, Is.EqualTo(new[] { 1.0, 2, 3 }));
        Assert.That((manifest.Preprocessing.Channels, manifest.Preprocessing.Scale, manifest.Preprocessing.Resize,
            manifest.Preprocessing.ShorterSide), Is.EqualTo(("RGB", 0.5, "squash", (int?)null)));
        Assert.That(manifest.Images.Select(i => i.Id), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(manifest.Images[0].Objects.Single().Box, Is.EqualTo(new[] { 1.0, 1, 5, 4 }));
        Assert.That((manifest.Images[0].Background, manifest.Images[0].AnnotationSize), Is.EqualTo(("grass", (IReadOnlyList<int>?)null)));
        Assert.That(manifest.Images[1].Labels, Is.EqualTo(new[] { 1, 0 }));
        Assert.That(manifest.Images[1].AnnotationSize, Is.EqualTo(new[] { 16, 12 }));
        Assert.That(
            (manifest.Images[2].Objects[0].Region?.Files[0], manifest.Images[2].Objects[0].Box),
            Is.EqualTo(("masks/c.png", (IReadOnlyList<double>?)null)));
        Assert.That(manifest.Options!["occlusion"], Is.EquivalentTo(new Dictionary<string, string> { ["window"] = "2", ["stride"] = "1" }));
        Assert.That(manifest.Notes!["accuracy"], Is.EqualTo("0.97"));
        Assert.That(manifest.Sha256, Has.Count.EqualTo(4));
        Assert.That(
            (dataset.ManifestPath, dataset.Folder), Is.EqualTo((_dataset.ManifestPath, Path.GetDirectoryName(_dataset.ManifestPath))));
        Assert.That(dataset.Sha256, Is.EqualTo(Sha256.OfFile(_dataset.ManifestPath)));
    }

    [Test]
    public void The_folder_will_do() =>
        Assert.That(DatasetReader.Read(Path.GetDirectoryName(_dataset.ManifestPath)!).ManifestPath, Is.EqualTo(_dataset.ManifestPath));

    private static IEnumerable<TestCaseData> Mistakes()
    {
        yield return Case("unknown field", j => j["licens"] = "CC0", "licens: there is no such field. Did you mean 'licence'?");
        yield return Case("unknown field of an image", j => j["images"]![1]!["label"] = 1,
            "images[1].label: there is no such field. Did you mean 'labels'?");
        yield return Case("missing field", j => j.AsObject().Remove("images"), "images: the field is missing.");
        yield return Case("wrong kind", j => j["images"]![0]!["file"] = 5, "images[0].file: 5 is not a text.");
        yield return Case("name", j => j["name"] = "Tiny Set", "name: \"Tiny Set\" is not allowed; a name is lower-case letters, digits, "
            + "'-', '_' and '.', and begins with a letter or digit.");
        yield return Case("target", j => j["target"] = "top1", "target: \"top1\" is not \"top-1\" or \"labels\".");
        yield return Case("label out of range", j => j["images"]![1]!["labels"]![0] = 2,
            "images[1].labels[0]: class 2 does not exist; there are 2 classes, 0 to 1.");
        yield return Case("negative label", j => j["images"]![1]!["labels"]![0] = -1,
            "images[1].labels[0]: class -1 does not exist; there are 2 classes, 0 to 1.");
        yield return Case("label twice", j => j["images"]![1]!["labels"]![0] = 0, "images[1].labels[1]: label 0 is there twice.");
        yield return Case("no label", j => j["images"]![1]!["labels"] = new JsonArray(),
            "images[1].labels: there is no label; an image shows at least one class.");
        yield return Case("class of an object", j => j["images"]![0]!["objects"]![0]!["class"] = 9,
            "images[0].objects[0].class: class 9 does not exist; there are 2 classes, 0 to 1.");
        yield return Case("missing class", j => j["images"]![0]!["objects"]![0]!.AsObject().Remove("class"),
            "images[0].objects[0].class: the field is missing.");
        yield return Case("object nowhere", j => j["images"]![0]!["objects"]![0]!.AsObject().Remove("box"),
            "images[0].objects[0]: the object has neither a box nor a mask; give one, or leave the object out.");
        yield return Case("three corners", j => j["images"]![0]!["objects"]![0]!["box"] = new JsonArray(1, 2, 3),
            "images[0].objects[0].box: a box is [x0, y0, x1, y1] in pixels, the upper ends exclusive.");
        yield return Case("box turned round", j => j["images"]![0]!["objects"]![0]!["box"] = new JsonArray(5, 1, 2, 4),
            "images[0].objects[0].box: the box [5, 1, 2, 4] is empty or turned round; x0 < x1 and y0 < y1.");
        yield return Case(
            "box outside",
            j => j["images"]![1]!["objects"] = new JsonArray(JsonNode.Parse("""{"class": 0, "box": [0, 0, 16.5, 12]}""")),
            "images[1].objects[0].box: the box [0, 0, 16.5, 12] reaches out of the annotated image of 16×12 pixels.");
        yield return Case("annotation size", j => j["images"]![1]!["annotationSize"] = new JsonArray(16, 0),
            "images[1].annotationSize: write [width, height], both at least 1.");
        yield return Case("same id", j => j["images"]![2]!["id"] = "a", "images: 2 images have the id \"a\"; an id names one image.");
        yield return Case("no images", j => j["images"] = new JsonArray(), "images: there is no image.");
        yield return Case("hash", j => j["sha256"]!["images/a.png"] = "abc",
            "sha256: \"abc\" of \"images/a.png\" is not a SHA-256; write 64 lower-case hexadecimal digits.");
        foreach (var file in new[] { "/etc/passwd", "../x", "images/../../x" })
            yield return Case("hash outside", j => j["sha256"]![file] = new string('0', 64),
                $"sha256: \"{file}\" lies outside the dataset, and no image uses it; name files in the folder of the manifest.");
        yield return Case("channels", j => j["preprocessing"]!["channels"] = "rgb",
            "preprocessing.channels: \"rgb\" is not \"RGB\" or \"BGR\" or \"gray\" or \"RGBA\".");
        yield return Case("means", j => j["preprocessing"]!["mean"] = new JsonArray(0, 0),
            "preprocessing.mean: 2 values do not fit channels \"RGB\"; give 3, in that order.");
        yield return Case("std", j => j["preprocessing"]!["std"]![2] = 0, "preprocessing.std: every value must be greater than 0.");
        yield return Case("scale", j => j["preprocessing"]!["scale"] = 0,
            "preprocessing.scale: the factor on 0..255 values must be greater than 0; 1/255 = 0.00392156862745098 gives 0..1.");
        yield return Case(
            "resize", j => j["preprocessing"]!["resize"] = "fit",
            "preprocessing.resize: \"fit\" is not \"squash\" or \"crop\" or \"letterbox\".");
        yield return Case("shorter side", j => j["preprocessing"]!["shorterSide"] = 0,
            "preprocessing.shorterSide: 0 is not allowed; shorterSide is 1 to 16384 pixels.");

        static TestCaseData Case(string name, Action<JsonNode> change, string mistake) =>
            new TestCaseData(change, mistake).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Mistakes))]
    public void A_mistake_is_told_with_its_place(Action<JsonNode> change, string mistake)
    {
        var exception = Assert.Throws<InputException>(() => _dataset.With(change).Read());
        Assert.That(exception!.Errors, Is.EqualTo(new[] { $"{_dataset.ManifestPath}: {mistake}" }));
    }

    [Test]
    public void All_mistakes_are_told_at_once()
    {
        var exception = Assert.Throws<InputException>(() => _dataset.With(j =>
        {
            j["images"]![0]!["labels"]![0] = 7;
            j["images"]![2]!["id"] = "b";
            j["licens"] = "";
        }).Read());
        Assert.That(exception!.Errors, Has.Count.EqualTo(3));
    }

    [Test]
    public void A_list_of_files_and_labels_will_do_and_what_is_filled_in_is_said()
    {
        var dataset = _dataset.WithText("""
            { "images": [{ "file": "images/a.png", "labels": [0] }, { "file": "images/b.png", "labels": [3] }] }
            """).Read();
        var manifest = dataset.Manifest;
        Assert.That((manifest.Name, manifest.Description, manifest.Licence), Is.EqualTo(("tiny", "", "")));
        Assert.That(manifest.Classes, Is.EqualTo(new[] { "0", "1", "2", "3" }));
        Assert.That(manifest.Images.Select(i => i.Id), Is.EqualTo(new[] { "images/a.png", "images/b.png" }));
        Assert.That(dataset.Problems, Is.Empty);
        Assert.That(dataset.Assumptions, Is.EqualTo(new[]
        {
            $"{_dataset.ManifestPath}: name is not given; the dataset is called 'tiny' after its folder.",
            $"{_dataset.ManifestPath}: classes are not given; there are 4, up to the highest label, called by their numbers.",
        }));
        Assert.That(_dataset.WithText(File.ReadAllText(_dataset.ManifestPath)).Read().Sha256, Is.EqualTo(dataset.Sha256));
    }

    [Test]
    public void Of_a_whole_manifest_nothing_is_assumed() => Assert.That(_dataset.Read().Assumptions, Is.Empty);

    [TestCase("null", "tiny")]
    [TestCase("\"other\"", "other")]
    public void A_name_that_is_null_is_not_given(string json, string name) =>
        Assert.That(
            _dataset.WithText($$"""{ "name": {{json}}, "images": [{ "file": "images/a.png", "labels": [] }] }""").Read().Manifest.Name,
            Is.EqualTo(name));

    [Test]
    public void A_label_that_is_no_class_index_is_a_mistake_also_without_a_list_of_classes() =>
        Assert.That(
            () => _dataset.WithText("""{ "images": [{ "file": "images/a.png", "labels": [2000000000] }] }""").Read(),
            Throws.TypeOf<InputException>().With.Message.Contains("images[0].labels[0]: class 2000000000 does not exist"));

    [Test]
    public void What_is_no_JSON_is_told_with_line_and_column()
    {
        File.WriteAllText(_dataset.ManifestPath, "{\n  \"name\": tiny\n}");
        Assert.That(
            () => _dataset.Read(),
            Throws.TypeOf<InputException>().With.Message.StartsWith($"{_dataset.ManifestPath}: not valid JSON at line 2, column 12: "));
    }

    [Test]
    public void A_field_that_is_there_twice_is_a_mistake()
    {
        File.WriteAllText(_dataset.ManifestPath, File.ReadAllText(_dataset.ManifestPath)[..^1] + ", \"name\": \"other\"}");
        Assert.That(
            () => _dataset.Read(),
            Throws.TypeOf<InputException>().With.Message.EqualTo($"{_dataset.ManifestPath}: name: the field is there twice."));
    }

    [Test]
    public void A_missing_manifest_is_named() =>
        Assert.That(
            () => DatasetReader.Read(_folder["none.json"]),
            Throws.TypeOf<InputException>().With.Message.StartsWith($"{_folder["none.json"]}: the file cannot be read: "));
}
