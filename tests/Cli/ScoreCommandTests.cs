using System.Globalization;
using System.Text.RegularExpressions;
using VisEval.Cli.Hosting;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Cli;

/// <summary><c>score</c> on a real ONNX file whose scores are worked out here a second time.</summary>
public sealed partial class ScoreCommandTests
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
        NpyFile.Write(_folder["maps.npy"], new Tensor([.. Enumerable.Range(0, 3 * Pixels).Select(i => (float)Math.Cos(3 * i))], 3, 2, 4));
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Deletion_of_each_image_is_the_area_worked_out_by_hand()
    {
        var run = Score("--metric", "deletion:step=1", "--target", "1,0,1");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Error, Is.Empty, "standard error is no terminal");
        var rows = Rows(run.Out);
        Assert.That(
            rows.Select(r => (r["dataset"], r["model"], r["method"], r["metric"], r["score"], r["image"], r["target"], r["state"])),
            Is.EqualTo(new[]
        {
            ("x", "linear", "maps", "deletion:step=1", "auc", "0", "1", "ok"),
            ("x", "linear", "maps", "deletion:step=1", "auc", "1", "0", "ok"),
            ("x", "linear", "maps", "deletion:step=1", "auc", "2", "1", "ok"),
        }));
        for (var i = 0; i < 3; i++)
            Assert.That(Value(rows[i]), Is.EqualTo(DeletionArea(i, i == 1 ? 0 : 1)).Within(1e-6));
    }

    [Test]
    public void A_single_map_may_be_rows_and_columns_alone()
    {
        NpyFile.Write(_folder["one.npy"], NpyFile.Read(_folder["x.npy"]).Items(1, 1));
        var map = NpyFile.ReadItem(_folder["maps.npy"], 1).Values;
        NpyFile.Write(_folder["stacked.npy"], new Tensor(map, 1, 2, 4));
        NpyFile.Write(_folder["alone.npy"], new Tensor(map, 2, 4));
        NpyFile.Write(_folder["turned.npy"], new Tensor(map, 4, 2));
        CliRun Of(string maps) => CliRun.Of(
            _folder.Path, "score", "--model", "linear.onnx", "--input", "one.npy", "--maps", maps, "--metric", "deletion:step=1");
        var (stacked, alone) = (Of("stacked.npy"), Of("alone.npy"));
        Assert.That((stacked.Status, alone.Status), Is.EqualTo((0, 0)), alone.Error);
        Assert.That(alone.Out, Is.EqualTo(stacked.Out.Replace(",stacked,", ",alone,", StringComparison.Ordinal)));
        Of("turned.npy").IsRefused("(4, 2); the array seems to be transposed");
    }

    [Test]
    public void The_numbers_of_RISE_for_maps_on_a_convolutional_network_are_met()
    {
        var goldens = GoldenFolder.PathOf("../Metrics/Goldens/");
        var run = CliRun.Of(
            _folder.Path, "score", "--model", goldens + "resnetish.onnx", "--input", goldens + "resnetish_image.npy",
            "--maps", goldens + "resnetish_maps.npy",
            "--metric", "deletion:step=80", "insertion:step=80,fill=zero", "deletion:step=80,fill=blur");
        Assert.That(run.Status, Is.Zero, run.Error);
        var values = Rows(run.Out).Select(Value).ToList();
        double[] expected = [.. Areas("del_step80_zeros"), .. Areas("ins_step80_zeros"), .. Areas("del_step80_blur")];
        Assert.That(values, Has.Count.EqualTo(expected.Length));
        foreach (var (value, area) in values.Zip(expected))
            Assert.That(value, Is.EqualTo(area).Within(1e-5 * area));

        IEnumerable<double> Areas(string name)
        {
            var curves = Npy.Read($"{goldens}resnetish_{name}_expected.npy");
            return Enumerable.Range(0, curves.Shape[0]).Select(curves.Item)
                .Select(y => (y.Sum(v => (double)v) - (y[0] + (double)y[^1]) / 2) / (y.Length - 1));
        }
    }

    [Test]
    public void Without_a_target_it_is_the_models_first_choice()
    {
        var input = NpyFile.Read(_folder["x.npy"]);
        var rows = Rows(Score("--metric", "sparseness").Out);
        Assert.That(
            rows.Select(r => r["target"]),
            Is.EqualTo(Enumerable.Range(0, 3).Select(i => Logit(input.Item(i), 1) > Logit(input.Item(i), 0) ? "1" : "0")));
    }

    [Test]
    public void Every_file_of_a_folder_is_a_method_and_maps_may_have_channels_or_the_size_of_a_layer()
    {
        Directory.CreateDirectory(_folder["all"]);
        File.Copy(_folder["maps.npy"], _folder["all/b.npy"]);
        NpyFile.Write(_folder["all/a.npy"], NpyFile.Read(_folder["maps.npy"]).Reshape(3, 1, 2, 4));
        NpyFile.Write(_folder["all/layer.npy"], new Tensor([1, 2, 2, 1, 3, 3], 3, 1, 2));
        File.WriteAllText(_folder["all/notes.txt"], "no map");
        var rows = Rows(
            CliRun.Of(
                _folder.Path, "score", "--model", "linear.onnx", "--input", "x.npy", "--maps", "all", "--metric", "deletion:step=1",
                "--target", "0").Out);
        Assert.That(rows.Select(r => r["method"]), Is.EqualTo(new[] { "a", "a", "a", "b", "b", "b", "layer", "layer", "layer" }));
        Assert.That(rows.Take(3).Select(Value), Is.EqualTo(rows.Skip(3).Take(3).Select(Value)));
        Assert.That(rows.Skip(6).Select(r => r["state"]), Is.EqualTo(new[] { "ok", "ok", "degenerate:constant" }));
        Assert.That(Value(rows[6]), Is.Not.EqualTo(Value(rows[7])));
    }

    [Test]
    public void Masks_are_the_region_and_boxes_the_boxes()
    {
        float[] map = [0, 0, 0, 1, /**/ 0, 0, 0, 3];
        float[] mask = [0, 0, 0, 7, /**/ 0, 0, 0, 0];
        NpyFile.Write(_folder["maps.npy"], new Tensor([.. map, .. map, .. map], 3, 2, 4));
        NpyFile.Write(_folder["m.npy"], new Tensor([.. mask, .. mask, .. new float[Pixels]], 3, 2, 4));
        File.WriteAllText(_folder["b.csv"], "image,x0,y0,x1,y1\n1,3,0,4,2\n1,0,0,1,1\n2,2,1,4,2\n");
        string[] metrics = ["--target", "0", "--metric", "energy-pointing-game", "localization-iou", "pointing-game:tolerance=0"];

        // The map's box is its last column; of the mask it covers a half, of the second image's first box all.
        Assert.That(
            Values(Score([.. metrics, "--masks", "m.npy"])), Is.EqualTo(new double?[] { 0.25, 0.25, null, 0.5, 0.5, null, 0, 0, null }));
        Assert.That(
            Values(Score([.. metrics, "--boxes", "b.csv"])), Is.EqualTo(new double?[] { null, 1, 0.75, null, 1, 1 / 3.0, null, 1, 1 }));
        Assert.That(
            Values(Score([.. metrics, "--masks", "m.npy", "--boxes", "b.csv"])),
            Is.EqualTo(new double?[] { 0.25, 0.25, 0.75, 0.5, 1, 1 / 3.0, 0, 0, 1 }));
        Assert.That(Rows(Score(metrics).Out).Select(r => r["state"]), Is.All.EqualTo("undefined:no-annotation"));
    }

    [Test]
    public void What_a_bare_map_cannot_be_asked_is_a_state()
    {
        var run = Score("--metric", "cascading-randomization", "sparseness");
        Assert.That(run.Status, Is.Zero, run.Error);
        var rows = Rows(run.Out);
        Assert.That(
            rows.Where(r => r["metric"] == "cascading-randomization").Select(r => r["state"]),
            Is.Not.Empty.And.All.EqualTo("undefined:no-method"));
        Assert.That(rows.Where(r => r["metric"] == "sparseness").Select(r => r["state"]), Is.All.EqualTo("ok").And.Exactly(3).Items);
    }

    [Test]
    public void Maps_that_are_not_finite_are_states_and_no_mistakes()
    {
        NpyFile.Write(
            _folder["maps.npy"],
            new Tensor(
                [
                    .. Enumerable.Repeat(float.NaN, Pixels), .. Enumerable.Repeat(2f, Pixels),
                    .. Enumerable.Range(0, Pixels).Select(i => (float)i),
                ],
                3, 2, 4));
        var run = Score("--metric", "deletion");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(Rows(run.Out).Select(r => r["state"]), Is.EqualTo(new[] { "degenerate:not-finite", "degenerate:constant", "ok" }));
    }

    [Test]
    public void Threads_change_nothing_and_a_file_is_written_whole()
    {
        string[] args = ["--metric", "deletion:ties=random", "insertion", "sparseness", "--seed", "5"];
        var one = Score([.. args, "--threads", "1"]);
        var many = Score([.. args, "--threads", "4", "--out", "new/s.csv"]);
        Assert.That(many.Status, Is.Zero, many.Error);
        Assert.That(many.Out.Trim(), Is.EqualTo(_folder["new/s.csv"]));
        Assert.That(File.ReadAllText(_folder["new/s.csv"]), Is.EqualTo(one.Out));
        Assert.That(Directory.GetFiles(_folder["new"]), Has.Length.EqualTo(1));
    }

    [Test]
    public void Several_classes_of_a_single_image_are_a_map_each()
    {
        NpyFile.Write(_folder["x.npy"], NpyFile.Read(_folder["x.npy"]).Items(0, 1));
        NpyFile.Write(_folder["maps.npy"], NpyFile.Read(_folder["maps.npy"]).Items(0, 2));
        var rows = Rows(Score("--metric", "deletion:step=1", "--target", "1,0").Out);
        Assert.That(rows.Select(r => (r["image"], r["target"])), Is.EqualTo(new[] { ("0", "1"), ("1", "0") }));
        Assert.That(Value(rows[0]), Is.EqualTo(DeletionArea(0, 1)).Within(1e-6));
    }

    [Test]
    public void What_explain_writes_can_be_scored()
    {
        Assert.That(
            CliRun.Of(
                _folder.Path, "explain", "--model", "linear.onnx", "--input", "x.npy", "--method", "input-x-gradient", "--method",
                "gradient", "--raw", "--out", "raw").Status,
            Is.Zero);
        var run = CliRun.Of(_folder.Path, "score", "--model", "linear.onnx", "--input", "x.npy", "--maps", "raw", "--metric", "deletion");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(
            Rows(run.Out).Select(r => (r["method"], r["state"])),
            Has.Exactly(3).EqualTo(("gradient", "ok")).And.Exactly(3).EqualTo(("input-x-gradient", "ok")));
    }

    [Test]
    public void A_person_who_watches_gets_a_table()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] args =
        [
            "score", "--model", "linear.onnx", "--input", "x.npy", "--maps", "maps.npy", "--metric", "deletion", "pointing-game",
        ];
        var host = new CliHost(output, error) { CurrentDirectory = _folder.Path, ErrorIsTerminal = true };
        Assert.That(VisEval.Cli.CliApp.Run(args, host), Is.Zero);
        Assert.That(error.ToString(), Does.Contain("deletion").And.Contain("↓").And.Contain("3 undefined:no-annotation"));
        Assert.That(output.ToString(), Does.StartWith("dataset,model,method,metric,score,image,target,value,state\r\n"));
    }

    [Test]
    public void An_image_on_which_the_model_fails_has_failed_rows_and_the_others_have_numbers()
    {
        // The first pixel is a place in a table of three.
        var b = new GraphBuilder();
        var flat = b.Input("image", ElementType.Float, null, 1, 2, 4).Map("Flatten");
        var looked = b.Op(
            "Gather", [b.Weight("table", Constant.Of([0, 1, 2], 3)), flat.Slice(1, 0, 1).Map("Cast", ("to", (long)ElementType.Int64))]);
        File.WriteAllBytes(
            _folder["linear.onnx"], OnnxFile.Write(b.Build([(flat.MatMul(b.Weight("w", Constant.Of(Weights, Pixels, 2))) + looked).Name])));
        var images = NpyFile.Read(_folder["x.npy"]);
        images.Item(1)[0] = 50;
        NpyFile.Write(_folder["x.npy"], images);

        var run = Score("--metric", "deletion", "sparseness", "--out", "s.csv");
        Assert.That(run.Status, Is.EqualTo(1), run.Error);
        var rows = Rows(File.ReadAllText(_folder["s.csv"]));
        Assert.That(
            rows.Select(r => (r["image"], r["state"])),
            Is.EqualTo(new[] { ("0", "ok"), ("1", "failed"), ("2", "ok"), ("0", "ok"), ("1", "failed"), ("2", "ok") }));
        Assert.That(rows.Where(r => r["state"] == "failed").Select(r => r["value"]), Is.All.Empty);
        Assert.That(run.Error, Does.Contain("1 failure:").And.Contain("1× linear: ").And.Contain("Gather"));
    }

    [Test]
    public void Black_and_gray_fills_need_to_know_how_a_picture_becomes_input()
    {
        File.WriteAllText(_folder["pre.json"], """{ "channels": "gray", "scale": 1, "mean": [10], "std": [2] }""");
        Assert.That(
            Rows(Score("--metric", "deletion:fill=black").Out).Select(r => r["state"]), Is.All.EqualTo("undefined:no-preprocessing"));
        Assert.That(
            Rows(Score("--metric", "deletion:fill=black", "--preprocessing", "pre.json").Out).Select(r => r["state"]),
            Is.All.EqualTo("ok"));
    }

    private CliRun Score(params IReadOnlyList<string> args) =>
        CliRun.Of(_folder.Path, ["score", "--model", "linear.onnx", "--input", "x.npy", "--maps", "maps.npy", .. args]);

    private static List<Dictionary<string, string>> Rows(string csv)
    {
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Field().Matches(line).Select(m => m.Value.Trim('"')).ToList()).ToList();
        return [.. lines.Skip(1).Select(fields => lines[0].Zip(fields).ToDictionary(p => p.First, p => p.Second))];
    }

    // Units hold commas, but no quotes.
    [GeneratedRegex("""(?<=^|,)("[^"]*"|[^,"]*)""")]
    private static partial Regex Field();

    private static IEnumerable<double?> Values(CliRun run) => Rows(run.Out).Select(r => r["state"] == "ok" ? Value(r) : (double?)null);

    private static double Value(Dictionary<string, string> row) => double.Parse(row["value"], CultureInfo.InvariantCulture);

    private double DeletionArea(int index, int target)
    {
        var image = NpyFile.Read(_folder["x.npy"]).Item(index).ToArray();
        var map = NpyFile.Read(_folder["maps.npy"]).Item(index).ToArray();
        List<double> curve = [Probability(image, target)];
        foreach (var pixel in Enumerable.Range(0, Pixels).OrderByDescending(p => map[p]))
        {
            image[pixel] = 0;
            curve.Add(Probability(image, target));
        }
        return Enumerable.Range(0, Pixels).Sum(k => (curve[k] + curve[k + 1]) / 2) / Pixels;
    }

    private static double Probability(float[] image, int target) => 1 / (1 + Math.Exp(Logit(image, 1 - target) - Logit(image, target)));

    private static double Logit(ReadOnlySpan<float> image, int c)
    {
        var sum = 0.0;
        for (var i = 0; i < Pixels; i++)
            sum += image[i] * Weights[i * 2 + c];
        return sum;
    }
}
