using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets;
using VisEval.Onnx.Loading;

namespace VisEval.Tests.Harness.Datasets;

/// <summary>A file for <c>--preprocessing</c> means what the same file means beside the model.</summary>
public sealed class PreprocessingFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    private StatedInput Read(string json)
    {
        File.WriteAllText(_folder["x.json"], json);
        return PreprocessingFile.ReadAll(_folder["x.json"]);
    }

    [Test]
    public void All_that_a_model_description_says_of_the_network_holds()
    {
        var stated = Read("""
            { "preprocessing": "tf", "labelOffset": 1, "scoreKind": "sigmoid", "output": "y", "inputs": { "gain": 2 }, "camTensor": "c",
              "inputSize": [3, 5, 7], "accuracy": 0.5 }
            """);
        Assert.That(stated.Preprocessing, Is.SameAs(PreprocessingPresets.All["tf"]));
        Assert.That(
            (stated.Choices.LabelOffset, stated.Choices.Kind, stated.Choices.Output, stated.Choices.CamTensor, stated.Choices.Size),
            Is.EqualTo((1, ScoreKind.Sigmoid, "y", "c", new ImageSize(3, 5, 7))));
        Assert.That(stated.Choices.Inputs["gain"], Is.EqualTo(new[] { 2.0 }));
        File.WriteAllText(_folder["y.json"], """{ "preprocessing": "tf", "labelMap": [2, 0] }""");
        Assert.That(
            ImagesAtHand.With(NetworkChoices.None, null, preprocessing: _folder["y.json"]).LabelMap, Is.EqualTo(new[] { 2, 0 }));
    }

    [TestCase("""{ "preprocessing": "tf", "labelOfset": 1 }""", "labelOffset")]
    [TestCase("""{ "preprocessing": "tf", "labelOffset": "x" }""", "labelOffset")]
    [TestCase("""{ "preset": "tf", "labelOffset": 1 }""", "labelOffset")]
    public void What_does_not_belong_is_refused(string json, string named) =>
        Assert.That(() => Read(json), Throws.TypeOf<InputException>().With.Message.Contains(named));

    [Test]
    public void Of_a_dataset_nothing_else_is_read() =>
        Assert.That(Read("""{ "preprocessing": "tf", "images": [], "name": "d" }""").Choices, Is.SameAs(NetworkChoices.None));

    [Test]
    public void Labels_of_one_file_do_not_join_those_of_another()
    {
        var said = new NetworkChoices { LabelOffset = 1 }.Or(new NetworkChoices { LabelMap = [1, 0] });
        Assert.That((said.LabelOffset, said.LabelMap), Is.EqualTo((1, (IReadOnlyList<int>?)null)));
    }

    [Test]
    public void What_a_run_was_told_is_told_again()
    {
        var said = new NetworkChoices(Kind: ScoreKind.Sigmoid) { LabelMap = [1, 0], CamTensor = "c" };
        var again = NetworkChoices.None.With(NetworkStatements.Of(said));
        Assert.That((again.Kind, again.LabelMap, again.CamTensor, again.LabelOffset), Is.EqualTo((said.Kind, said.LabelMap, "c", 0)));
        Assert.That(NetworkStatements.Of(NetworkChoices.None), Is.Null);
    }

    // The mean belongs to its colour, not to its place.
    [TestCase("""{ "preset": "imagenet", "channels": "BGR" }""", new[] { 0.406, 0.456, 0.485 }, new[] { 0.225, 0.224, 0.229 })]
    [TestCase("""{ "preset": "imagenet", "channels": "BGR", "std": [1, 2, 3] }""", new[] { 0.406, 0.456, 0.485 }, new[] { 1.0, 2, 3 })]
    [TestCase("""{ "preset": "imagenet", "channels": "RGB" }""", new[] { 0.485, 0.456, 0.406 }, new[] { 0.229, 0.224, 0.225 })]
    [TestCase("""{ "preset": "caffe", "channels": "RGB" }""", new[] { 123.68, 116.779, 103.939 }, new[] { 1.0, 1, 1 })]
    public void Statistics_of_a_preset_follow_its_colours(string json, double[] mean, double[] std)
    {
        var stated = Read(json).Preprocessing;
        Assert.That(stated.Mean, Is.EqualTo(mean));
        Assert.That(stated.Std, Is.EqualTo(std));
    }
}
