using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Cli;

/// <summary>What <c>explain</c> says of its maps beside them.</summary>
public sealed class ExplainListingTests
{
    private const int Pixels = 2 * 4;
    private static readonly float[] Weights = [.. Enumerable.Range(0, Pixels * 2).Select(i => (i % 5 - 2) * 0.5f)];
    private TemporaryFolder _folder = null!;

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

    // Of a linear network both are the weights times the pixels.
    [Test]
    public void Methods_with_equal_maps_are_named()
    {
        var run = Explain(
            "--input", "x.npy", "--target", "0", "--method", "input-x-gradient", "--method", "gradient",
            "--method", "integrated-gradients");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Contain("The maps of input-x-gradient and integrated-gradients are equal up to a factor"));
    }

    [TestCase(20, false)]
    [TestCase(21, true)]
    public void Where_not_all_classes_are_listed_a_table_holds_them_in_the_order_of_the_arrays(int images, bool isWritten)
    {
        NpyFile.Write(
            _folder["many.npy"], new Tensor([.. Enumerable.Range(0, images * Pixels).Select(i => (float)Math.Sin(i))], images, 1, 2, 4));
        var run = Explain("--input", "many.npy", "--method", "gradient", "--format", "npy");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(File.Exists(_folder["out/explained.csv"]), Is.EqualTo(isWritten));
        if (!isWritten)
            return;
        Assert.That(run.Error, Does.Contain("1 more images are not listed here").And.Contain("explained.csv"));
        var lines = File.ReadAllLines(_folder["out/explained.csv"]);
        Assert.That(lines[0], Is.EqualTo("image,target,class,first_choice,probability"));
        var pixels = NpyFile.Read(_folder["many.npy"]);
        for (var i = 0; i < images; i++)
        {
            var scores = Enumerable.Range(0, 2).Select(c => pixels.Item(i).ToArray().Zip(Row(c), (x, w) => (double)x * w).Sum()).ToList();
            var top = scores[0] >= scores[1] ? 0 : 1;
            Assert.That(lines[i + 1], Does.StartWith($"many-{i},{top},,{top},"));
            Assert.That(
                double.Parse(lines[i + 1].Split(',')[4], CultureInfo.InvariantCulture),
                Is.EqualTo(1 / (1 + Math.Exp(scores[1 - top] - scores[top]))).Within(1e-5));
        }
    }

    private static float[] Row(int c) => [.. Enumerable.Range(0, Pixels).Select(i => Weights[i * 2 + c])];

    private CliRun Explain(params IReadOnlyList<string> args) =>
        CliRun.Of(_folder.Path, ["explain", "--model", "linear.onnx", "--out", "out", .. args]);
}
