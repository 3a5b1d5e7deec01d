using VisEval.Core;
using VisEval.Methods.Attention;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Attention;

[Category("Engine")]
internal sealed class AttentionRolloutTests
{
    private static readonly ImageSize Size = new(1, 4, 4);

    [TestCase(HeadFusion.Mean)]
    [TestCase(HeadFusion.Max)]
    [TestCase(HeadFusion.Min)]
    public void Rollout_is_the_product_of_the_scaled_attentions_with_a_shortcut_written_out(HeadFusion fusion)
    {
        float[][] logits = [AttentionModel.Logits(1, 2 * 25), AttentionModel.Logits(2, 2 * 25)];
        using var model = AttentionModel.Open(logits, heads: 2, classToken: true);
        var map = new AttentionRollout(fusion).Explain(model, Images.Random(Size, 1, 4), [0])[0].Values;
        var steps = logits.Select(l => AttentionModel.Softmax(l, 2, 5)).Select(heads =>
        {
            var step = new double[5, 5];
            for (var r = 0; r < 5; r++)
            {
                for (var c = 0; c < 5; c++)
                {
                    double[] values = [heads[0][r][c], heads[1][r][c]];
                    step[r, c] = (fusion == HeadFusion.Mean ? values.Average() : fusion == HeadFusion.Max ? values.Max() : values.Min())
                        + (r == c ? 1 : 0);
                }
                var sum = Enumerable.Range(0, 5).Sum(c => step[r, c]);
                for (var c = 0; c < 5; c++)
                    step[r, c] /= sum;
            }
            return step;
        }).ToList();
        for (var place = 0; place < 4; place++)
        {
            var expected = Enumerable.Range(0, 5).Sum(k => steps[1][0, k] * steps[0][k, place + 1]);
            Assert.That(map.Values[place], Is.EqualTo(expected).Within(1e-6));
        }
        Assert.That(map.Shape.ToArray(), Is.EqualTo(new[] { 2, 2 }));
    }

    [Test]
    public void Without_a_class_token_the_rows_of_all_tokens_are_averaged_and_all_flow_arrives()
    {
        using var model = AttentionModel.Open([AttentionModel.Logits(3, 16), AttentionModel.Logits(4, 16)], heads: 1, classToken: false);
        var map = new AttentionRollout().Explain(model, Images.Random(Size, 1, 4), [0])[0].Values.Values;
        Assert.That(map.Sum(), Is.EqualTo(1).Within(1e-6), "each row of the product sums to 1");
    }

    [Test]
    public void A_network_without_attention_has_no_rollout()
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/resnetish.onnx"));
        var batch = Images.Random(model.Input, 1, 1);
        Assert.That(
            () => new AttentionRollout().Explain(model, batch, [0]),
            Throws.TypeOf<NotApplicableException>().With.Property("Why").EqualTo("no-attention"));
        Assert.That(
            () => new GenericAttention().Explain(model, batch, [0]),
            Throws.TypeOf<NotApplicableException>().With.Property("Why").EqualTo("no-attention"));
        Assert.That(
            () => new ModelAttention().Explain(model, batch, [0]),
            Throws.TypeOf<NotApplicableException>().With.Property("Why").EqualTo("no-attention-map"));
    }
}
