using System.Text.Json;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Methods.ActivationMapping;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class GradCamPlusPlusTests
{
    private static readonly ImageSize Hand = new(2, 2, 2);

    [Test]
    public void By_hand()
    {
        // Channel 0 sums to 2: w = 1/(2+2) + 2/(2+4) + 3/(2+6) = 23/24; channel 1 has no positive gradient: w = 0.
        var model = new LinearModel(Hand, [[1, 2, 3, -2, -1, -1, 0, -2]], [0]);
        var map = new GradCamPlusPlus().Explain(model, Images.Of(Hand, 1, 0, 2, -1, 3, -1, 1, 1), [0])[0];
        Assert.That(map.Values.Values, Is.EqualTo(new[] { 23 / 24f, 0, 46 / 24f, 0 }).Within(1e-6f));
    }

    [Test]
    public void Where_the_denominator_is_zero_nothing_is_added()
    {
        // Channel 0 sums to −2: for g = 1 the denominator 2 + g·(−2) is 0; g = 3 gives 3/(2−6) = −3/4.
        var model = new LinearModel(Hand, [[1, 3, 0, 0, 0, 0, 0, 0]], [0]);
        var map = new GradCamPlusPlus().Explain(model, Images.Of(Hand, 1, -4, 0, 1, 0, 0, 0, 0), [0])[0];
        Assert.That(map.Values.Values, Is.EqualTo(new float[] { 0, 3, 0, 0 }).Within(1e-6f));
    }

    [TestCase("relu1")]
    [TestCase("relu2")]
    public void It_is_the_formula_of_the_paper(string layer)
    {
        var size = new ImageSize(3, 6, 7);
        var model = ConvolutionalModel.Random(size, 4, seed: 41);
        var batch = Images.Random(size, 1, seed: 42);
        var pass = model.Gradient(batch.Values, [2], layer);
        var (channels, plane) = (pass.Values[0].Shape[1], pass.Values[0].Shape[2] * pass.Values[0].Shape[3]);
        var expected = new double[plane];
        for (var k = 0; k < channels; k++)
        {
            double[] a = [.. pass.Values[0].Values.Skip(k * plane).Take(plane).Select(v => (double)v)];
            double[] g = [.. pass.Gradients[0].Values.Skip(k * plane).Take(plane).Select(v => (double)v)];
            var weight = g.Where(v => v != 0).Sum(v => v * v / (2 * v * v + v * v * v * a.Sum()) * Math.Max(v, 0));
            for (var i = 0; i < plane; i++)
                expected[i] += weight * a[i];
        }
        var actual = new GradCamPlusPlus(Layer: layer).Explain(model, batch, [2])[0];
        Assert.That(actual.Values.Values, Is.EqualTo(expected.Select(v => Math.Max(v, 0))).Within(1e-6));
    }

    // The measured difference of this formula and pytorch-grad-cam, in double precision: max|a − b| / max|a| for the class with the highest
    // score.
    [TestCase("bottleneck_grouped", 0.0299939415)]
    [TestCase("convnextish", 0.000732563)]
    [TestCase("densenetish", 0.0050110583)]
    [TestCase("efficientnetish", 0.0053767403)]
    [TestCase("inceptionish", 0.0161614184)]
    [TestCase("mobilenetv2ish", 0.0347158562)]
    [TestCase("mobilenetv3ish", 0.0210714222)]
    [TestCase("opzoo", 0.3121888608)]
    [TestCase("resnetish", 0.0389246157)]
    [TestCase("shufflenetish", 0.0458469286)]
    [TestCase("squeezenetish", 0.000227976)]
    [TestCase("vggish", 0.0014139712)]
    [TestCase("vggish_nobias", 0.0006310105)]
    [Category("Engine")]
    public void The_epsilon_is_the_whole_difference_to_the_other_tool(string network, double difference)
    {
        using var index = JsonDocument.Parse(File.ReadAllText(GoldenFolder.PathOf("index.json")));
        var facts = index.RootElement.EnumerateArray().First(n => n.GetProperty("name").GetString() == network);
        var layer = facts.GetProperty("inner").GetProperty("tensor").GetString();
        int[] targets = [.. facts.GetProperty("targets").EnumerateArray().Select(row => row[0].GetInt32())];
        using var engine = OnnxModel.Open(GoldenFolder.PathOf($"models/{network}.onnx"));
        IModel model = facts.GetProperty("output").GetString() == "softmax" ? new ProbabilityAsScore(engine) : engine;
        var batch = new ImageBatch(NpyFile.Read(GoldenFolder.PathOf($"{network}/input.npy")), [Seed.Of(0), Seed.Of(1)]);

        float[] Values(double epsilon) =>
            [.. new GradCamPlusPlus(epsilon, layer).Explain(model, batch, targets).SelectMany(a => a.Values.Values)];
        var (plain, other) = (Values(0), Values(1e-6));
        var error = plain.Zip(other, (a, b) => Math.Abs((double)a - b)).Max() / plain.Max();
        Assert.That(error, Is.EqualTo(difference).Within(1e-3 * difference));
    }
}
