using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Cli;

/// <summary><c>explain</c> on real ONNX files whose explanations are known.</summary>
public sealed class ExplainCommandTests
{
    private const int Pixels = 2 * 4;
    private TemporaryFolder _folder = null!;

    // Logits of two classes: row c of the weights times the image, 1×2×4.
    private static readonly float[] Weights = [.. Enumerable.Range(0, Pixels * 2).Select(i => (i % 5 - 2) * 0.5f)];

    [SetUp]
    public void Write()
    {
        _folder = new TemporaryFolder();
        var b = new GraphBuilder();
        var logits = b.Input("image", ElementType.Float, null, 1, 2, 4).Map("Flatten").MatMul(
            b.Weight("w", Constant.Of(Weights, Pixels, 2)));
        File.WriteAllBytes(_folder["linear.onnx"], OnnxFile.Write(b.Build([logits.Name])));
        NpyFile.Write(_folder["x.npy"], new Tensor([.. Enumerable.Range(0, 3 * Pixels).Select(i => (float)Math.Sin(i))], 3, 1, 2, 4));
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void The_raw_gradient_of_a_linear_model_is_its_weights_for_each_target_in_order()
    {
        var run = Explain("--input", "x.npy", "--method", "gradient", "--target", "1,0,1", "--raw");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Out.Trim(), Is.EqualTo(_folder["out/gradient.npy"]));
        var written = NpyFile.Read(_folder["out/gradient.npy"]);
        Assert.That(written.Shape.ToArray(), Is.EqualTo(new[] { 3, 1, 2, 4 }));
        Assert.That(written.Values, Is.EqualTo(new[] { Row(1), Row(0), Row(1) }.SelectMany(r => r)).Within(1e-6));
    }

    [Test]
    public void Without_raw_there_is_one_map_an_image_divided_by_its_largest_absolute_value()
    {
        Assert.That(Explain("--input", "x.npy", "--method", "input-x-gradient", "--target", "0").Status, Is.Zero);
        var input = NpyFile.Read(_folder["x.npy"]);
        var written = NpyFile.Read(_folder["out/input-x-gradient.npy"]);
        Assert.That(written.Shape.ToArray(), Is.EqualTo(new[] { 3, 2, 4 }));
        for (var i = 0; i < 3; i++)
        {
            var product = input.Item(i).ToArray().Zip(Row(0), (x, w) => x * w).ToArray();
            Assert.That(written.Item(i).ToArray(), Is.EqualTo(product.Select(p => p / product.Max(Math.Abs))).Within(1e-5));
        }
    }

    [Test]
    public void Without_a_target_the_models_first_choice_is_explained()
    {
        Assert.That(Explain("--input", "x.npy", "--method", "gradient", "--raw").Status, Is.Zero);
        var input = NpyFile.Read(_folder["x.npy"]);
        var written = NpyFile.Read(_folder["out/gradient.npy"]);
        for (var i = 0; i < 3; i++)
        {
            var image = input.Item(i).ToArray();
            float Logit(int c) => image.Zip(Row(c), (x, w) => x * w).Sum();
            Assert.That(written.Item(i).ToArray(), Is.EqualTo(Row(Logit(1) > Logit(0) ? 1 : 0)).Within(1e-6));
        }
    }

    [Test]
    public void A_name_that_occurs_twice_has_its_options_in_the_file_name_and_the_seed_decides_random_draws()
    {
        string[] methods = ["--method", "rise:masks=20", "--method", "rise:masks=30,grid=2", "--method", "random"];
        Assert.That(Explain(["--input", "x.npy", .. methods, "--seed", "7"]).Status, Is.Zero);
        var first = Files();
        Assert.That(first.Keys, Is.EquivalentTo(new[] { "rise__masks=20.npy", "rise__masks=30,grid=2.npy", "random.npy" }));
        Assert.That(Explain(["--input", "x.npy", .. methods, "--seed", "7"]).Status, Is.Zero);
        Assert.That(Files(), Is.EqualTo(first));
        Assert.That(Explain(["--input", "x.npy", .. methods, "--seed", "8"]).Status, Is.Zero);
        Assert.That(Files()["random.npy"], Is.Not.EqualTo(first["random.npy"]));
    }

