using SkiaSharp;
using VisEval.Onnx.Format;
using VisEval.Tests.Onnx;

namespace VisEval.Tests.Cli;

/// <summary><c>visualize</c> on small networks.</summary>
public sealed class VisualizeCommandTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Write()
    {
        _folder = new TemporaryFolder();
        File.WriteAllBytes(_folder["small.onnx"], OnnxFile.Write(SmallNetworks.Convolutional()));
        File.WriteAllText(_folder["small.json"], """
            { "preprocessing": { "channels": "BGR", "scale": 0.00392156862745098, "mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25] } }
            """);
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Every_unit_visualizer_and_seed_has_a_picture_and_its_rows()
    {
        var run = Visualize(
            "out", "--unit", "class:3", "features:1@1,0", "--method", "activation-maximization:steps=5", "class-model:steps=4",
            "--seeds", "2");
        Assert.That(run.Status, Is.Zero, run.Error);
        string[] pictures =
        [
            "class_3__activation-maximization_steps=5.png", "class_3__activation-maximization_steps=5__2.png",
            "class_3__class-model_steps=4.png",
            "features_1@1,0__activation-maximization_steps=5.png", "features_1@1,0__activation-maximization_steps=5__2.png",
            "features_1@1,0__class-model_steps=4.png",
        ];
        var written = run.Out.Trim().Split('\n').Select(line => Path.GetFileName(line.Trim()));
        Assert.That(written, Is.EqualTo(pictures.Concat(["contact-sheet.png", "pictures.csv", "activations.csv"])));
        using (var bitmap = SKBitmap.Decode(_folder[$"out/{pictures[0]}"]))
            Assert.That((bitmap.Width, bitmap.Height), Is.EqualTo((8, 8)));
        var rows = File.ReadAllLines(_folder["out/pictures.csv"]);
        Assert.That(rows, Has.Length.EqualTo(7));
        Assert.That(rows[1], Does.StartWith($"{pictures[0]},class:3,activation-maximization:steps=5,0,input,8,8,"));
        Assert.That(File.ReadAllLines(_folder["out/activations.csv"]), Has.Length.EqualTo(1 + 4 * 5 + 2 * 4));
        Assert.That(run.Error, Does.Contain("forwards"));
    }

    [Test]
    public void The_same_seed_gives_the_same_bytes_with_other_threads_and_another_seed_others()
    {
        foreach (var (folder, seed, threads) in new[] { ("a", "1", "1"), ("b", "1", "2"), ("c", "2", "1") })
            Assert.That(
                Visualize(folder, "--unit", "class:0", "class:1", "--method", "activation-maximization:steps=10", "--seed", seed,
                    "--threads", threads).Status,
                Is.Zero);
        foreach (var file in Directory.GetFiles(_folder["a"]).Select(Path.GetFileName))
            Assert.That(File.ReadAllBytes(_folder[$"b/{file}"]), Is.EqualTo(File.ReadAllBytes(_folder[$"a/{file}"])), file);
        Assert.That(File.ReadAllText(_folder["c/activations.csv"]), Is.Not.EqualTo(File.ReadAllText(_folder["a/activations.csv"])));
    }

    [Test]
    public void Every_mistake_is_said_at_once_and_nothing_is_written()
    {
        var run = Visualize(
            "out", "--unit", "class:9", "feature:1", "features:1", "scores:1@0,0", "--method", "activation-maximisation",
            "class-model:steps=0");
        run.IsRefused(
            "--unit 'class:9': there is no class 9; the network has 4: 0 to 3.",
            "--unit 'feature:1': there is no tensor 'feature'. Did you mean 'features'?",
            "--unit 'scores:1@0,0': the layer 'scores' has no places",
            "'activation-maximisation' is not known. Did you mean 'activation-maximization'",
            "steps=0 is not allowed; steps is an integer from 1 to 100000");
        Assert.That(Directory.Exists(_folder["out"]), Is.False);
    }

    [Test]
    public void What_a_visualizer_needs_is_asked_for_before_the_work()
    {
        Visualize("out", "--unit", "features:1", "--method", "top-images", "inversion", "activation-maximization:decay=0.1").IsRefused(
            "top-images needs pictures of the kind that the network was made for; name them with --dataset D.",
            "inversion needs the picture whose response it imitates; name it with --image FILE.",
            "they go with parametrization=raw");
        CliRun.Of(_folder.Path, "visualize").IsRefused(
            "--model FILE is needed", "--unit U is needed", "--method V is needed", "--out DIR is needed");
        var unknown = CliRun.Of(
            _folder.Path, "visualize", "--model", "linear", "--dataset", "tinny", "--unit", "class:1", "--method", "top-images",
            "--out", "o");
        unknown.IsRefused("dataset 'tinny' is not known");
        Assert.That(unknown.Error, Does.Not.Contain("linear"));
        File.WriteAllText(_folder["file"], "");
        Visualize("file", "--unit", "class:0", "--method", "class-model").IsRefused("is a file; name a folder");
    }

    [Test]
    public void What_a_visualizer_needs_is_told_with_wrong_units_and_a_missing_model()
    {
        Visualize("out", "--unit", "class:9", "--method", "inversion").IsRefused(
            "there is no class 9", "inversion needs the picture whose response it imitates");
        CliRun.Of(_folder.Path, "visualize", "--unit", "class:0", "--method", "top-images", "class-modle").IsRefused(
            "--model FILE is needed", "top-images needs pictures", "'class-modle' is not known");
    }

    [Test]
    public void An_option_without_effect_is_refused()
    {
        Visualize("out", "--unit", "class:0", "--method", "class-model", "--image", "picture.png", "--format", "coco")
            .IsRefused("--image is for visualizers that imitate", "--format is for --dataset.");
        using var data = new TinyDataset();
        CliRun.Of(
            data.Folder.Path, "visualize", "--model", "linear", "--dataset", "tiny", "--seeds", "2", "--unit", "class:1", "--method",
            "top-images", "--out", "out").IsRefused("--seeds is for visualizers that draw random numbers");
        CliRun.Of(
            data.Folder.Path, "visualize", "--model", "linear", "--dataset", "tiny", "--limit", "2", "--unit", "class:1", "--method",
            "class-model", "--out", "out").IsRefused("--limit is for visualizers and metrics that look at the dataset's images");
        CliRun.Of(
            data.Folder.Path, "visualize", "--model", "linear", "--dataset", "tiny", "--unit", "class:1", "--method", "class-model",
            "--metric", "activation", "--other-model", "linear", "--out", "out").IsRefused("--other-model is for metrics that ask other");
    }

    [Test]
    public void What_is_named_twice_is_told_once_and_in_these_words()
    {
        var run = Visualize("out", "--unit", "class:0", "class:0", "--method", "class-model", "class-model:steps=128");
        run.IsRefused("--unit 'class:0' is named 2 times; name it once.");
        Assert.That(run.Error, Does.Not.Contain("would both be written"));
        Assert.That(
            Visualize("out", "--unit", "class:0", "--method", "class-model", "class-model").Error,
            Does.StartWith("--method 'class-model' is named 2 times; name it once."));
    }

    [Test]
    public void Natural_images_and_a_picture_to_imitate_come_from_files()
    {
        using var data = new TinyDataset();
        using (var bitmap = new SKBitmap(8, 8))
        using (var png = bitmap.Encode(SKEncodedImageFormat.Png, 100))
            File.WriteAllBytes(_folder["black.png"], png.ToArray());
        var top = CliRun.Of(
            data.Folder.Path, "visualize", "--model", "linear", "--dataset", "tiny", "--unit", "class:1", "--method", "top-images:count=2",
            "--out", "out");
        Assert.That(top.Status, Is.Zero, top.Error);
        Assert.That(File.ReadAllText(data.Folder["out/pictures.csv"]), Does.Contain(",image-"));
        var inverted = Visualize("out", "--unit", "features", "--method", "inversion:steps=8", "--image", "black.png");
        Assert.That(inverted.Status, Is.Zero, inverted.Error);
        Assert.That(File.ReadAllLines(_folder["out/activations.csv"]), Has.Length.EqualTo(9));
    }

    private CliRun Visualize(string to, params string[] args) =>
        CliRun.Of(_folder.Path, ["visualize", "--model", "small.onnx", "--out", to, .. args]);
}
