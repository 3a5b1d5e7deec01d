using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Methods;
using VisEval.Methods.Surrogate;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Surrogate;

/// <summary>The default numbers of samples are enough: maps of two seeds say the same of an embedded picture and model.</summary>
[Category("Engine")]
public sealed class SeedAgreementTests
{
    private static readonly IAttributionMethod[] Methods = [new Lime(), new KernelShap()];

    [Test]
    public void Maps_of_two_seeds_agree(
        [ValueSource(nameof(Methods))] IAttributionMethod method, [Values("one-040", "two-060")] string picture)
    {
        var scenes = Path.Combine(Repository.Root, "datasets/scenes");
        using var model = OnnxModel.Open(Path.Combine(scenes, "models/residual/model.onnx"));
        var preprocessing = PreprocessingFile.Read(Path.Combine(scenes, "models/residual/model.json"));
        var image = ImageLoader.Load(Path.Combine(scenes, "images", picture + ".png"), preprocessing, model.Input)
            .Input.Reshape(1, 3, 64, 64);
        int[] target = [model.Predict(image).Top1(0)];
        double[] Map(int seed) => Array.ConvertAll(
            method.Explain(model, new ImageBatch(image, [Seed.Of(seed)]), target)[0].Values.Values, v => (double)v);
        Assert.That(Pearson(Map(1), Map(2)), Is.GreaterThan(0.9));
    }

    private static double Pearson(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        double Product(double[] x, double meanX, double[] y, double meanY) => x.Zip(y, (u, v) => (u - meanX) * (v - meanY)).Sum();
        return Product(a, meanA, b, meanB) / Math.Sqrt(Product(a, meanA, a, meanA) * Product(b, meanB, b, meanB));
    }
}
