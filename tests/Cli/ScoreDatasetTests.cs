using SkiaSharp;
using VisEval.Harness.Input;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Cli;

/// <summary>Maps of a dataset, scored from files and in a run.</summary>
public sealed class ScoreDatasetTests
{
    private const int Side = 4;
    private const int Pixels = Side * Side;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Write()
    {
        _folder = new TemporaryFolder();
        Directory.CreateDirectory(_folder["datasets/tiny/models/linear"]);
        var b = new GraphBuilder();
        float[] weights = [.. Enumerable.Range(0, Pixels * 2).Select(i => (i * 7 % 11 - 5) * 0.2f)];
        var logits = b.Input("image", ElementType.Float, null, 1, Side, Side).Map("Flatten")
            .MatMul(b.Weight("w", Constant.Of(weights, Pixels, 2)));
        File.WriteAllBytes(_folder["datasets/tiny/models/linear/model.onnx"], OnnxFile.Write(b.Build([logits.Name])));
        for (var i = 0; i < 3; i++)
            WritePicture(i);
        // The labels of the second image are not in the order of the classes.
        File.WriteAllText(_folder["datasets/tiny/dataset.json"], """
            { "name": "tiny", "description": "Gray squares.", "licence": "CC0", "classes": ["zero", "one"], "target": "labels",
              "options": { "sparseness": {}, "insertion": { "step": "2" } },
              "preprocessing": { "channels": "gray", "scale": 0.00392156862745098, "mean": [0], "std": [1] },
              "images": [
                { "id": "a", "file": "0.png", "labels": [1], "objects": [ { "class": 1, "box": [0, 0, 2, 4] } ] },
                { "id": "b", "file": "1.png", "labels": [1, 0],
                  "objects": [ { "class": 1, "box": [0, 0, 2, 4] }, { "class": 0, "box": [2, 1, 4, 3] } ] },
                { "id": "c", "file": "2.png", "labels": [0], "objects": [ { "class": 0, "box": [0, 0, 4, 1] } ] } ] }
            """);
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void The_maps_that_explain_writes_get_the_numbers_of_a_run_draws_and_options_of_the_dataset_included()
    {
        string[] metrics = ["deletion:step=1,ties=random", "insertion", "pointing-game:tolerance=0", "energy-pointing-game", "sparseness"];
        Explain("0.png", "1.png", "1.png", "2.png");
        var run = CliRun.Of(
            _folder.Path,
            [
                "run", "--dataset", "tiny", "--method", "input-x-gradient", .. metrics.SelectMany(m => new[] { "--metric", m }), "--preset",
                "full", "--seed", "9", "--out", "run",
            ]);
        Assert.That(run.Status, Is.Zero, run.Error);

        var score = Score(["--metric", .. metrics, "--seed", "9"]);
        Assert.That(score.Status, Is.Zero, score.Error);
        var expected = File.ReadAllLines(_folder["run/scores.csv"]).Where(l => l.Split(',')[2] is "method" or "input-x-gradient");
        // The rows are in the order of the maps, those of a run in the order of the classes.
        Assert.That(score.Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries), Is.EquivalentTo(expected));
        Assert.That(score.Out, Does.Contain("insertion:step=2").And.Contain(",b,1,").And.Contain(",b,0,"));
    }

