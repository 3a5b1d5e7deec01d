using VisEval.Core;
using VisEval.Methods.Backpropagation;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Backpropagation;

/// <summary>FullGrad and its smoothed form, in plain loops over the gradients of the small network.</summary>
[Category("Engine")]
public sealed class FullGradTests
{
    private const int Target = 2;
    private static readonly OnnxModel Model = QuickUnits.ModelFor("fullgrad");
    private static readonly ImageBatch Batch = Images.Random(new ImageSize(3, 8, 8), 1, seed: 9);

    [Test]
    public void Every_layer_is_rescaled_to_the_unit_range_before_the_sum([Values] bool alignCorners)
    {
        var expected = Expected([Batch.Values], rescale: true, alignCorners);
        AreEqual(new FullGrad(AlignCorners: alignCorners).Explain(Model, Batch, [Target])[0], expected);
        // Each part reaches 1 somewhere in one of its channels, so it has the same say whatever its gradients are.
        Assert.That(expected.Max(), Is.GreaterThan(1));
    }

    [Test]
    public void Without_rescaling_it_is_the_sum_of_the_magnitudes() =>
        AreEqual(new FullGrad(Rescale: false).Explain(Model, Batch, [Target])[0], Expected([Batch.Values], false, false));

    [Test]
    public void A_layer_with_gradients_a_thousand_times_larger_has_no_larger_say()
    {
        // The scores times 1000: every gradient grows, no map does.
        using var file = new VisEval.Tests.Onnx.TemporaryModel(VisEval.Tests.Onnx.SmallNetworks.Convolutional((_, x) => x * 1000f));
        using var large = OnnxModel.Open(file.Path);
        var map = new FullGrad().Explain(large, Batch, [Target])[0].Values.Values;
        Assert.That(map, Is.EqualTo(new FullGrad().Explain(Model, Batch, [Target])[0].Values.Values).Within(1e-4));
    }

    [Test]
    public void Smoothed_it_averages_signed_parts_over_the_noisy_copies([Values] bool rescale)
    {
        var image = Batch.Values.Values;
        var sigma = 0.2 * ((double)image.Max() - image.Min());
        var copies = Enumerable.Range(0, 70).Select(s =>
        {
            var random = Batch.Seeds[0].For(s).Random();
            return new Tensor([.. image.Select(x => x + (float)(sigma * random.NextGaussian()))], Batch.Values.Shape);
        }).ToList();
        AreEqual(new SmoothFullGrad(70, 0.2, rescale).Explain(Model, Batch, [Target])[0], Expected(copies, rescale, false));
    }

    [Test]
    public void Without_noise_the_smoothed_form_is_fullgrad() => AreEqual(
        new SmoothFullGrad(3, 0).Explain(Model, Batch, [Target])[0],
        [.. new FullGrad().Explain(Model, Batch, [Target])[0].Values.Values.Select(v => (double)v)]);

    private static double[] Expected(IReadOnlyList<Tensor> images, bool rescale, bool alignCorners)
    {
        var biases = Model.Network.Biases.Where(b => Model.Network.ShapeOf(b.Tensor).Count == 3).ToList();
        Assert.That(biases, Is.Not.Empty);
        string[] tensors = [Model.InputTensor, .. biases.Select(b => b.Tensor)];
        var passes = images.Select(x => (x, Model.Gradient(
            x, ModelExtensions.OneHot([Target], Model.ClassCount), tensors, RuleSet.Standard).Gradients)).ToList();
        var map = new double[64];
        for (var t = 0; t < tensors.Length; t++)
        {
            var shape = Model.Network.ShapeOf(tensors[t]);
            var plane = shape[1] * shape[2];
            var part = Enumerable.Range(0, shape[0] * plane).Select(i => Math.Abs(passes.Average(p =>
                (double)p.Gradients[t].Values[i] * (t == 0 ? p.x.Values[i] : biases[t - 1].At(i))))).ToArray();
            var (low, range) = rescale ? (part.Min(), part.Max() - part.Min()) : (0, 1);
            var sums = Enumerable.Range(0, plane).Select(i =>
                Enumerable.Range(0, shape[0]).Sum(c => (part[c * plane + i] - low) / range)).ToArray();
            for (var y = 0; y < 8; y++)
                for (var x = 0; x < 8; x++)
                    map[8 * y + x] += Bilinear(sums, shape[1], shape[2], At(y, shape[1], alignCorners), At(x, shape[2], alignCorners));
        }
        return map;
    }

    private static double At(int place, int length, bool alignCorners) => alignCorners
        ? place * (length - 1) / 7.0
        : Math.Clamp((place + 0.5) * length / 8 - 0.5, 0, length - 1);

    private static double Bilinear(double[] plane, int height, int width, double y, double x)
    {
        var (top, left) = ((int)y, (int)x);
        var (bottom, right) = (Math.Min(top + 1, height - 1), Math.Min(left + 1, width - 1));
        double Row(int row) => plane[row * width + left] * (1 - (x - left)) + plane[row * width + right] * (x - left);
        return Row(top) * (1 - (y - top)) + Row(bottom) * (y - top);
    }

    private static void AreEqual(Attribution actual, double[] expected) =>
        Assert.That(actual.Values.Values, Is.EqualTo(expected).Within(1e-4 * expected.Max()));
}
