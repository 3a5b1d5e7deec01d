using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Onnx.Loading;

/// <summary>A network whose scores are not the classes of the dataset: labelOffset and labelMap.</summary>
public sealed class LabelChoiceTests
{
    private const int Scores = 5;
    private static readonly ImageSize Size = new(1, 2, 3);
    private static readonly int Pixels = Size.Length;

    private static readonly float[] Weights = [.. Enumerable.Range(0, Scores * Pixels).Select(i => (float)Math.Sin(1.7 * i))];
    private static readonly float[] Bias = [0.3f, -0.1f, 0.2f, 0.4f, -0.5f];
    private static readonly Tensor Image = new([.. Enumerable.Range(0, Pixels).Select(i => (float)Math.Cos(i))], 1, 1, 2, 3);

    // Every way to end: one layer, a product with a sum, a convolution of one pixel, and scores that no layer makes.
    private static IEnumerable<TestCaseData> Endings()
    {
        static Value Rows(GraphBuilder b) => b.Weight("w", Constant.Of(Weights, Scores, Pixels));
        static Value Vector(GraphBuilder b) => b.Weight("b", Constant.Of(Bias, Scores));
        yield return Case("Gemm", (b, x) => b.Op("Gemm", [x.Map("Flatten"), Rows(b), Vector(b)], ("transB", 1L)));
        yield return Case(
            "Gemm and softmax", (b, x) => b.Op("Gemm", [x.Map("Flatten"), Rows(b), Vector(b)], ("transB", 1L)).Map("Softmax"));
        yield return Case("MatMul and Add", (b, x) => x.Map("Flatten").MatMul(
            b.Weight("t", Constant.Of(Transposed(), Pixels, Scores))) + Vector(b));
        yield return Case("Conv", (b, x) => b.Op(
            "Conv", [x, b.Weight("k", Constant.Of(Weights, Scores, 1, 2, 3)), Vector(b)]).Map("Flatten"));
        yield return Case("no layer", (b, x) => b.Op("Gemm", [x.Map("Flatten"), Rows(b), Vector(b)], ("transB", 1L)) * b.Scalar(1));
    }

    [TestCaseSource(nameof(Endings))]
    public void The_scores_gradients_and_relevance_are_those_of_the_chosen_scores(Func<GraphBuilder, Value, Value> ending)
    {
        foreach (var choice in new[]
                 {
                     new NetworkChoices { LabelOffset = 1 }, new NetworkChoices { LabelOffset = 3 },
                     new NetworkChoices { LabelMap = [4, 0, 2] },
                 })
        {
            var classes = choice.ScoresOf(Scores)!;
            using var file = new TemporaryModel(Network(ending));
            using var whole = OnnxModel.Open(file.Path);
            using var chosen = OnnxModel.Open(file.Path, choices: choice);
            Assert.That(chosen.ClassCount, Is.EqualTo(classes.Count));
            var (all, some) = (whole.Predict(Image), chosen.Predict(Image));
            Assert.That(some.Logits.Values, Is.EqualTo(classes.Select(c => all.Logit(0, c))).Within(1e-5));
            Assert.That(some.Probabilities.Values.Sum(), Is.EqualTo(1).Within(1e-5), "of the classes alone");
            for (var k = 0; k < classes.Count; k++)
            {
                var gradient = chosen.Gradient(
                    Image, ModelExtensions.OneHot([k], classes.Count), [chosen.Network.InputTensor], RuleSet.Standard).Gradients[0];
                Assert.That(gradient.Values, Is.EqualTo(Weights[(classes[k] * Pixels)..((classes[k] + 1) * Pixels)]).Within(1e-5));
            }
        }
    }

    [Test]
    public void The_weights_of_the_last_layer_are_chosen_so_that_no_layer_is_added()
    {
        using var file = new TemporaryModel(Network((b, x) => b.Op(
            "Gemm", [x.Map("Flatten"), b.Weight("w", Constant.Of(Weights, Scores, Pixels)), b.Weight("b", Constant.Of(Bias, Scores))],
            ("transB", 1L))));
        using var model = OnnxModel.Open(file.Path, choices: new NetworkChoices { LabelOffset = 1 });
        Assert.That(model.Network.WeightLayers, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_choice_that_leaves_the_network_is_refused()
    {
        Assert.That(() => new NetworkChoices { LabelOffset = 5 }.ScoresOf(5), Throws.TypeOf<InputException>());
        Assert.That(
            () => new NetworkChoices { LabelMap = [0, 5] }.ScoresOf(5),
            Throws.TypeOf<InputException>().With.Message.StartsWith("labelMap names score 5; the network gives 5 scores, 0 to 4"));
        Assert.That(NetworkChoices.None.ScoresOf(5), Is.Null);
    }

    private static TestCaseData Case(string name, Func<GraphBuilder, Value, Value> ending) =>
        new TestCaseData(ending).SetArgDisplayNames(name);

    private static float[] Transposed() =>
        [.. Enumerable.Range(0, Scores * Pixels).Select(i => Weights[i % Scores * Pixels + i / Scores])];

    private static Graph Network(Func<GraphBuilder, Value, Value> ending)
    {
        var b = new GraphBuilder();
        var scores = ending(b, b.Input("image", ElementType.Float, null, 1, 2, 3));
        return b.Build([scores.Name]);
    }
}
