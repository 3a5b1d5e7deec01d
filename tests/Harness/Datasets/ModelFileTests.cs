using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;
using VisEval.Onnx.Engine;
using VisEval.Tests.Onnx;

namespace VisEval.Tests.Harness.Datasets;

public sealed class ModelFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void A_network_is_opened_with_the_description_beside_it()
    {
        using var network = new TemporaryModel(SmallNetworks.Convolutional());
        File.WriteAllText(Path.ChangeExtension(network.Path, ".json"), """{"accuracy": 0.5}""");
        var opened = ModelFile.Open(network.Path, new EngineOptions());
        using var model = (IDisposable)opened.Model;
        Assert.That(opened.Model.ClassCount, Is.EqualTo(4));
        Assert.That(opened.Description!.Accuracy, Is.EqualTo(0.5));
        Assert.That(opened.Sha256, Is.EqualTo(Sha256.OfFile(network.Path)));
    }

    [TestCase("""["cat", "dog", "owl", "elk"]""")]
    [TestCase("\"names.txt\"")]
    public void The_description_names_the_classes(string names)
    {
        using var network = new TemporaryModel(SmallNetworks.Convolutional());
        var folder = Path.GetDirectoryName(network.Path)!;
        var file = Path.GetFileNameWithoutExtension(network.Path) + ".names.txt";
        File.WriteAllText(Path.Combine(folder, file), "cat\ndog \nowl\nelk\n");
        File.WriteAllText(Path.ChangeExtension(network.Path, ".json"), $$"""{"classNames": {{names.Replace("names.txt", file)}}}""");
        var opened = ModelFile.Open(network.Path, new EngineOptions());
        using var model = (IDisposable)opened.Model;
        Assert.That(opened.Model.Network.ClassNames, Is.EqualTo(new[] { "cat", "dog", "owl", "elk" }));
    }

    [Test]
    public void With_a_label_map_names_are_of_the_classes_that_it_leaves()
    {
        using var network = new TemporaryModel(SmallNetworks.Convolutional());
        File.WriteAllText(Path.ChangeExtension(network.Path, ".json"), """{"labelMap": [2, 0], "classNames": ["owl", "cat"]}""");
        using var model = (IDisposable)ModelFile.Open(network.Path, new EngineOptions()).Model;
        Assert.That(((VisEval.Onnx.Models.IModel)model).Network.ClassNames, Is.EqualTo(new[] { "owl", "cat" }));
    }

    [TestCase("""{"classNames": ["cat", "dog"]}""", "classNames has 2 names; the network has 4 classes. Give one name for each class")]
    [TestCase("""{"labelOffset": 1, "classNames": ["a", "b", "c", "d"]}""", "the network has 3 classes (of its 4 scores)")]
    [TestCase("""{"classNames": []}""", "classNames: every class has a name")]
    [TestCase("""{"classNames": ["cat", "", "owl", "elk"]}""", "classNames: every class has a name")]
    [TestCase("""{"classNames": "none.txt"}""", "none.txt: the file cannot be read: there is no such file")]
    public void Names_of_classes_that_are_wrong_are_refused(string description, string expected)
    {
        using var network = new TemporaryModel(SmallNetworks.Convolutional());
        File.WriteAllText(Path.ChangeExtension(network.Path, ".json"), description);
        Assert.That(
            () => ModelFile.Open(network.Path, new EngineOptions()), Throws.TypeOf<InputException>().With.Message.Contains(expected));
    }

    [Test]
    public void A_file_that_is_no_network_is_named()
    {
        var path = _folder.Write("model.onnx", "words");
        Assert.That(() => ModelFile.Open(path, new EngineOptions()), Throws.TypeOf<InputException>().With.Message.Contains(path));
    }

    [Test]
    public void A_description_is_read_whole()
    {
        _folder.Write("net.json", """
            {"name": "Net", "description": "small", "licence": "MIT", "camTensor": "features", "control": true, "accuracy": 0.9,
              "trainingAccuracy": 1,
             "preprocessing": {"channels": "gray", "scale": 1, "mean": [0], "std": [255], "resize": "crop", "shorterSide": 40},
             "notes": {"epochs": 12}, "randomLabels": "../shuffled/model.onnx"}
            """);
        var description = ModelFile.ReadDescription(_folder["net.onnx"])!;
        Assert.That(
            (description.Name, description.Description, description.Licence, description.CamTensor, description.Control,
                description.Accuracy, description.TrainingAccuracy),
            Is.EqualTo(("Net", "small", "MIT", "features", true, (double?)0.9, (double?)1)));
        Assert.That((description.Preprocessing!.Channels, description.Preprocessing.Resize, description.Preprocessing.ShorterSide),
            Is.EqualTo(("gray", "crop", 40)));
        Assert.That(description.Notes!["epochs"], Is.EqualTo("12"));
        Assert.That(description.RandomLabels, Is.EqualTo("../shuffled/model.onnx"));
    }

    [Test]
    public void The_network_fitted_to_random_labels_is_found_from_the_folder_of_the_description()
    {
        var path = _folder[Path.Combine("net", "model.onnx")];
        var other = _folder.Write("shuffled/model.onnx", "words");
        string? Find(string? named) => ModelFile.RandomLabelsOf(path, new ModelDescription(RandomLabels: named));
        Assert.That(Find("../shuffled/model.onnx"), Is.EqualTo(other));
        Assert.That(Find(other), Is.EqualTo(other));
        Assert.That(Find(null), Is.Null);
        Assert.That(ModelFile.RandomLabelsOf(path, null), Is.Null);
        Assert.That(
            () => Find("../none/model.onnx"),
            Throws.TypeOf<InputException>().With.Message.EqualTo(
                $"{Path.ChangeExtension(path, ".json")}: randomLabels: there is no file {_folder["none/model.onnx"]}."));
        Assert.That(() => Find("model.onnx"), Throws.TypeOf<InputException>().With.Message.Contains("is the model itself"));
    }

    [Test]
    public void Without_a_file_there_is_no_description() => Assert.That(ModelFile.ReadDescription(_folder["net.onnx"]), Is.Null);

    [Test]
    public void Its_mistakes_are_told_at_once()
    {
        var path = _folder.Write("net.json", """{"preprocesing": {}, "accuracy": 95, "control": "yes"}""");
        var exception = Assert.Throws<InputException>(() => ModelFile.ReadDescription(_folder["net.onnx"]));
        Assert.That(exception!.Errors, Is.EquivalentTo(new[]
        {
            $"{path}: preprocesing: there is no such field. Did you mean 'preprocessing'?",
            $"{path}: accuracy: a share of images from 0 to 1.",
            $"{path}: control: \"yes\" is not true or false.",
        }));
    }
}
