using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Relevance;

/// <summary>Σ m·Δx = Δy for every operator, whatever its inputs.</summary>
public sealed class DeepLiftTests
{
    private static readonly OperatorFamily[] Approximate = [OperatorFamily.Norming, OperatorFamily.Reducing, OperatorFamily.Deciding];

    // A layer's parameters are constants.
    private static readonly OperatorFamily[] OfOneInput = [OperatorFamily.Elementwise, OperatorFamily.Centring];

    // Not exact, and said so: norms; comparisons and choices, which have no slope; positions computed from the data; products
    // of three; the second outputs of a normalization or pool.
    public static IEnumerable<GradientCase> Rows => GradientCases.All
        .Where(c => c.Operator is not "BatchNormalization"
            && OperatorFamilies.ByOperator.TryGetValue(c.Operator, out var family) && !Approximate.Contains(family))
        .Where(c => c.Inputs.Length == c.Differentiated.Length && !(c.Operator == "Einsum" && c.Inputs.Length > 2))
        .Where(c => !c.Name.Contains("computed")
            && !c.Name.EndsWith("its indices used", StringComparison.Ordinal) && !c.Name.Contains("with its mean"));

    [TestCaseSource(nameof(Rows))]
    public void The_contributions_sum_to_the_difference_of_the_results(GradientCase row)
    {
        // All inputs are parts of one long input, so that several can depend on the data; those of an activation or normalization but the
        // first are constants.
        var data = OfOneInput.Contains(OperatorFamilies.ByOperator[row.Operator]) ? 1 : row.Inputs.Length;
        var lengths = row.Inputs.Take(data).Select(i => (long)i.Length).ToArray();
        var b = new GraphBuilder();
        var all = b.Input("x", ElementType.Float, lengths.Sum());
        var start = 0L;
        var inputs = row.Inputs.Select((x, i) =>
        {
            if (i >= data)
                return b.Constant(Constant.Of(x.Values, [.. x.Shape.ToArray().Select(d => (long)d)]));
            var part = all.Slice(0, start, start + lengths[i]).Reshape([.. x.Shape.ToArray().Select(d => (long)d)]);
            start += lengths[i];
            return part;
        }).ToArray();
        var output = row.Build(b, inputs);
        var graph = b.Build([output.Name]);
        var program = RuleSet.DeepLift.Build(graph, ShapeObserver.Observe(graph), output.Name, ["x"]);
        using var forward = new Session(graph, 1);
        using var backward = new Session(program.Graph with { Outputs = [.. program.Gradients] }, 1);

        var image = new Tensor([.. row.Inputs.Take(data).SelectMany(i => i.Values)], (int)lengths.Sum());
        // The same values in another order lie in the operator's domain too.
        var reference = new Tensor([.. row.Inputs.Take(data).SelectMany(Shuffled)], image.Shape);
        var (y, y0) = (forward.Run(("x", image))[0], forward.Run(("x", reference))[0]);
        var seed = GradientCase.Between(0.5, 1.5, 8, y.Shape.ToArray());
        var feeds = new List<(string, Tensor)> { ("x", image), (program.Seed, seed) };
        if (program.Reference is { } name)
            feeds.Add((name, reference));
        var multipliers = backward.Run(feeds)[0];

        var expected = Enumerable.Range(0, y.Length).Sum(i => seed.Values[i] * ((double)y.Values[i] - y0.Values[i]));
        var actual = Enumerable.Range(0, image.Length).Sum(i => multipliers.Values[i] * ((double)image.Values[i] - reference.Values[i]));
        var scale = Enumerable.Range(0, y.Length).Sum(i => Math.Abs((double)y.Values[i] - y0.Values[i])) + 1e-3;
        Assert.That(actual, Is.EqualTo(expected).Within(1e-4 * scale));
    }

    [TestCase("vitish")]
    [TestCase("convnextish")]
    [TestCase("efficientnetish")]
    [TestCase("mobilenetv2ish")]
    [TestCase("mobilenetv3ish")]
    [TestCase("shufflenetish")]
    [TestCase("resnetish")]
    public void The_contributions_of_a_network_sum_to_the_difference_of_the_scores(string network)
    {
        using var model = OnnxModel.Open(Testing.GoldenFolder.PathOf($"models/{network}.onnx"));
        var images = GradientCase.Between(-2, 2, 5, 2, model.Input.Channels, model.Input.Height, model.Input.Width);
        var references = GradientCase.Between(-1, 1, 6, 2, model.Input.Channels, model.Input.Height, model.Input.Width);
        int[] targets = [1, 2];
        var pass =
            model.Gradient(images, ModelExtensions.OneHot(targets, model.ClassCount), [model.InputTensor], RuleSet.DeepLift, references);
        var (scores, scores0) = (model.Predict(images), model.Predict(references));
        for (var n = 0; n < 2; n++)
        {
            var sum = 0.0;
            for (var i = 0; i < images.ItemLength; i++)
                sum += pass.Gradients[0].Item(n)[i] * ((double)images.Item(n)[i] - references.Item(n)[i]);
            var expected = (double)scores.Logit(n, targets[n]) - scores0.Logit(n, targets[n]);
            Assert.That(sum, Is.EqualTo(expected).Within(1e-4 * Math.Max(1, Math.Abs(expected))), $"image {n}");
        }
    }

    [Test]
    public void A_mean_that_the_network_goes_on_with_is_refused_not_dropped([Values] bool deepLift)
    {
        var row = GradientCases.All.Single(c => c.Name == "LayerNormalization with its mean and deviation");
        var b = new GraphBuilder();
        var x = b.Input("x", ElementType.Float, [.. row.Inputs[0].Shape.ToArray().Select(d => (long?)d)]);
        var output = row.Build(
            b, [x, .. row.Inputs.Skip(1).Select(i => b.Constant(Constant.Of(i.Values, [.. i.Shape.ToArray().Select(d => (long)d)])))]);
        var graph = b.Build([output.Name]);
        Assert.That(
            () => (deepLift ? RuleSet.DeepLift : Composites.Epsilon(1e-6)).Build(graph, ShapeObserver.Observe(graph), output.Name, ["x"]),
            Throws.TypeOf<NoGradientRuleException>().With.Message.Contains("mean or deviation"));
    }

    private static float[] Shuffled(Tensor tensor)
    {
        var values = (float[])tensor.Values.Clone();
        Seed.Of(7).Random().Shuffle<float>(values);
        return values;
    }

    [Test]
    public void A_reference_is_needed()
    {
        using var model = OnnxModel.Open(Testing.GoldenFolder.PathOf("models/vggish.onnx"));
        var image = Tensor.Zeros(1, 3, 32, 32);
        Assert.That(
            () => model.Gradient(image, ModelExtensions.OneHot([0], model.ClassCount), [model.InputTensor], RuleSet.DeepLift),
            Throws.ArgumentException.With.Message.Contains("one image for each"));
    }
}
