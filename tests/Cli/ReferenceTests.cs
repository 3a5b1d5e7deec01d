using VisEval.Harness.Input;

namespace VisEval.Tests.Cli;

/// <summary><c>--reference</c>, from files to numbers: on a linear network DeepLIFT is weight × (image − reference).</summary>
public sealed class ReferenceTests
{
    private TinyDataset _tiny = null!;

    private string Folder => _tiny.Folder.Path;

    [SetUp]
    public void Write() => _tiny = new TinyDataset();

    [TearDown]
    public void Delete() => _tiny.Dispose();

    [Test]
    public void An_explanation_compares_with_the_pictures_of_the_folder_and_not_with_itself()
    {
        var run = Explain("--reference", "datasets/tiny");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Contain($"3 reference images (pictures of {_tiny.Folder["datasets/tiny"]}) for deepshap."));
        var map = NpyFile.Read(_tiny.Folder["out/deepshap.npy"]).Values;
        for (var p = 0; p < TinyDataset.Pixels; p++)
        {
            var difference = TinyDataset.Level(0, p) - (TinyDataset.Level(1, p) + TinyDataset.Level(2, p)) / 2.0;
            Assert.That(map[p], Is.EqualTo(TinyDataset.Weights[2 * p + 1] * difference / 255).Within(1e-5), $"pixel {p}");
        }
    }

    [Test]
    public void An_explanation_compares_with_the_images_of_an_array()
    {
        NpyFile.Write(_tiny.Folder["r.npy"], new VisEval.Core.Tensor([.. Enumerable.Repeat(0.5f, 16)], 1, 1, 4, 4));
        Assert.That(Explain("--reference", "r.npy").Error, Does.Contain("1 reference image (images of "));
        var map = NpyFile.Read(_tiny.Folder["out/deepshap.npy"]).Values;
        Assert.That(map[3], Is.EqualTo(TinyDataset.Weights[7] * (TinyDataset.Level(0, 3) / 255.0 - 0.5)).Within(1e-5));
    }

    [Test]
    public void An_image_without_another_reference_has_no_map_of_something_else()
    {
        Directory.CreateDirectory(_tiny.Folder["own"]);
        File.Copy(_tiny.Folder["datasets/tiny/0.png"], _tiny.Folder["own/0.png"]);
        var run = Explain("--reference", "own");
        Assert.That(run.Error, Does.Contain("deepshap does not apply").And.Contain("hold nothing but the image itself"));
        Assert.That(run.Error, Does.Contain("An image that is among them is compared with the others only."));
        Assert.That(File.Exists(_tiny.Folder["out/deepshap.npy"]), Is.False);
    }

    [Test]
    public void What_is_no_reference_is_refused()
    {
        Explain("--reference", "7").IsRefused("belong to no dataset");
        Explain("--reference", "nowhere").IsRefused("no such folder");
        Run("out", "--reference", "3").IsRefused("has 3 images, so that an image has 2 others at most");
    }

    [Test]
    public void A_number_does_not_depend_on_which_images_are_explained_and_the_run_says_what_was_used()
    {
        var all = Run("all", "--reference", "1");
        Assert.That(all.Status, Is.Zero, all.Error);
        Assert.That(all.Error, Does.Contain("1 reference image (other images of tiny) for deepshap, expected-gradients."));
        Run("one", "--reference", "1", "--limit", "1");
        var first = Scores("one");
        Assert.That(first, Has.Count.GreaterThan(2).And.SubsetOf(Scores("all")));
        Run("without");
        Assert.That(Scores("without"), Is.Not.EqualTo(Scores("all")));

        Assert.That(File.ReadAllText(_tiny.Folder["all/run.json"]), Does.Match("\"reference\": {\\s+\"source\": \"1\",\\s+\"sha256\": \""));
        Assert.That(File.ReadAllText(_tiny.Folder["all/report.html"]), Does.Contain("<dt>reference images</dt><dd>1 "));
        Assert.That(CliRun.Of(Folder, "run", "all/run.json", "--out", "again").Status, Is.Zero);
        Assert.That(Scores("again"), Is.EqualTo(Scores("all")));
        Run("all", "--reference", "2").IsRefused("reference");
    }

    private CliRun Explain(params string[] more) => CliRun.Of(Folder,
    [
        "explain", "--model", "datasets/tiny/models/linear/model.onnx", "--image", "datasets/tiny/0.png", "--preprocessing",
        "datasets/tiny/dataset.json", "--method", "deepshap", "--target", "1", "--raw", "--format", "npy", "--out", "out", .. more,
    ]);

    private CliRun Run(string directory, params string[] more) => CliRun.Of(Folder,
    [
        "run", "--dataset", "tiny", "--method", "deepshap", "--method", "expected-gradients", "--metric", "energy-pointing-game",
        "--metric", "deletion:step=1", "--out", directory, .. more,
    ]);

    private List<string> Scores(string directory) => [.. File.ReadAllLines(_tiny.Folder[$"{directory}/scores.csv"]).Skip(1)];
}