    [Test]
    public void A_picture_gets_an_overlay_a_target_enlarged_for_people_and_the_assumption_is_said()
    {
        WritePicture("dot.png", 4, 2);
        var run = Explain("--image", "dot.png", "--method", "gradient", "--target", "0,1", "--quiet");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(Files().Keys, Is.EquivalentTo(new[] { "gradient.npy", "dot.gradient.0.png", "dot.gradient.1.png" }));
        Assert.That(run.Error.Trim().Split('\n'), Has.Length.EqualTo(1).And.One.Contains("Assumed: gray, 0…1"));
        using var overlay = SKBitmap.Decode(_folder["out/dot.gradient.0.png"]);
        Assert.That((overlay.Width, overlay.Height), Is.EqualTo((448, 224)));
    }

    // 300×130 squashed to the network's 4×2, or its columns 2 to 5 of 9×4 cut out, or 4×2 without padding.
    [TestCase("squash", 0, 300)]
    [TestCase("crop", 67, 200)]
    [TestCase("letterbox", 0, 300)]
    public void An_overlay_has_the_pictures_size_and_shows_the_map_where_the_network_looked(string resize, int first, int end)
    {
        WritePicture("wide.png", 300, 130);
        File.WriteAllText(_folder["pre.json"], $$"""{ "preset": "0-1", "resize": "{{resize}}" }""");
        var run = Explain("--image", "wide.png", "--method", "gradient", "--target", "0", "--preprocessing", "pre.json", "--format", "png");
        Assert.That(run.Status, Is.Zero, run.Error);
        using var overlay = SKBitmap.Decode(_folder["out/wide.gradient.0.png"]);
        using var picture = SKBitmap.Decode(_folder["wide.png"]);
        Assert.That((overlay.Width, overlay.Height), Is.EqualTo((300, 130)));
        for (var x = 0; x < 300; x++)
            Assert.That(
                overlay.GetPixel(x, 60) == picture.GetPixel(x, 60), Is.EqualTo(x < first || x >= end), $"column {x}");
    }

    [Test]
    public void The_preprocessing_of_a_file_is_used_and_nothing_is_assumed()
    {
        WritePicture("dot.png", 4, 2);
        File.WriteAllText(_folder["pre.json"], """{ "channels": "gray", "scale": 1, "mean": [10], "std": [2] }""");
        File.WriteAllText(_folder["dataset.json"], $$"""{ "name": "x", "preprocessing": {{File.ReadAllText(_folder["pre.json"])}} }""");
        foreach (var file in new[] { "pre.json", "dataset.json" })
        {
            var run = Explain(
                "--image", "dot.png", "--method", "input-x-gradient", "--target", "0", "--raw", "--format", "npy", "--preprocessing", file);
            Assert.That(run.Status, Is.Zero, run.Error);
            Assert.That(run.Error, Does.Not.Contain("Assumed"));
            // Gray level 40·x + 20·y, minus 10, over 2.
            var expected = Enumerable.Range(0, Pixels).Select(i => (40 * (i % 4) + 20 * (i / 4) - 10) / 2f * Row(0)[i]);
            Assert.That(NpyFile.Read(_folder["out/input-x-gradient.npy"]).Values, Is.EqualTo(expected).Within(1e-4));
        }
    }

    [Test]
    public void A_method_that_fails_is_named_and_the_others_are_written()
    {
        var b = new GraphBuilder();
        var image = b.Input("image", ElementType.Float, null, 1, 2, 4);
        // There is no gradient rule for a determinant.
        var scores = (image.Map("Flatten") * image.Slice(3, 0, 2).Map("Det")).MatMul(b.Weight("w", Constant.Of(Weights, Pixels, 2)));
        File.WriteAllBytes(_folder["linear.onnx"], OnnxFile.Write(b.Build([scores.Name])));
        var run = Explain("--input", "x.npy", "--method", "gradient", "--method", "occlusion:window=1,stride=1");
        Assert.That(run.Status, Is.EqualTo(1), run.Error);
        Assert.That(run.Error, Does.Contain("gradient failed: ").And.Contain("Det"));
        Assert.That(Files().Keys, Is.EquivalentTo(new[] { "occlusion.npy" }));
    }

