using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Methods.Attention;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Attention;

[Category("Engine")]
public sealed class AttentionGradRolloutTests
{
    [TestCase(0)]
    [TestCase(0.5)]
    [TestCase(0.9)]
    public void The_formula_with_whole_matrices_gives_the_same(double discard)
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/vitish.onnx"));
        var images = NpyFile.Read(GoldenFolder.PathOf("vitish/input.npy"));
        var map = new AttentionGradRollout(discard).Explain(model, new ImageBatch(images, [Seed.Of(0), Seed.Of(1)]), [3, 4])[1].Values;
        var attention = model.Network.Landmarks.Attention;
        var tokens = model.Network.ShapeOf(attention[0])[^1];
        var result = Identity(tokens);
        foreach (var pass in attention.Select(a => model.Gradient(images, [3, 4], a)))
        {
            var (values, gradients) = (pass.Values[0].Item(1).ToArray(), pass.Gradients[0].Item(1).ToArray());
            var heads = values.Length / (tokens * tokens);
            // The mean over the heads first, then the clamp: heads that disagree cancel.
            var fused = Enumerable.Range(0, tokens * tokens).Select(i => Math.Max(0, Enumerable.Range(0, heads)
                .Average(h => (double)values[h * tokens * tokens + i] * gradients[h * tokens * tokens + i]))).ToArray();
            var smallest = fused.Select((v, i) => (v, i)).OrderBy(p => p.v).ThenBy(p => p.i).Take((int)(tokens * tokens * discard));
            foreach (var (_, i) in smallest)
                fused[i] = 0;
            var step = new double[tokens, tokens];
            for (var r = 0; r < tokens; r++)
            {
                var sum = Enumerable.Range(0, tokens).Sum(c => (fused[r * tokens + c] + (r == c ? 1 : 0)) / 2);
                for (var c = 0; c < tokens; c++)
                    step[r, c] = (fused[r * tokens + c] + (r == c ? 1 : 0)) / 2 / sum;
            }
            result = Product(step, result);
        }
        Assert.That(map.Values.Max(), Is.Positive);
        for (var place = 0; place < 16; place++)
            Assert.That(map.Values[place], Is.EqualTo(result[0, tokens - 16 + place]).Within(1e-7));
    }

    [Test]
    public void Nothing_is_left_where_all_is_discarded()
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/vitish.onnx"));
        var map = new AttentionGradRollout(1).Explain(model, Images.Random(model.Input, 1, 2), [0])[0].Values;
        Assert.That(map.Values, Is.All.Zero);
    }

    private static double[,] Identity(int count)
    {
        var identity = new double[count, count];
        for (var i = 0; i < count; i++)
            identity[i, i] = 1;
        return identity;
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        var count = a.GetLength(0);
        var product = new double[count, count];
        for (var r = 0; r < count; r++)
            for (var c = 0; c < count; c++)
                for (var k = 0; k < count; k++)
                    product[r, c] += a[r, k] * b[k, c];
        return product;
    }
}
