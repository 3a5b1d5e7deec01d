using System.Text.Json.Nodes;
using VisEval.Cli.Hosting;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Cli;

/// <summary>A network with a plane of scores a class in every command, by <c>--score</c> and by model.json.</summary>
[Category("Engine")]
public sealed class SegmentationTests
{
    private const string Model = "datasets/tiny/models/planes/model.onnx";
    private static readonly float[] Kernel = [.. Enumerable.Range(1, 2 * 9).Select(i => MathF.Sin(i))];
    private TinyDataset _data = null!;

    [SetUp]
    public void Write()
    {
        _data = new TinyDataset();
        Directory.CreateDirectory(_data.Folder["datasets/tiny/models/planes"]);
        var b = new GraphBuilder();
        var image = b.Input("image", ElementType.Float, null, 1, TinyDataset.Side, TinyDataset.Side);
        var planes = b.Op(
            "Conv", [image, b.Weight("w", Constant.Of(Kernel, 2, 1, 3, 3))], ("pads", new long[] { 1, 1, 1, 1 }));
        File.WriteAllBytes(_data.Folder[Model], OnnxFile.Write(b.Build([planes.Name])));
        NpyFile.Write(
            _data.Folder["x.npy"], new Tensor([.. Enumerable.Range(1, TinyDataset.Pixels).Select(i => MathF.Cos(i))], 1, 1, 4, 4));
    }

    [TearDown]
    public void Delete() => _data.Dispose();

    // The derivative of a pixel's score by the image is the kernel around it.
    [Test]
    public void Explain_gives_the_derivative_of_the_pixel_that_is_named()
    {
        Done("explain", "--model", Model, "--input", "x.npy", "--score", "pixel:1,2", "--target", "1", "--method", "gradient", "--raw");
        var map = NpyFile.Read(_data.Folder["explain/gradient.npy"]).Values;
        for (var y = 0; y < 4; y++)
            for (var x = 0; x < 4; x++)
                Assert.That(
                    map[y * 4 + x], Is.EqualTo(y < 3 && x >= 1 ? Kernel[9 + y * 3 + x - 1] : 0).Within(1e-6), $"{y}, {x}");
    }

    [TestCase("mean")]
    [TestCase("max")]
    [TestCase("mean-of-class-mask")]
    [TestCase("pixel:0,3")]
    public void Every_command_takes_a_score_from_the_file_beside_the_model(string score)
    {
        File.WriteAllText(_data.Folder["datasets/tiny/models/planes/model.json"], $$"""{"score": "{{score}}"}""");
        Done("check", "--model", Model);
        Done("explain", "--model", Model, "--dataset", "tiny", "--method", "grad-cam", "--method", "occlusion:window=2,stride=1");
        Done("run", "--dataset", "tiny", "--model", "planes", "--method", "gradient", "--metric", "deletion");
    }

    [Test]
    public void A_run_keeps_the_score_that_was_asked_for_and_repeats_it()
    {
        Done("run", "--dataset", "tiny", "--model", "planes", "--method", "gradient", "--metric", "deletion", "--score", "max");
        Assert.That(
            (string?)JsonNode.Parse(File.ReadAllText(_data.Folder["run/run.json"]))!["network"]!["score"], Is.EqualTo("max"));
        Done("run", "run/run.json", "--existing", "redo");
    }

    [Test]
    public void A_score_from_the_command_line_stands_before_that_of_the_file()
    {
        File.WriteAllText(_data.Folder["datasets/tiny/models/planes/model.json"], """{"score": "mean"}""");
        Assert.That(Done("check", "--model", Model, "--score", "max").Out, Does.Contain("score 'max'"));
    }

    [TestCase("median")]
    [TestCase("pixel:1")]
    public void A_score_that_does_not_exist_is_a_mistake_with_what_is_allowed(string score)
    {
        var run = Of("check", "--model", Model, "--score", score);
        Assert.That(run.Status, Is.EqualTo(ExitStatus.WrongInput));
        Assert.That(run.Error, Does.Contain(score).And.Contain("mean, max, mean-of-class-mask, or pixel:Y,X"));
        File.WriteAllText(_data.Folder["datasets/tiny/models/planes/model.json"], $$"""{"score": "{{score}}"}""");
        run = Of("check", "--model", Model);
        Assert.That(run.Status, Is.EqualTo(ExitStatus.WrongInput));
        Assert.That(run.Error, Does.Contain("model.json").And.Contain(score).And.Contain("mean, max, mean-of-class-mask, or pixel:Y,X"));
    }

    private CliRun Done(params string[] arguments)
    {
        var run = Of(arguments);
        Assert.That(run.Status, Is.EqualTo(ExitStatus.Done), run.Error);
        return run;
    }

    private CliRun Of(params string[] arguments)
    {
        string[] place = arguments[0] is "check" || arguments.Contains("run/run.json") ? [] : ["--out", arguments[0]];
        return CliRun.Of(_data.Folder.Path, [.. arguments, .. place]);
    }
}