    [Test]
    public void A_method_that_does_not_apply_is_named_and_the_others_are_written()
    {
        var run = Explain("--input", "x.npy", "--method", "attention-rollout", "--method", "gradient");
        // A state, as in a run, and no failure.
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Match("(?m)^attention-rollout does not apply, undefined:[a-z-]+: (?!attention-rollout)"));
        Assert.That(Files().Keys, Is.EquivalentTo(new[] { "gradient.npy" }));
        var alone = Explain("--input", "x.npy", "--method", "attention-rollout");
        Assert.That((alone.Status, alone.Out), Is.EqualTo((0, "")), alone.Error);
    }

    [Test]
    public void What_a_file_holds_beside_its_name_and_what_it_replaces_is_said()
    {
        var first = Explain("--input", "x.npy", "--method", "gradient", "--method", "integrated-gradients:steps=3");
        Assert.That(first.Error, Does.Contain("integrated-gradients.npy: the maps of integrated-gradients:steps=3."));
        Assert.That(first.Error, Does.Not.Contain("gradient.npy:").And.Not.Contain("replaced"));
        var second = Explain("--input", "x.npy", "--method", "integrated-gradients:steps=4");
        Assert.That(
            second.Error, Does.Contain("integrated-gradients.npy, which exists, is replaced: the maps of integrated-gradients:steps=4."));
        Assert.That(Explain("--input", "x.npy", "--method", "gradient", "--quiet").Error, Does.Not.Contain("replaced"));
    }

    [Test]
    public void Many_images_are_explained_as_one_by_one_and_stay_in_order()
    {
        var many = new Tensor([.. Enumerable.Range(0, 27 * Pixels).Select(i => (float)Math.Cos(i))], 27, 1, 2, 4);
        NpyFile.Write(_folder["many.npy"], many);
        Assert.That(Explain("--input", "many.npy", "--method", "input-x-gradient", "--raw", "--threads", "2").Status, Is.Zero);
        var together = NpyFile.Read(_folder["out/input-x-gradient.npy"]);
        for (var i = 0; i < 27; i++)
        {
            NpyFile.Write(_folder["one.npy"], many.Items(i, 1));
            Assert.That(Explain("--input", "one.npy", "--method", "input-x-gradient", "--raw").Status, Is.Zero);
            Assert.That(
                NpyFile.Read(
                    _folder["out/input-x-gradient.npy"]).Values, Is.EqualTo(together.Item(i).ToArray()).Within(1e-6), $"image {i}");
        }
    }

    [Test]
    public void A_class_named_twice_for_one_image_is_refused()
    {
        NpyFile.Write(_folder["one.npy"], NpyFile.Read(_folder["x.npy"]).Items(0, 1));
        Explain(
            "--input", "one.npy", "--method", "gradient", "--target", "1,0,1").IsRefused("--target names class 1 2 times for one image");
    }

    [Test]
    public void A_degenerate_map_is_told()
    {
        var run = Explain("--input", "x.npy", "--method", "uniform");
        Assert.That(run.Error, Does.Contain("uniform on x-0").And.Contain("degenerate:constant"));
    }

    [Test]
    public void Wrong_arguments_are_told_all_at_once_before_the_model_is_opened() =>
        CliRun.Of(
            _folder.Path, "explain", "--format", "jpg", "--target", "a,3", "--method", "gradcam", "--method", "rise:masks=-1", "--threads",
            "0", "--image", "a.png", "--input", "b.npy")
            .IsRefused(
                "--model FILE is needed", "--out DIR is needed", "Exactly one of", "'gradcam' is not known", "masks=-1", "--format jpg",
                "--target a", "--threads 0 is not allowed; threads is a whole number from 1 to 1024");

    [Test]
    public void Mistakes_of_every_kind_are_told_at_once()
    {
        File.WriteAllText(_folder["taken"], "a file");
        CliRun.Of(
            _folder.Path, "explain", "--model", "gone.onnx", "--image", "gone.png", "lost.png", "--method", "gradcam", "--target", "-1",
            "--preprocessing", "none.json", "--reference", "nowhere.npy", "--threads", "0", "--out", "taken").IsRefused(
            "--threads 0", "'gradcam' is not known", "gone.onnx: the file cannot be read", "gone.png: the file cannot be read",
            "lost.png: the file cannot be read", "--target -1: a class index is at least 0", "none.json: the file cannot be read",
            "nowhere.npy", "taken' is a file; name a folder");
        CliRun.Of(
            _folder.Path, "explain", "--model", "linear.onnx", "--input", "x.npy", "--method", "gradcam", "--target", "2", "--out", "out")
            .IsRefused("'gradcam' is not known", "--target 2: the model has 2 classes");
    }

    [TestCase("--target 2", "--target 2: the model has 2 classes, 0 to 1.")]
    [TestCase("--target 0,1", "2 classes for 3 images")]
    [TestCase("--input nothing.npy", "nothing.npy")]
    [TestCase("--input linear.onnx", "not a .npy file")]
    [TestCase("--input wide.npy", "(1, 1, 2, 5); the model takes N×1×2×4")]
    [TestCase("--input nan.npy", "image 1 holds NaN")]
    [TestCase("--model x.npy", "x.npy")]
    [TestCase("--method grad-cam:layer=nowhere", "'nowhere'")]
    [TestCase("--method gradient --method gradient", "ask for each once")]
    [TestCase("--format png --raw", "--raw is about npy files")]
    [TestCase("--out linear.onnx", "is a file")]
    public void What_does_not_fit_is_refused_and_nothing_is_written(string args, string why)
    {
        NpyFile.Write(_folder["wide.npy"], Tensor.Zeros(1, 1, 2, 5));
        NpyFile.Write(
            _folder["nan.npy"], new Tensor([.. Enumerable.Repeat(0f, Pixels), .. Enumerable.Repeat(float.NaN, Pixels)], 2, 1, 2, 4));
        string[] given = args.Split(' ');
        List<string> all = ["explain", .. given];
        (string Option, string Value)[] options =
            [("--model", "linear.onnx"), ("--input", "x.npy"), ("--method", "gradient"), ("--out", "out")];
        foreach (var (option, value) in options)
            if (!given.Contains(option))
                all.AddRange([option, value]);
        CliRun.Of(_folder.Path, all).IsRefused(why);
        Assert.That(Directory.Exists(_folder["out"]), Is.False);
    }

    [Test]
    public void Every_picture_that_cannot_be_read_is_named()
    {
        WritePicture("good.png", 4, 2);
        File.WriteAllText(_folder["bad.png"], "no picture");
        var run = Explain("--image", "good.png", "bad.png", "gone.png", "--method", "gradient");
        run.IsRefused("bad.png", "gone.png");
        Assert.That(run.Error, Does.Not.Contain("good.png"));
    }

    private static float[] Row(int c) => [.. Enumerable.Range(0, Pixels).Select(i => Weights[i * 2 + c])];

    private CliRun Explain(params IReadOnlyList<string> args) =>
        CliRun.Of(_folder.Path, ["explain", "--model", "linear.onnx", "--out", "out", .. args]);

    private Dictionary<string, byte[]> Files() =>
        Directory.GetFiles(_folder["out"]).ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes);

    private void WritePicture(string name, int width, int height)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                bitmap.SetPixel(x, y, new SKColor((byte)(40 * x + 20 * y), (byte)(40 * x + 20 * y), (byte)(40 * x + 20 * y)));
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(_folder[name], png.ToArray());
    }
}
