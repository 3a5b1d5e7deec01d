using System.Globalization;
using SkiaSharp;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Cli;

/// <summary>One whole run, from files to files, with numbers that are worked out here a second time.</summary>
public sealed class RunEndToEndTests
{
    private const int Side = 4;
    private const int Pixels = Side * Side;
    private TemporaryFolder _folder = null!;

    // Two classes; all weights of class 1 differ in magnitude, so that no order is left to a tie.
    private static readonly float[] Weights = [.. Enumerable.Range(0, Pixels * 2).Select(i => i % 2 == 0 ? 0.25f : (i * 7 % 32 + 1) * (i % 3 == 0 ? -0.05f : 0.05f))];

    [SetUp]
    public void Write()
    {
        _folder = new TemporaryFolder();
        Directory.CreateDirectory(_folder["datasets/tiny/models/linear"]);
        var b = new GraphBuilder();
        var logits = b.Input("image", ElementType.Float, null, 1, Side, Side).Map("Flatten").MatMul(b.Weight("w", Constant.Of(Weights, Pixels, 2)));
        File.WriteAllBytes(_folder["datasets/tiny/models/linear/model.onnx"], OnnxFile.Write(b.Build([logits.Name])));
        var images = Enumerable.Range(0, 3).Select(i =>
        {
            WritePicture(_folder[$"datasets/tiny/{i}.png"], i);
            return $$"""{ "id": "image-{{i}}", "file": "{{i}}.png", "labels": [1], "objects": [ { "class": 1, "box": [0, 0, {{i + 1}}, 4] } ] }""";
        });
        File.WriteAllText(_folder["datasets/tiny/dataset.json"], $$"""
            { "name": "tiny", "description": "Gray squares.", "licence": "CC0", "classes": ["zero", "one"], "target": "labels",
              "preprocessing": { "channels": "gray", "scale": 0.00392156862745098, "mean": [0], "std": [1] },
              "images": [ {{string.Join(", ", images)}} ] }
            """);
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void The_numbers_are_those_worked_out_by_hand()
    {
        var run = Run("--out", "out");
        Assert.That(run.Status, Is.Zero, run.Error);
        var all = File.ReadAllLines(_folder["out/scores.csv"]).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.That(all.Select(l => l[2]).Distinct(), Is.EqualTo(new[] { all[0][2], "center", "input-magnitude", "random", "sobel", "uniform" }), "the controls are always run");
        var scores = all.Where(l => l[2] == all[0][2]).ToList();
        Assert.That(scores, Has.Count.EqualTo(6));
        for (var i = 0; i < 3; i++)
        {
            var saliency = Enumerable.Range(0, Pixels).Select(p => Math.Abs(Weights[p * 2 + 1])).ToArray();
            var most = Array.IndexOf(saliency, saliency.Max());
            Assert.That(Value(scores, "pointing-game:tolerance=0", i), Is.EqualTo(most % Side <= i ? 1 : 0));
            Assert.That(Value(scores, "deletion:step=1", i), Is.EqualTo(DeletionArea(i, saliency)).Within(1e-6));
        }
    }

    [Test]
    public void Metrics_of_cost_stand_in_the_leaderboard_and_in_no_score()
    {
        var run = CliRun.Of(_folder.Path, "run", "--dataset", "tiny", "--method", "gradient", "--metric", "backwards", "--out", "out");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Match(@"gradient +– +.*\b1\b"));
        Assert.That(File.ReadAllLines(_folder["out/scores.csv"]), Has.Length.EqualTo(1), "the header");
        Assert.That(File.ReadAllText(_folder["out/leaderboard.csv"]), Does.Contain("tiny,linear,gradient,backpropagation,backwards,images,lower,median,1,1,1,"));
        Assert.That(CliRun.Of(_folder.Path, "run", "out/run.json", "--out", "again").Status, Is.Zero);
        Assert.That(File.ReadAllText(_folder["again/scores.csv"]), Is.EqualTo(File.ReadAllText(_folder["out/scores.csv"])));
    }

    [Test]
    public void Every_file_of_the_contract_is_there_and_the_last_line_is_the_path_of_the_report()
    {
        var run = Run("--out", "out");
        foreach (var file in new[] { "run.json", "scores.csv", "timings.csv", "failures.csv", "leaderboard.csv", "leaderboard.md", "metrics.csv", "agreement.csv", "report.html" })
            Assert.That(new FileInfo(_folder[$"out/{file}"]).Length, Is.Positive, file);
        Assert.That(Directory.GetFiles(_folder["out/plots"]), Is.Not.Empty);
        Assert.That(run.Out.Trim().Split('\n')[^1], Is.EqualTo(_folder["out/report.html"]));
    }

    [Test]
    public void Again_alone_or_from_run_json_the_bytes_are_the_same()
    {
        Run("--out", "first", "--threads", "2");
        Run("--out", "second", "--threads", "1");
        var third = CliRun.Of(_folder.Path, "run", "first/run.json", "--out", "third");
        Assert.That(third.Status, Is.Zero, third.Error);
        var expected = File.ReadAllBytes(_folder["first/scores.csv"]);
        Assert.That(File.ReadAllBytes(_folder["second/scores.csv"]), Is.EqualTo(expected));
        Assert.That(File.ReadAllBytes(_folder["third/scores.csv"]), Is.EqualTo(expected));
    }

