using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;
using VisEval.Tests.Onnx.Gradients;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Backpropagation;

/// <summary>One function written in several ways: relevance must not depend on the way.</summary>
[Category("Engine")]
public sealed class SameFunctionTests
{
    private const int Target = 1;
    private const int Classes = 4;
    private const int Features = 6;
    private static readonly ImageBatch Batch = Images.Random(new ImageSize(3, 8, 8), 2, seed: 5);
    private static readonly float[] W = GradientCase.Between(-1, 1, 6, Features, Classes).Values;

    private static readonly string[] Lrp =
    [
        "lrp-epsilon", "lrp-epsilon-plus", "lrp-epsilon-plus-flat", "lrp-alpha2-beta1", "lrp-epsilon-gamma-box", "attn-lrp",
    ];

    private static readonly string[] Rules =
    [
        .. Lrp, "excitation-backprop", "contrastive-excitation-backprop", "clrp", "clrp:contrast=negated", "sglrp", "deep-taylor", "rap",
        "sglrp:rules=epsilon-plus", "sglrp@zennit", "gradient",
    ];

    private delegate Value Form(GraphBuilder b, Value features, float[] bias);

    private static readonly Dictionary<string, Form> Tails = new()
    {
        ["a sum after it"] = (b, x, bias) => Gemm(b, x, 1, [0.5f, -0.5f, 0.25f, 0]) + Row(b, bias, [0.5f, -0.5f, 0.25f, 0]),
        ["a difference after it"] = (b, x, bias) => Gemm(b, x, 1, bias: null) - Row(b, [0, 0, 0, 0], bias),
        ["a reshaped product"] = (b, x, bias) =>
            x.MatMul(Weight(b, 1)).Reshape(-1, Classes, 1).Reshape(-1, Classes) + Row(b, bias),
        ["a scaled product"] = (b, x, bias) => x.MatMul(Weight(b, 4)) * 0.25f + Row(b, bias),
        ["two products"] = (b, x, bias) => x.MatMul(Weight(b, 0.3f)) + x.MatMul(Weight(b, 0.7f)) + Row(b, bias),
        ["the mean of two layers"] = (b, x, bias) => (Gemm(b, x, 0.5f, bias) + Gemm(b, x, 1.5f, bias)) / b.Scalar(2),
    };

    // The γ rule of attn-lrp counts a bias of the layer otherwise than a sum after it.
    public static IEnumerable<object[]> Cases =>
        Tails.Keys.SelectMany(t => Rules.Where(r => r != "attn-lrp").Select(r => new object[] { t, r }));

    [TestCaseSource(nameof(Cases))]
    public void The_classifier_can_be_written_in_parts(string tail, string method)
    {
        foreach (var shift in new[] { 0f, 20, -20 })
        {
            float[] bias = [0.1f, 0.2f + shift, -0.3f, 0.4f];
            var whole = Maps(method, Network((b, x) => Gemm(b, x, 1, bias)));
            var parts = Maps(method, Network((b, x) => Tails[tail](b, x, bias)));
            var largest = whole.Max(MathF.Abs);
            Assert.That(largest, Is.Positive);
            Assert.That(parts, Is.EqualTo(whole).Within(2e-3 * largest), $"logit {shift}");
        }
    }

    public static IEnumerable<object[]> Heads =>
        Lrp.SelectMany(r => new[] { "pooled before", "pooled after" }.Select(h => new object[] { h, r }));

    [TestCaseSource(nameof(Heads))]
    public void A_negative_logit_of_a_convolution_does_not_turn_the_map_over(string head, string method)
    {
        float[] Map(float shift) => Maps(method, Network(
            (b, x) =>
            {
                var kernel = b.Weight("head", Constant.Of(
                    [.. Enumerable.Range(0, Classes * Features).Select(i => W[i % Features * Classes + i / Features])],
                    Classes, Features, 1, 1));
                var bias = Row(b, [0, shift, 0, 0]);
                return head == "pooled before"
                    ? b.Op("Conv", [x.Map("GlobalAveragePool"), kernel, bias]).Map("Flatten")
                    : b.Op("Conv", [x, kernel, bias]).Map("GlobalAveragePool").Map("Flatten");
            },
            pooled: false));
        var (own, down) = (Map(0), Map(-20));
        Assert.That(Correlation(own, down), Is.GreaterThan(0.3));
    }

    [TestCase(0.5f)]
    [TestCase(10)]
    [TestCase(1e-3f)]
    public void Excitation_is_conserved_through_a_factor(float factor)
    {
        var plain = Maps("excitation-backprop", Network((b, x) => Gemm(b, x, 1, null)));
        var scaled = Maps("excitation-backprop", Network((b, x) => Gemm(b, x, 1, null) * b.Scalar(factor)));
        var divided = Maps("excitation-backprop", Network((b, x) => Gemm(b, x, 1, null) / b.Scalar(factor)));
        Assert.That(plain.Sum(), Is.EqualTo(Batch.Count).Within(1e-3));
        Assert.That(scaled, Is.EqualTo(plain).Within(1e-5));
        Assert.That(divided, Is.EqualTo(plain).Within(1e-5));
    }

