using VisEval.Core;
using VisEval.Training.Commands;

namespace VisEval.Tests.Training.Commands;

public sealed class ManifestFilesTests
{
    private string _folder = "";

    [OneTimeSetUp]
    public void Draw()
    {
        _folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "manifest-" + TestContext.CurrentContext.Test.ID);
        Assert.That(new DrawCommand().Run(CommandArguments.Parse(["--out", _folder], ["out"])), Is.Zero);
    }

    [OneTimeTearDown]
    public void RemoveAll() => Directory.Delete(_folder, true);

    [TearDown]
    public void RemoveModels()
    {
        if (Directory.Exists(Path.Combine(_folder, "models")))
            Directory.Delete(Path.Combine(_folder, "models"), true);
    }

    [Test]
    public void Draw_then_manifest_changes_no_byte()
    {
        var path = Path.Combine(_folder, "dataset.json");
        var drawn = File.ReadAllText(path);
        Assert.That(drawn, Does.Not.Contain("\r"));
        new ManifestCommand().Run(CommandArguments.Parse(["--out", _folder], ["out"]));
        Assert.That(File.ReadAllText(path), Is.EqualTo(drawn));
    }

    [Test]
    public void Models_are_hashed_and_their_accuracy_noted()
    {
        Model("plain", """{"layer": "x", "accuracy": 0.9750}""");
        Model("shuffled", """{"trainingAccuracy": 1}""");
        var manifest = SceneManifest.Read(_folder).WithFiles(_folder);
        Assert.That(manifest.Sha256, Has.Count.EqualTo(240 + 360 + 4));
        // The digest of the four bytes "onnx", from sha256sum.
        Assert.That(manifest.Sha256["models/plain/model.onnx"], Is.EqualTo(OnnxDigest));
        Assert.That(manifest.Notes["model plain"], Is.EqualTo("accuracy on the single-object images 0.9750"));
        Assert.That(manifest.Notes["model shuffled"], Is.EqualTo("accuracy on its training images 1.0000"));
    }

    [Test]
    public void Every_missing_or_unreadable_file_is_named_at_once()
    {
        Model("plain", """{"layer": "x"}""");
        Model("broken", "{");
        File.Delete(Path.Combine(_folder, "models", "plain", "model.onnx"));
        var manifest = SceneManifest.Read(_folder);
        var lost = manifest with { Images = [.. manifest.Images.Skip(1), manifest.Images[0] with { File = "images/lost.png" }] };
        var mistake = Assert.Throws<InputException>(() => lost.WithFiles(_folder));
        Assert.That(mistake!.Errors, Has.Count.EqualTo(4));
        Assert.That(mistake.Message, Does.Contain("lost.png").And.Contain("model.onnx").And.Contain("'accuracy'").And.Contain("broken"));
    }

    [Test]
    public void A_folder_without_manifest_is_refused() =>
        Assert.That(
            () => SceneManifest.Read(Path.Combine(_folder, "images")),
            Throws.TypeOf<InputException>().With.Message.Contains("dataset.json"));

    private void Model(string name, string json)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "models", name)).FullName;
        File.WriteAllText(Path.Combine(folder, "model.onnx"), "onnx");
        File.WriteAllText(Path.Combine(folder, "model.json"), json);
    }

    private const string OnnxDigest = "87e93f89f2be0db364e8be052f79f389e6c2da239831922e24513288af522a43";
}
