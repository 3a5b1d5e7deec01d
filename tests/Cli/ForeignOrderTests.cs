using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Harness.Results;

namespace VisEval.Tests.Cli;

/// <summary><c>explain --dataset</c> and <c>run --maps</c> together: no map lands on another image or class because a number
/// fits.</summary>
public sealed class ForeignOrderTests
{
    private TinyDataset _tiny = null!;

    private TemporaryFolder Folder => _tiny.Folder;

    [SetUp]
    public void Write()
    {
        _tiny = new TinyDataset();
        // As scenes has it: some images have two labels, and presets explain the first.
        var manifest = Folder["datasets/tiny/dataset.json"];
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("""
            "file": "1.png", "labels": [1]
            """.Trim(), """
            "file": "1.png", "labels": [1, 0]
            """.Trim()));
        Explain("--limit", "2").IsDone();
    }

    [TearDown]
    public void Delete() => _tiny.Dispose();

    [Test]
    public void What_explain_writes_is_taken_for_its_images_and_classes()
    {
        Assert.That(
            File.ReadAllLines(Folder["e/input-x-gradient.images.txt"]), Is.EqualTo(new[] { "image-0@1", "image-1@1", "image-1@0" }));
        foreach (var targets in new[] { "1", "2" })
        {
            Run($"out{targets}", "e/input-x-gradient.npy", "--limit", "2", "--targets-per-image", targets).IsDone();
            var file = Folder[$"out{targets}/scores.csv"];
            var scored = ForeignRun.RowsOf(file, "maps:im", ["deletion:step=1"]);
            Assert.That(scored, Is.EqualTo(ForeignRun.RowsOf(file, "input-x-gradient", ["deletion:step=1"])));
            Assert.That(scored, Has.Count.EqualTo(targets == "1" ? 2 : 3));
        }
        Run("more", "e/input-x-gradient.npy").IsRefused("has no map of 1 of 3 images of dataset 'tiny': image-2");
    }

    [Test]
    public void A_stack_whose_number_happens_to_fit_is_refused()
    {
        Directory.CreateDirectory(Folder["stack"]);
        File.Copy(Folder["e/input-x-gradient.npy"], Folder["stack/maps.npy"]);
        // Three maps of two images, and three images.
        Run("out", "stack").IsRefused("does not say which classes its maps explain", "image-1 has 2", "ID@CLASS");
        Run("out", "stack", "--limit", "2").IsRefused(
            "3 maps; 2 are needed, one for each image of dataset 'tiny' (so many are one for every class of them: --targets-per-image 2",
            "does not say which images its maps are of, and the run takes 2 of the 3 of dataset 'tiny'");
        Run("out", "stack", "--limit", "2", "--targets-per-image", "2").IsRefused("does not say which images its maps are of");
        File.WriteAllText(Folder["stack/images.txt"], "image-0@1\nimage-1\nimage-1@0\n");
        Run("out", "stack", "--limit", "2").IsRefused("states the class of 2 of 3 maps");
        File.WriteAllText(Folder["stack/images.txt"], "image-0@0\nimage-1@1\nimage-1@0\n");
        Run("out", "stack", "--limit", "2").IsRefused("image-0 (none of class 1)");
        Assert.That(Directory.Exists(Folder["out"]), Is.False);
    }

    [Test]
    public void A_file_of_an_image_of_which_one_class_is_explained_must_say_it()
    {
        var map = Tensor.Zeros(4, 4);
        map.Values[1] = 1;
        Directory.CreateDirectory(Folder["single"]);
        foreach (var name in new[] { "image-0", "image-1" })
            NpyFile.Write(Folder[$"single/{name}.npy"], map);
        Run("out", "single", "--limit", "2").IsRefused(
            "image-1.npy' does not say which class it explains: image 'image-1' has 2, of which the run explains 1", "image-1@CLASS.npy");
        File.Move(Folder["single/image-1.npy"], Folder["single/image-1@1.npy"]);
        Run("out", "single", "--limit", "2").IsDone();
    }

    [Test]
    public void Score_looks_at_the_list_beside_an_array()
    {
        string[] score = ["score", "--dataset", "tiny", "--model", "linear", "--maps", "e", "--metric", "sparseness", "--limit", "2"];
        CliRun.Of(Folder.Path, score).IsDone();
        File.WriteAllText(Folder["e/input-x-gradient.images.txt"], "image-0@1\nimage-1@0\nimage-1@1\n");
        CliRun.Of(Folder.Path, score).IsRefused(
            "map 1 of 'input-x-gradient.npy' is of image-1, class 0, where one of image-1, class 1, is needed");
    }

    [Test]
    public void A_folder_of_explain_is_told_to_name_one_file() =>
        Run("out", "e", "--limit", "2").IsRefused(
            "What explain --dataset wrote is named file by file, for example ", "input-x-gradient.npy");

    [TestCase("image-0", "image-0", null)]
    [TestCase("image-0@12", "image-0", 12)]
    [TestCase("mail@7", "mail@7", null, Description = "an image is called so")]
    [TestCase("mail@7@3", "mail@7", 3)]
    [TestCase("@3", "@3", null)]
    [TestCase("a@b", "a@b", null)]
    public void A_line_is_an_image_and_perhaps_a_class(string line, string image, int? index) =>
        Assert.That(MapList.Parse(line, id => id is "image-0" or "mail@7"), Is.EqualTo((image, index)));

    private CliRun Explain(params IReadOnlyList<string> more) => CliRun.Of(
        Folder.Path,
        [
            "explain", "--dataset", "tiny", "--model", "linear", "--method", "input-x-gradient", "--raw", "--format", "npy", "--out", "e",
            .. more,
        ]);

    private CliRun Run(string folder, string maps, params IReadOnlyList<string> more) => CliRun.Of(
        Folder.Path,
        [
            "run", "--dataset", "tiny", "--method", "input-x-gradient", "--metric", "deletion:step=1", "--maps", $"im={maps}", "--out",
            folder, .. more,
        ]);
}
