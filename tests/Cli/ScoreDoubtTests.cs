using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Cli;

/// <summary>A network whose scores are probabilities in a way that its graph does not show: every command says what they are
/// taken for.</summary>
public sealed class ScoreDoubtTests
{
    private const string Said = "The scores are positive and sum to 1 like probabilities";
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Write()
    {
        _folder = new TemporaryFolder();
        // The squares of a unit vector.
        var b = new GraphBuilder();
        var logits = b.Input("image", ElementType.Float, null, 1, 2, 2).Map("Flatten").MatMul(
            b.Weight("w", Constant.Of([.. Enumerable.Range(0, 12).Select(i => MathF.Sin(i + 1))], 4, 3)));
        logits += b.Constant(Constant.Of([1, 2, 3], 3));
        var unit = logits / b.Op("ReduceL2", [logits, b.Ints(1)]);
        File.WriteAllBytes(_folder["hidden.onnx"], OnnxFile.Write(b.Build([(unit * unit).Name])));
        File.WriteAllBytes(_folder["logits.onnx"], OnnxFile.Write(b.Build([logits.Name])));
        NpyFile.Write(_folder["x.npy"], new Tensor([1, 0, 2, 1], 1, 1, 2, 2));
        NpyFile.Write(_folder["maps.npy"], new Tensor([1, 0, 2, 1], 1, 1, 2, 2));
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [TestCase("explain --input x.npy --method gradient --out out --quiet")]
    [TestCase("score --input x.npy --maps maps.npy --metric deletion --quiet")]
    public void It_is_said_on_standard_error_even_when_quiet(string command)
    {
        string Error(string model) => CliRun.Of(_folder.Path, [.. command.Split(' '), "--model", model]).Error;
        Assert.That(Error("hidden.onnx"), Does.Contain(Said));
        Assert.That(Error("logits.onnx"), Does.Not.Contain(Said));
    }

    [Test]
    public void Check_calls_it_a_suspicion() =>
        Assert.That(CliRun.Of(_folder.Path, ["check", "--model", "hidden.onnx"]).Out, Does.Match($"suspicion +{Said}"));
}
