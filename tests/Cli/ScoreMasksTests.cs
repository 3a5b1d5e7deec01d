using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Cli;

/// <summary>Shapes and values of <c>score --masks</c>.</summary>
public sealed class ScoreMasksTests
{
    private const int Pixels = 2 * 4;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Write()
    {
        _folder = new TemporaryFolder();
        var b = new GraphBuilder();
        var weights = b.Weight("w", Constant.Of([.. Enumerable.Repeat(0.5f, Pixels * 2)], Pixels, 2));
        var logits = b.Input("image", ElementType.Float, null, 1, 2, 4).Map("Flatten").MatMul(weights);
        File.WriteAllBytes(_folder["linear.onnx"], OnnxFile.Write(b.Build([logits.Name])));
        NpyFile.Write(_folder["x.npy"], Tensor.Zeros(3, 1, 2, 4));
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Masks_may_have_a_channel_and_any_size()
    {
        float[] map = [0, 0, 0, 1, /**/ 0, 0, 0, 3];
        float[] mask = [0, 0, 0, 0, /**/ 0, 0, 0, 255];
        NpyFile.Write(_folder["maps.npy"], new Tensor([.. map, .. map, .. map], 3, 2, 4));
        var masks = new Tensor([.. mask, .. mask, .. mask], 3, 2, 4);
        // Every pixel four times.
        float[] doubled = [.. Enumerable.Range(0, 4 * Pixels).Select(i => mask[i / 16 * 4 + i % 8 / 2])];
        foreach (var shaped in new[]
                 {
                     masks, masks.Reshape(3, 1, 2, 4), masks.Reshape(3, 2, 4, 1), new Tensor([.. doubled, .. doubled, .. doubled], 3, 4, 8),
                 })
        {
            NpyFile.Write(_folder["m.npy"], shaped);
            Assert.That(
                Values("--target", "0", "--metric", "energy-pointing-game", "--masks", "m.npy"),
                Is.EqualTo(new[] { 0.75, 0.75, 0.75 }), string.Join('×', shaped.Shape.ToArray()));
        }
    }

    [Test]
    public void Stated_values_of_masks_are_target_and_ignored()
    {
        float[] map = [0, 0, 0, 1, /**/ 2, 0, 0, 3];
        float[] mask = [0, 0, 0, 15, /**/ 255, 0, 0, 7];
        NpyFile.Write(_folder["maps.npy"], new Tensor([.. map, .. map, .. map], 3, 2, 4));
        NpyFile.Write(_folder["m.npy"], new Tensor([.. mask, .. mask, .. mask], 3, 2, 4));
        string[] args = ["--target", "0", "--metric", "energy-pointing-game", "--masks", "m.npy", "--mask-values"];
        Assert.That(Values([.. args, "15:255"]), Is.EqualTo(new[] { 0.25, 0.25, 0.25 }));
        Assert.That(Values([.. args, "15"]), Is.EqualTo(new[] { 1 / 6.0, 1 / 6.0, 1 / 6.0 }));
        Assert.That(Values([.. args, "7, 15:255"]), Is.EqualTo(new[] { 1.0, 1, 1 }));
    }

    private IEnumerable<double> Values(params IReadOnlyList<string> args)
    {
        var run = CliRun.Of(_folder.Path, ["score", "--model", "linear.onnx", "--input", "x.npy", "--maps", "maps.npy", .. args]);
        Assert.That(run.Status, Is.Zero, run.Error);
        var rows = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(',')).ToList();
        var value = Array.IndexOf(rows[0], "value");
        return rows.Skip(1).Select(r => double.Parse(r[value], CultureInfo.InvariantCulture));
    }
}
