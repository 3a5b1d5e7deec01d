using MathNet.Numerics.Statistics;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Methods.Facts;
using VisEval.Onnx.Engine;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods;

/// <summary>Maps of randomized methods hardly depend on the seed, at their default numbers of samples, on the embedded residual
/// network.</summary>
[Category("Engine")]
public sealed class SeedAgreementTests
{
    // The random control and wrappers are left out.
    public static IEnumerable<string> Names => QuickUnits.Methods.Entries.Select(e => e.Name).Where(name =>
        MethodFacts.Of(QuickUnits.Methods.Create(name).Value) is { IsRandomized: true, IsControl: false });

    [TestCaseSource(nameof(Names))]
    public void Two_seeds_give_maps_that_correlate(string name)
    {
        var folder = Path.Combine(Repository.Root, "datasets", "scenes");
        var dataset = DatasetReader.Read(Path.Combine(folder, "dataset.json"));
        var opened = ModelFile.Open(Path.Combine(folder, "models", "residual", "model.onnx"), new EngineOptions());
        using var closes = (IDisposable)opened.Model;
        var image = ImageLoader.Load(dataset, dataset.Manifest.Images[0], opened.Description!.Preprocessing!, opened.Model.Input);
        var method = QuickUnits.Methods.Create(name).Value;
        double[] Map(long seed)
        {
            var attribution =
                method.Explain(opened.Model, new ImageBatch(image.Input, [Seed.Of(seed)]), dataset.Manifest.Images[0].Labels)[0];
            return Array.ConvertAll(attribution.ToMap(64, 64).Values, v => (double)v);
        }
        Assert.That(Correlation.Pearson(Map(1), Map(2)), Is.GreaterThan(0.9));
    }
}
