using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Tests.Methods.Attention;

/// <summary>Transformers small enough to follow by hand, through the real engine.</summary>
internal static class AttentionModel
{
    /// <summary>Two layers of attention that are fixed softmaxes of given logits, on 2×2 patches of a 4×4 image and a class token; the
    /// scores read the class token.</summary>
    /// <param name="logits">For each layer heads×T×T.</param>
    /// <param name="classToken">Whether there is a class token (T = 5) or not (T = 4).</param>
    public static OnnxModel Open(float[][] logits, int heads, bool classToken)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 1, 4, 4);
        x = b.Op("Conv", [x, b.Weight("patch", Constant.Of([.. Enumerable.Range(0, 2 * 4).Select(i => (i % 3) - 0.5f)], 2, 1, 2, 2))],
            ("strides", new long[] { 2, 2 }));
        x = x.Reshape(0, 2, -1).Transpose(0, 2, 1);
        var tokens = classToken ? 5 : 4;
        if (classToken)
            x = b.Op("Concat", [x.Slice(1, 0, 1) * 0f + b.Constant(Constant.Of([0.3f, -0.2f], 1, 1, 2)), x], ("axis", 1L));
        for (var layer = 0; layer < logits.Length; layer++)
        {
            // Attention that depends on the image, if only by nothing: N×1×1×1 of zeros joins the constant logits.
            var nothing = (x.Sum(keep: true, 1, 2) * 0f).Reshape(0, 1, 1, 1);
            var attention = (nothing + b.Constant(Constant.Of(logits[layer], 1, heads, tokens, tokens))).Map("Softmax", ("axis", -1L));
            b.Add(Node.Of("Identity", [attention.Name], [$"attention{layer}"]));
            var values = x.Reshape(0, 1, tokens, 2);
            x += attention.MatMul(values).Mean(keep: false, 1);
        }
        var read = classToken ? x.Slice(1, 0, 1).Reshape(0, 2) : x.Mean(keep: false, 1);
        b.Add(Node.Of("Identity", [read.MatMul(b.Weight("head", Constant.Of([1, -1, 0.5f, 2, 0.3f, -0.7f], 2, 3))).Name], ["scores"]));
        using var file = new Onnx.TemporaryModel(b.Build(["scores"]));
        return OnnxModel.Open(file.Path);
    }

    public static float[] Logits(int seed, int count)
    {
        var random = Seed.Of(seed).Random();
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
    }

    /// <summary>Row-wise softmax of heads×T×T logits, as jagged double arrays.</summary>
    public static double[][][] Softmax(float[] logits, int heads, int tokens) =>
    [
        .. Enumerable.Range(0, heads).Select(h => Enumerable.Range(0, tokens).Select(r =>
        {
            var row = Enumerable.Range(0, tokens).Select(c => Math.Exp(logits[(h * tokens + r) * tokens + c])).ToArray();
            return row.Select(v => v / row.Sum()).ToArray();
        }).ToArray()),
    ];
}
