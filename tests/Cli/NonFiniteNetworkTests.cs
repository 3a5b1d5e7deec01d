using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Cli;

/// <summary>Networks whose scores are no numbers: nothing may look like a result.</summary>
[Category("Engine")]
public sealed class NonFiniteNetworkTests
{
    private TinyDataset _tiny = null!;

    private TemporaryFolder Folder => _tiny.Folder;

    [SetUp]
    public void Write() => _tiny = new TinyDataset();

    [TearDown]
    public void Delete() => _tiny.Dispose();

    [TestCase(float.NaN, "class 1: NaN")]
    [TestCase(float.PositiveInfinity, "class 1: Infinity")]
    [TestCase(float.NegativeInfinity, "class 1: NaN", true)]
    public void A_run_fails_every_image_and_gives_no_number(float weight, string said, bool overZero = false)
    {
        Spoil(weight, overZero);
        var run = CliRun.Of(
            Folder.Path, "run", "--dataset", "tiny", "--method", "gradient", "--metric", "pointing-game", "--metric", "deletion",
            "--out", "out");
        Assert.That(run.Status, Is.EqualTo(1), run.Out + run.Error);
        var rows = File.ReadAllLines(Folder["out/scores.csv"]).Skip(1).ToList();
        Assert.That(rows, Is.Not.Empty.And.All.EndsWith(",,failed"));
        Assert.That(File.ReadAllText(Folder["out/failures.csv"]), Does.Contain(said).And.Contain("viseval check"));
    }

    [Test]
    public void An_explanation_fails_even_by_a_method_that_does_not_look_at_the_scores()
    {
        Spoil(float.NaN);
        NpyFile.Write(Folder["x.npy"], new Tensor([.. Enumerable.Range(0, TinyDataset.Pixels).Select(i => i * 0.1f)], 1, 1, 4, 4));
        foreach (var method in new[] { "sobel", "gradient", "occlusion:window=2,stride=2" })
        {
            var run = CliRun.Of(
                Folder.Path, "explain", "--model", Model, "--input", "x.npy", "--target", "0", "--method", method, "--out", "maps");
            Assert.That(run.Status, Is.EqualTo(1), run.Out + run.Error);
            Assert.That(run.Error, Does.Contain("scores are not finite (class 1: NaN)"));
            Assert.That(Directory.Exists(Folder["maps"]) ? Directory.GetFiles(Folder["maps"]) : [], Is.Empty);
        }
    }

    [Test]
    public void A_given_map_is_not_scored()
    {
        Spoil(float.NaN);
        NpyFile.Write(Folder["x.npy"], new Tensor([.. Enumerable.Range(0, TinyDataset.Pixels).Select(i => i * 0.1f)], 1, 1, 4, 4));
        NpyFile.Write(Folder["maps.npy"], new Tensor([.. Enumerable.Range(0, TinyDataset.Pixels).Select(i => i * 0.1f)], 1, 4, 4));
        var run = CliRun.Of(
            Folder.Path, "score", "--model", Model, "--input", "x.npy", "--maps", "maps.npy", "--metric", "sparseness", "--target", "0");
        Assert.That(run.Status, Is.EqualTo(1), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain(",failed"));
        Assert.That(run.Error, Does.Contain("scores are not finite (class 1: NaN)"));
    }

    // −∞ is the logit of a class that is ruled out: probability 0, and the others stand.
    [Test]
    public void A_class_that_is_ruled_out_is_no_fault()
    {
        Spoil(float.NegativeInfinity);
        var run = CliRun.Of(
            Folder.Path, "run", "--dataset", "tiny", "--method", "occlusion:window=2,stride=2", "--metric", "sparseness", "--limit", "1",
            "--out", "out");
        Assert.That(run.Error, Does.Not.Contain("not finite"));
        Assert.That(File.ReadAllText(Folder["out/failures.csv"]), Does.Not.Contain("not finite"));
    }

    private string Model => Folder["datasets/tiny/models/linear/model.onnx"];

    // The weight of one pixel for class 1; over zero it meets a pixel of value 0.
    private void Spoil(float weight, bool overZero = false)
    {
        var weights = TinyDataset.Weights.ToArray();
        weights[1] = weight;
        var b = new GraphBuilder();
        var image = b.Input("image", ElementType.Float, null, 1, TinyDataset.Side, TinyDataset.Side);
        var logits = (overZero ? image * 0f : image).Map("Flatten").MatMul(b.Weight("w", Constant.Of(weights, TinyDataset.Pixels, 2)));
        File.WriteAllBytes(Model, OnnxFile.Write(b.Build([logits.Name])));
    }
}