    [Test]
    public void A_cancelled_run_says_how_to_go_on_and_ends_with_the_same_bytes()
    {
        Run("--out", "whole");
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var cancelled = CliRun.Of(_folder.Path, stop.Token, Arguments("--out", "part"));
        Assert.That(cancelled.Status, Is.EqualTo(1));
        Assert.That(cancelled.Error, Does.Contain($"viseval run \"{_folder["part/run.json"]}\" --out \"{_folder["part"]}\""));
        Assert.That(File.Exists(_folder["part/scores.csv"]), Is.False);
        Assert.That(CliRun.Of(_folder.Path, "run", "part/run.json", "--out", "part").Status, Is.Zero);
        Assert.That(File.ReadAllBytes(_folder["part/scores.csv"]), Is.EqualTo(File.ReadAllBytes(_folder["whole/scores.csv"])));
    }

    [Test]
    public void A_directory_of_another_run_is_refused_and_left_alone()
    {
        Run("--out", "out");
        var before = File.ReadAllBytes(_folder["out/results.db"]);
        Run("--out", "out", "--seed", "5").IsRefused("holds another run", "seed 0 there, 5 here");
        Run("--out", "out", "--existing", "fail").IsRefused("already holds a run");
        Assert.That(File.ReadAllBytes(_folder["out/results.db"]), Is.EqualTo(before));
        Assert.That(Run("--out", "out", "--seed", "5", "--existing", "redo").Status, Is.Zero);
    }

    [Test]
    public void A_method_that_fails_makes_failure_rows_and_status_1()
    {
        var run = Run("--out", "out", "--method", "grad-cam:layer=nowhere");
        Assert.That(run.Status, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("failures").And.Contain("'nowhere'"));
        Assert.That(File.ReadAllText(_folder["out/failures.csv"]), Does.Contain("grad-cam:layer=nowhere"));
        Assert.That(File.ReadAllText(_folder["out/scores.csv"]), Does.Contain(",failed").And.Contain(",ok"));
    }

    [Test]
    public void The_report_of_a_finished_run_is_written_again_with_the_same_bytes()
    {
        Run("--out", "out");
        var run = CliRun.Of(_folder.Path, "report", "out", "--out", "again");
        Assert.That(run.Status, Is.Zero, run.Error);
        foreach (var file in new[] { "scores.csv", "leaderboard.md", "report.html" })
            Assert.That(File.ReadAllText(_folder[$"again/{file}"]), Is.EqualTo(File.ReadAllText(_folder[$"out/{file}"])), file);
    }

    [Test]
    public void Reports_refuse_what_is_no_run_and_a_folder_that_holds_another()
    {
        Run("--out", "out");
        Run("--out", "other");
        CliRun.Of(_folder.Path, "report", "nothing", "out", "--out", "other").IsRefused("nothing", "holds a run of its own");
    }

    private CliRun Run(params IReadOnlyList<string> args) => CliRun.Of(_folder.Path, Arguments(args));

    private static IReadOnlyList<string> Arguments(params IReadOnlyList<string> args) =>
        ["run", "--dataset", "tiny", "--method", "gradient", "--metric", "deletion:step=1", "--metric", "pointing-game:tolerance=0", .. args];

    private static double Value(List<string[]> scores, string metric, int image) =>
        double.Parse(scores.Single(s => s[3] == metric && s[5] == $"image-{image}")[7], CultureInfo.InvariantCulture);

    private static byte Level(int image, int pixel) => (byte)(pixel * 13 + image * 29 + 7);

    // The pixels go to zero, the most salient first; the area is that of the trapezoids under the probability of class 1.
    private static double DeletionArea(int image, float[] saliency)
    {
        var pixels = Enumerable.Range(0, Pixels).Select(p => Level(image, p) / 255.0).ToArray();
        List<double> curve = [Probability(pixels)];
        foreach (var p in Enumerable.Range(0, Pixels).OrderByDescending(p => saliency[p]))
        {
            pixels[p] = 0;
            curve.Add(Probability(pixels));
        }
        return Enumerable.Range(0, Pixels).Sum(k => (curve[k] + curve[k + 1]) / 2) / Pixels;
    }

    private static double Probability(double[] pixels)
    {
        double Logit(int c) => Enumerable.Range(0, Pixels).Sum(p => pixels[p] * Weights[p * 2 + c]);
        return 1 / (1 + Math.Exp(Logit(0) - Logit(1)));
    }

    private static void WritePicture(string path, int image)
    {
        using var bitmap = new SKBitmap(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var p = 0; p < Pixels; p++)
            bitmap.SetPixel(p % Side, p / Side, new SKColor(Level(image, p), Level(image, p), Level(image, p)));
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, png.ToArray());
    }
}
