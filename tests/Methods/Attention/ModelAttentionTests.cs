using VisEval.Core;
using VisEval.Methods.Attention;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Attention;

[Category("Engine")]
public sealed class ModelAttentionTests
{
    [Test]
    public void The_gate_that_the_network_multiplies_onto_its_features_is_shown()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 1, 4, 4);
        b.Add(Node.Of("Sigmoid", [x.Name], ["gate"]));
        x *= b.Existing("gate");
        b.Add(Node.Of("Identity", [x.Mean(keep: false, 2, 3).MatMul(b.Weight("head", Constant.Of([1, -1], 1, 2))).Name], ["scores"]));
        using var file = new TemporaryModel(b.Build(["scores"]));
        using var model = OnnxModel.Open(file.Path);
        var batch = Images.Random(model.Input, 2, 3);
        var maps = new ModelAttention().Explain(model, batch, [0, 1]);
        for (var n = 0; n < 2; n++)
            for (var i = 0; i < 16; i++)
                Assert.That(maps[n].Values.Values[i], Is.EqualTo(1 / (1 + Math.Exp(-batch.Values.Item(n)[i]))).Within(1e-6));
    }

    [Test]
    public void A_named_tensor_is_averaged_over_its_channels_and_attention_between_tokens_is_what_the_class_token_looks_at()
    {
        float[] logits = AttentionModel.Logits(7, 2 * 25);
        using var model = AttentionModel.Open([logits], heads: 2, classToken: true);
        var batch = Images.Random(new ImageSize(1, 4, 4), 1, 3);
        var heads = AttentionModel.Softmax(logits, 2, 5);
        var map = new ModelAttention(model.Network.Landmarks.Attention[0]).Explain(model, batch, [0])[0].Values.Values;
        Assert.That(map, Is.EqualTo(Enumerable.Range(1, 4).Select(t => (float)((heads[0][0][t] + heads[1][0][t]) / 2))).Within(1e-6f));

        var stage = model.Network.Landmarks.Stages[0];
        var values = model.Activations(batch.Values, [stage])[0].Values;
        Assert.That(model.Network.ShapeOf(stage), Is.EqualTo(new[] { 2, 2, 2 }));
        Assert.That(new ModelAttention(stage).Explain(model, batch, [0])[0].Values.Values,
            Is.EqualTo(Enumerable.Range(0, 4).Select(i => (values[i] + values[4 + i]) / 2)).Within(1e-6f));
    }

    [Test]
    public void A_tensor_without_places_is_refused()
    {
        using var model = AttentionModel.Open([AttentionModel.Logits(7, 25)], heads: 1, classToken: true);
        Assert.That(
            () => new ModelAttention("scores").Explain(model, Images.Random(model.Input, 1, 3), [0]),
            Throws.TypeOf<InputException>().With.Message.Contains("has no spatial positions"));
    }
}
