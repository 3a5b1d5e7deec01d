using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Methods.Attention;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Attention;

[Category("Engine")]
public sealed class TransformerAttributionTests
{
    // The relevance itself is tested with the rules: TransformerCompositeTests.
    [Test]
    public void The_formula_with_whole_matrices_gives_the_same()
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/vitish.onnx"));
        var images = NpyFile.Read(GoldenFolder.PathOf("vitish/input.npy"));
        var map = new TransformerAttribution().Explain(model, new ImageBatch(images, [Seed.Of(0), Seed.Of(1)]), [3, 4])[1].Values;
        var attention = model.Network.Landmarks.Attention;
        var tokens = model.Network.ShapeOf(attention[0])[^1];
        Tensor Arriving(string tensor, RuleSet rules) =>
            model.Gradient(images, ModelExtensions.OneHot([3, 4], model.ClassCount), [tensor], rules).Gradients[0].ItemTensor(1);
        var rollout = new double[tokens, tokens];
        for (var t = 0; t < tokens; t++)
            rollout[t, t] = 1;
        foreach (var tensor in attention)
        {
            var relevance = Arriving(tensor, TransformerComposites.TransformerAttribution).Values;
            var gradient = Arriving(tensor, RuleSet.Standard).Values;
            var heads = gradient.Length / (tokens * tokens);
            var next = (double[,])rollout.Clone();
            for (var r = 0; r < tokens; r++)
                for (var c = 0; c < tokens; c++)
                    for (var k = 0; k < tokens; k++)
                        for (var h = 0; h < heads; h++)
                        {
                            var at = (h * tokens + r) * tokens + k;
                            next[r, c] += Math.Max(0, (double)relevance[at] * gradient[at]) / heads * rollout[k, c];
                        }
            rollout = next;
        }
        Assert.That(map.Values.Max(), Is.Positive);
        var largest = map.Values.Max();
        for (var place = 0; place < 16; place++)
            Assert.That(map.Values[place], Is.EqualTo(rollout[0, tokens - 16 + place]).Within(1e-4 * largest));
    }

    // Only the part of a branch that the shortcut leaves it arrives at its attention: together they are what started.
    [Test]
    public void Relevance_starts_with_one_whatever_the_logit()
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/vitish.onnx"));
        var images = NpyFile.Read(GoldenFolder.PathOf("vitish/input.npy"));
        var last = model.Network.Landmarks.Attention[^1];
        for (var target = 0; target < model.ClassCount; target++)
        {
            var relevance = model.Gradient(
                images, ModelExtensions.OneHot([target, target], model.ClassCount), [last],
                TransformerComposites.TransformerAttribution).Gradients[0];
            // Half of what arrives at A·V, which is at most all.
            Assert.That(Math.Abs(relevance.Item(0).ToArray().Sum()), Is.InRange(0.0, 0.5 + 1e-3));
        }
    }
}
