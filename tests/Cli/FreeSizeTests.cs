using VisEval.Cli.Hosting;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;
using VisEval.Tests.Harness.Datasets.Pictures;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Cli;

/// <summary>What a file leaves open of its input is taken from the options, from the files that describe it, or from the images at
/// hand.</summary>
public sealed class FreeSizeTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Write()
    {
        _folder = new TemporaryFolder();
        File.Copy(CaseFolder.PathOf("dynamic_hw.onnx"), _folder["free.onnx"]);
        // Away from the kinks of the ReLUs.
        NpyFile.Write(_folder["x.npy"], new Tensor([.. Enumerable.Range(1, 180).Select(i => MathF.Sin(i))], 1, 3, 6, 10));
        File.WriteAllBytes(_folder["p.png"], TestPictures.Encode(TestPictures.Pattern(10, 6, 3)));
        File.WriteAllText(_folder["size.json"], Preprocessing(""", "inputSize": [3, 5, 7]"""));
        File.WriteAllText(_folder["plain.json"], Preprocessing(""));
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [TestCase("--input x.npy", 6, 10)]
    [TestCase("--image p.png --preprocessing plain.json", 6, 10)]
    [TestCase("--image p.png --preprocessing size.json", 5, 7)]
    [TestCase("--image p.png --preprocessing size.json --size 8,4", 8, 4)]
    [TestCase("--image p.png --size 8,4", 8, 4)]
    public void The_images_of_explain_have_the_size_that_is_said_or_at_hand(string arguments, int height, int width)
    {
        var run = CliRun.Of(
            _folder.Path,
            ["explain", "--model", "free.onnx", "--method", "gradient", "--out", "out", "--format", "npy", .. arguments.Split(' ')]);
        Assert.That(run.Status, Is.EqualTo(ExitStatus.Done), run.Error);
        Assert.That(NpyFile.Read(_folder[Path.Combine("out", "gradient.npy")]).Shape.ToArray(), Is.EqualTo(new[] { 1, height, width }));
    }

    [Test]
    public void Score_and_check_take_the_size_of_the_array()
    {
        NpyFile.Write(_folder["maps.npy"], Tensor.Zeros(1, 6, 10));
        foreach (var command in (string[])["score --maps maps.npy --metric sparseness", "check"])
        {
            var run = CliRun.Of(_folder.Path, [.. command.Split(' '), "--model", "free.onnx", "--input", "x.npy"]);
            Assert.That(run.Status, Is.EqualTo(ExitStatus.Done), run.Error);
        }
    }

    [Test]
    public void A_flattened_network_takes_flattened_arrays_and_images_of_the_stated_size()
    {
        var b = new GraphBuilder();
        var x = b.Input("x", ElementType.Float, null, 12).MatMul(
            b.Weight("w", Constant.Of([.. Enumerable.Range(0, 36).Select(i => MathF.Sin(i))], 12, 3)));
        File.WriteAllBytes(_folder["flat.onnx"], OnnxFile.Write(b.Build([x.Name])));
        File.WriteAllText(_folder["flat.json"], """{"inputSize": [1, 3, 4]}""");
        float[] values = [.. Enumerable.Range(0, 12)];
        NpyFile.Write(_folder["rows.npy"], new Tensor(values, 1, 12));
        NpyFile.Write(_folder["images.npy"], new Tensor(values, 1, 1, 3, 4));
        foreach (var input in (string[])["rows", "images"])
        {
            var run = CliRun.Of(
                _folder.Path, "explain", "--model", "flat.onnx", "--method", "input-x-gradient", "--raw", "--format", "npy",
                "--target", "0", "--out", input, "--input", $"{input}.npy");
            Assert.That(run.Status, Is.EqualTo(ExitStatus.Done), run.Error);
            var map = NpyFile.Read(_folder[Path.Combine(input, "input-x-gradient.npy")]);
            Assert.That(map.Shape.ToArray(), Is.EqualTo(new[] { 1, 1, 3, 4 }));
            Assert.That(map.Values, Is.EqualTo(values.Select((v, i) => v * MathF.Sin(3 * i))).Within(1e-5));
        }
    }

    [Test]
    public void Values_of_further_inputs_stand_in_the_file_beside_the_model()
    {
        var b = new GraphBuilder();
        var x = b.Input("x", ElementType.Float, null, 1, 2, 2) * b.Input("gain", ElementType.Float, 1);
        x = x.Where(b.Input("keep", ElementType.Bool), b.Scalar(0));
        File.WriteAllBytes(_folder["two.onnx"], OnnxFile.Write(b.Build([x.Map("Flatten").Name])));
        CliRun.Of(_folder.Path, "check", "--model", "two.onnx").IsRefused("\"inputs\": {\"gain\": 1, \"keep\": false}");
        File.WriteAllText(_folder["two.json"], """{"inputs": {"gain": [2.5], "keep": true}}""");
        var run = CliRun.Of(_folder.Path, "check", "--model", "two.onnx");
        Assert.That(run.Status, Is.EqualTo(ExitStatus.Done), run.Error);
        Assert.That(run.Out, Does.Match("note +held constant: 'gain' at 2.5, 'keep' at 1"));
        File.WriteAllText(_folder["two.json"], """{"inputs": {"gain": "much"}}""");
        CliRun.Of(_folder.Path, "check", "--model", "two.onnx").IsRefused("\"much\"", "a number");
    }

    private static string Preprocessing(string more) =>
        "{\"preprocessing\": {\"channels\": \"RGB\", \"scale\": 1, \"mean\": [0, 0, 0], \"std\": [255, 255, 255]}" + more + "}";
}
