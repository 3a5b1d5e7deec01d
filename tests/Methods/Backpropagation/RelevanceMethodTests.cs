using VisEval.Core;
using VisEval.Methods.Backpropagation;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Onnx;
using VisEval.Tests.Onnx.Gradients;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Backpropagation;

/// <summary>Where relevance starts and how passes are combined, on one linear layer S_c = Σ x_i·w_ic + b_c with x ≥ 0.</summary>
public sealed class RelevanceMethodTests
{
    private const int Classes = 3;
    private static readonly ImageSize Size = new(1, 2, 3);
    private static readonly float[] Weights = GradientCase.Between(-1, 1, 4, 6, Classes).Values;
    private static readonly float[] Bias = [0.3f, -0.2f, 0.1f];
    private static readonly float[] Image = [0.5f, 1, 0.2f, 2, 0.7f, 1.5f];
    private static readonly OnnxModel Model = Open();

    [Test]
    public void Lrp_starts_with_the_logit([Range(0, Classes - 1)] int target) =>
        // x·w/z of S = z is x·w.
        AreEqual(new LrpEpsilon(1e-9), target, i => Image[i] * W(i, target));

    [Test]
    public void Excitation_starts_with_one([Range(0, Classes - 1)] int target) =>
        AreEqual(new ExcitationBackprop(), target, i => Excitation(i, target, 1));

    [Test]
    public void The_contrast_is_the_unit_with_turned_signs([Range(0, Classes - 1)] int target) => AreEqual(
        new ContrastiveExcitationBackprop(), target, i => Excitation(i, target, 1) - Excitation(i, target, -1));

    [Test]
    public void Softmax_gradient_lrp_starts_with_the_derivative_of_the_probability([Range(0, Classes - 1)] int target)
    {
        var scores = Enumerable.Range(0, Classes).Select(Score).ToArray();
        var probabilities = scores.Select(s => Math.Exp(s) / scores.Sum(Math.Exp)).ToArray();
        AreEqual(new Sglrp(1e-9), target, i => Enumerable.Range(0, Classes).Sum(n =>
            probabilities[target] * ((n == target ? 1 : 0) - probabilities[n]) * Image[i] * W(i, n) / scores[n]));
    }

    [Test]
    public void Contrastive_lrp_subtracts_the_dual_at_the_same_sum([Values] ContrastiveStart contrast)
    {
        var batch = Images.Of(Size, Image);
        double[] Pass(RuleSet rules, params float[] start) =>
            [.. Model.Gradient(batch.Values, new Tensor(start, 1, Classes), ["image"], rules).Gradients[0].Values.Select(v => (double)v)];
        var score = (float)Score(0);
        var relevance = Pass(Composites.DeepTaylor(-1, 3), score, 0, 0);
        var dual = contrast == ContrastiveStart.Others
            ? Pass(Composites.DeepTaylor(-1, 3), 0, score / 2, score / 2)
            : Pass(Composites.DeepTaylorContrast(-1, 3), score, 0, 0);
        AreEqual(new Clrp(contrast, -1, 3), 0, i => Math.Max(0, relevance[i] - relevance.Sum() / dual.Sum() * dual[i]));
    }

    [Test]
    public void Deep_shap_explains_the_difference_to_the_mean_reference()
    {
        var batch = Images.Of(Size, Image);
        var references = GradientCase.Between(-1, 1, 5, 4, 1, 2, 3);
        var actual = new DeepShap().Explain(Model, batch.With(references), [1])[0].Values.Values;
        for (var i = 0; i < Image.Length; i++)
            Assert.That(
                actual[i],
                Is.EqualTo(W(i, 1) * (Image[i] - Enumerable.Range(0, 4).Average(r => (double)references.Item(r)[i]))).Within(1e-5));
    }

    private static void AreEqual(VisEval.Methods.IAttributionMethod method, int target, Func<int, double> expected) => Assert.That(
        method.Explain(Model, Images.Of(Size, Image), [target])[0].Values.Values,
        Is.EqualTo(Enumerable.Range(0, Image.Length).Select(expected)).Within(1e-4));

    // The share of x_i in what raises the unit, or with sign −1 the unit with turned weights and bias.
    private static double Excitation(int i, int c, int sign) => Image[i] * Math.Max(0, sign * W(i, c))
        / (Math.Max(0, sign * Bias[c]) + Enumerable.Range(0, Image.Length).Sum(k => Image[k] * Math.Max(0.0, sign * W(k, c))));

    private static double Score(int c) => Bias[c] + Enumerable.Range(0, Image.Length).Sum(i => (double)Image[i] * W(i, c));

    private static float W(int i, int c) => Weights[Classes * i + c];

    private static OnnxModel Open()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 1, 2, 3).Map("Flatten");
        var scores = b.Op("Gemm", [x, b.Weight("w", Constant.Of(Weights, 6, Classes)), b.Weight("b", Constant.Of(Bias, Classes))]);
        using var file = new TemporaryModel(b.Build([scores.Name]));
        return OnnxModel.Open(file.Path);
    }
}