    [Test]
    public void What_explain_writes_for_a_dataset_is_scored_as_it_is_with_the_numbers_of_a_run()
    {
        var explain = CliRun.Of(
            _folder.Path, "explain", "--dataset", "tiny", "--model", "linear", "--method", "input-x-gradient", "--out", "raw");
        Assert.That(explain.Status, Is.Zero, explain.Error);
        Assert.That(
            Directory.GetFiles(_folder["raw"]).Select(Path.GetFileName), Is.EquivalentTo(new[]
            {
                "input-x-gradient.npy", "input-x-gradient.images.txt",
                "a.input-x-gradient.1.png", "b.input-x-gradient.1.png", "b.input-x-gradient.0.png",
                "c.input-x-gradient.0.png",
            }));
        var run = CliRun.Of(
            _folder.Path, "run", "--dataset", "tiny", "--method", "input-x-gradient", "--metric", "deletion:step=1", "--metric",
            "energy-pointing-game", "--preset", "full", "--out", "run");
        Assert.That(run.Status, Is.Zero, run.Error);
        var score = Score("--metric", "deletion:step=1", "energy-pointing-game");
        Assert.That(score.Status, Is.Zero, score.Error);
        string[] Rows(IEnumerable<string> lines) =>
            [.. lines.Where(l => l.Split(',')[2] == "input-x-gradient").Select(l => string.Join(',', l.Split(',')[3..7])).Order()];
        Assert.That(Rows(score.Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)), Is.EqualTo(
            Rows(File.ReadAllLines(_folder["run/scores.csv"]))).And.Length.EqualTo(8));
        double[] Values(IEnumerable<string> lines) =>
        [
            .. lines.Where(l => l.Split(',')[2] == "input-x-gradient").OrderBy(l => string.Join(',', l.Split(',')[3..7]))
                .Select(l => double.Parse(l.Split(',')[7], System.Globalization.CultureInfo.InvariantCulture)),
        ];
        Assert.That(
            Values(score.Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)),
            Is.EqualTo(Values(File.ReadAllLines(_folder["run/scores.csv"]))).Within(1e-6));
        var first = CliRun.Of(
            _folder.Path, "explain", "--dataset", "tiny", "--limit", "2", "--model", "linear", "--method", "gradient", "--format", "npy",
            "--out", "first");
        Assert.That(NpyFile.ReadShape(_folder["first/gradient.npy"]), Is.EqualTo(new[] { 2, Side, Side }), first.Error);
    }

    [TestCase("--target 1", "a dataset says itself which classes")]
    [TestCase("--image datasets/tiny/0.png", "Exactly one of")]
    [TestCase("--model liner", "Did you mean 'linear'")]
    [TestCase("--limit 0", "--limit 0")]
    public void What_does_not_fit_a_dataset_is_refused(string args, string why)
    {
        string[] given = args.Split(' ');
        string[] model = given.Contains("--model") ? [] : ["--model", "linear"];
        CliRun.Of(_folder.Path, ["explain", "--dataset", "tiny", "--method", "gradient", "--out", "raw", .. model, .. given])
            .IsRefused(why);
        Assert.That(Directory.Exists(_folder["raw"]), Is.False);
    }

    [Test]
    public void Classes_that_are_named_replace_the_labels_and_a_limit_takes_an_image_of_each_class()
    {
        Explain("0.png", "1.png");
        var text = Score("--metric", "sparseness", "--limit", "2", "--target", "0,1").Out;
        var rows = text.Split("\r\n").Skip(1).SkipLast(1).Select(l => l.Split(',')).ToList();
        Assert.That(rows.Select(r => (r[5], r[6])), Is.EqualTo(new[] { ("a", "0"), ("c", "1") }));
    }

    [Test]
    public void The_number_of_maps_that_is_needed_is_told_with_their_order()
    {
        Explain("0.png", "1.png", "2.png");
        Score("--metric", "sparseness").IsRefused(
            "input-x-gradient.npy' has the shape (3, 1, 4, 4), 3 maps; 4 are needed, one for each class of each image of dataset 'tiny' in "
            + "their order.");
    }

    [Test]
    public void A_model_or_picture_that_does_not_fit_the_dataset_is_refused()
    {
        Explain("0.png", "1.png", "1.png", "2.png");
        File.WriteAllText(_folder["datasets/tiny/2.png"], "no picture");
        Score("--metric", "sparseness", "--model", "liner").IsRefused("2.png", "model 'liner' is not known", "Did you mean 'linear'");
    }

    private CliRun Score(params IReadOnlyList<string> args) =>
        CliRun.Of(
            _folder.Path,
            ["score", "--dataset", "tiny", "--maps", "raw", .. args.Contains("--model") ? args : ["--model", "linear", .. args]]);

    private void Explain(params IReadOnlyList<string> pictures)
    {
        string[] targets = ["1", "1", "0", "0"];
        var run = CliRun.Of(
            _folder.Path,
            [
                "explain", "--model", "datasets/tiny/models/linear/model.onnx", "--preprocessing", "datasets/tiny/dataset.json",
                "--method", "input-x-gradient", "--image", .. pictures.Select(p => $"datasets/tiny/{p}"),
                "--target", string.Join(',', targets.Take(pictures.Count)), "--format", "npy", "--raw", "--out", "raw",
            ]);
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(NpyFile.ReadShape(_folder["raw/input-x-gradient.npy"]), Is.EqualTo(new[] { pictures.Count, 1, Side, Side }));
    }

    // Equal pixels, so that there are ties to draw.
    private void WritePicture(int image)
    {
        using var bitmap = new SKBitmap(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var p = 0; p < Pixels; p++)
        {
            var level = (byte)(p % 3 == 0 ? 0 : p * 13 + image * 29 + 7);
            bitmap.SetPixel(p % Side, p / Side, new SKColor(level, level, level));
        }
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(_folder[$"datasets/tiny/{image}.png"], png.ToArray());
    }
}
