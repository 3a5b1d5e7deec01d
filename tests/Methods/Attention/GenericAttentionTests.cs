using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Methods.Attention;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Attention;

[Category("Engine")]
public sealed class GenericAttentionTests
{
    // The derivative by one attention value is checked against a network in which the rest of the scores is worked out by hand.
    [Test]
    public void One_layer_by_hand()
    {
        float[] logits = AttentionModel.Logits(5, 25);
        using var model = AttentionModel.Open([logits], heads: 1, classToken: true);
        var batch = Images.Random(new ImageSize(1, 4, 4), 1, 8);
        var map = new GenericAttention().Explain(model, batch, [1])[0].Values.Values;

        // S_c reads the class token: x_0 + Σ_t A_0t x_t, so ∂S_c/∂A_0t = w_c · x_t, and R_0t = max(0, A_0t · w_c · x_t).
        var image = batch.Values.Values;
        float[] patch = [.. Enumerable.Range(0, 8).Select(i => (i % 3) - 0.5f)];
        double[] head = [-1, 0.3];
        var attention = AttentionModel.Softmax(logits, 1, 5)[0];
        for (var place = 0; place < 4; place++)
        {
            var gradient = 0.0;
            for (var channel = 0; channel < 2; channel++)
            {
                var value = 0.0;
                for (var i = 0; i < 4; i++)
                    value += patch[channel * 4 + i] * image[(place / 2 * 2 + i / 2) * 4 + place % 2 * 2 + i % 2];
                gradient += head[channel] * value;
            }
            Assert.That(map[place], Is.EqualTo(Math.Max(0, attention[0][place + 1] * gradient)).Within(1e-5), $"place {place}");
        }
    }

    [Test]
    public void Layers_follow_the_recursion_of_the_paper()
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/vitish.onnx"));
        var images = NpyFile.Read(GoldenFolder.PathOf("vitish/input.npy"));
        var map = new GenericAttention().Explain(model, new ImageBatch(images, [Seed.Of(0), Seed.Of(1)]), [3, 4])[1].Values;
        var attention = model.Network.Landmarks.Attention;
        var passes = attention.Select(a => model.Gradient(images, [3, 4], a)).ToList();
        var tokens = model.Network.ShapeOf(attention[0])[^1];
        var relevance = new double[tokens, tokens];
        for (var i = 0; i < tokens; i++)
            relevance[i, i] = 1;
        foreach (var pass in passes)
        {
            var (values, gradients) = (pass.Values[0].Item(1).ToArray(), pass.Gradients[0].Item(1).ToArray());
            var heads = values.Length / (tokens * tokens);
            var next = (double[,])relevance.Clone();
            for (var r = 0; r < tokens; r++)
                for (var c = 0; c < tokens; c++)
                    for (var k = 0; k < tokens; k++)
                        for (var h = 0; h < heads; h++)
                        {
                            var at = (h * tokens + r) * tokens + k;
                            next[r, c] += Math.Max(0, (double)values[at] * gradients[at]) / heads * relevance[k, c];
                        }
            relevance = next;
        }
        Assert.That(map.Shape.ToArray(), Is.EqualTo(new[] { 4, 4 }));
        for (var place = 0; place < 16; place++)
            Assert.That(map.Values[place], Is.EqualTo(relevance[0, tokens - 16 + place]).Within(1e-6));
    }

    [Test]
    public void Two_classes_have_two_maps()
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/vitish.onnx"));
        var batch = Images.Random(model.Input, 1, 2);
        float[] Map(int target) => new GenericAttention().Explain(model, batch, [target])[0].Values.Values;
        Assert.That(Map(0), Is.Not.EqualTo(Map(1)).Within(1e-6f));
    }
}