    [TestCase("excitation-backprop")]
    [TestCase("contrastive-excitation-backprop")]
    [TestCase("deep-taylor")]
    [TestCase("lrp-epsilon-plus")]
    public void A_scaled_branch_is_the_branch_with_scaled_weights(string method)
    {
        foreach (var scale in new[] { 0.5f, 10, 1e-4f })
            Assert.That(
                Maps(method, Residual(scale, folded: false)), Is.EqualTo(Maps(method, Residual(scale, folded: true))).Within(1e-3).Percent
                    .Or.EqualTo(Maps(method, Residual(scale, folded: true))).Within(1e-5), $"scale {scale}");
    }

    [TestCaseSource(nameof(Rules))]
    public void The_unit_of_a_layer_changes_nothing(string method)
    {
        // lrp-epsilon and attn-lrp add an ε in the unit of the layers: what they absorb is part of their definition.
        if (method is "lrp-epsilon" or "attn-lrp" or "lrp-epsilon-gamma-box")
            return;
        var plain = Maps(method, Scaled(1));
        foreach (var unit in new[] { 1e3f, 1e-3f, 1e-5f, 1e-6f })
            Assert.That(Maps(method, Scaled(unit)), Is.EqualTo(plain).Within(2e-3 * plain.Max(MathF.Abs)), $"unit {unit}");
    }

    private static Graph Residual(float scale, bool folded)
    {
        var b = new GraphBuilder();
        var x = Convolution(b, b.Input("image", ElementType.Float, null, 3, 8, 8), "w1", 1, channels: 3).Map("Relu");
        var weight = GradientCase.Between(-1, 1, 2, Features, Features, 3, 3).Values;
        var kernel = b.Weight("w2", Constant.Of([.. weight.Select(v => v * (folded ? scale : 1))], Features, Features, 3, 3));
        var branch = b.Op("Conv", [x, kernel], ("pads", new long[] { 1, 1, 1, 1 }));
        x = (x + (folded ? branch : branch * b.Constant(Constant.Of([.. Enumerable.Repeat(scale, Features)], Features, 1, 1)))).Map("Relu");
        x = Gemm(b, x.Map("GlobalAveragePool").Map("Flatten"), 1, null);
        return b.Build([x.Name]);
    }

    // The same function: the second convolution in another unit.
    private static Graph Scaled(float unit) => Network((b, x) => Gemm(b, x, 1 / unit, [0.1f, 0.2f, -0.3f, 0.4f]), unit: unit);

    private static Graph Network(Func<GraphBuilder, Value, Value> tail, bool pooled = true, float unit = 1)
    {
        var b = new GraphBuilder();
        var x = Convolution(b, b.Input("image", ElementType.Float, null, 3, 8, 8), "w1", 1, channels: 3).Map("Relu");
        x = Convolution(b, x, "w2", 2, Features, unit).Map("Relu");
        return b.Build([tail(b, pooled ? x.Map("GlobalAveragePool").Map("Flatten") : x).Name]);
    }

    private static Value Convolution(GraphBuilder b, Value x, string name, int seed, int channels, float unit = 1) => b.Op(
        "Conv",
        [x, b.Weight(name, Constant.Of(
            [.. GradientCase.Between(-1, 1, seed, Features, channels, 3, 3).Values.Select(v => v * unit)], Features, channels, 3, 3))],
        ("pads", new long[] { 1, 1, 1, 1 }));

    private static Value Gemm(GraphBuilder b, Value x, float factor, float[]? bias) =>
        b.Op("Gemm", bias is null ? [x, Weight(b, factor)] : [x, Weight(b, factor), Row(b, bias)]);

    private static Value Weight(GraphBuilder b, float factor) =>
        b.Constant(Constant.Of([.. W.Select(w => w * factor)], Features, Classes));

    private static Value Row(GraphBuilder b, float[] values, float[]? less = null) =>
        b.Constant(Constant.Of([.. values.Select((v, i) => v - (less?[i] ?? 0))], values.Length));

    private static float[] Maps(string method, Graph graph)
    {
        using var file = new TemporaryModel(graph);
        using var model = OnnxModel.Open(file.Path, new EngineOptions(MemoryMegabytes: 0));
        return [.. QuickUnits.Methods.Create(method).Value.Explain(model, Batch, [Target, Target]).SelectMany(a => a.ToMap(8, 8).Values)];
    }

    private static double Correlation(float[] a, float[] b)
    {
        var (meanA, meanB) = (a.Average(v => (double)v), b.Average(v => (double)v));
        double Product(float[] x, double mx, float[] y, double my) => x.Zip(y, (p, q) => (p - mx) * (q - my)).Sum();
        return Product(a, meanA, b, meanB) / Math.Sqrt(Product(a, meanA, a, meanA) * Product(b, meanB, b, meanB));
    }
}
