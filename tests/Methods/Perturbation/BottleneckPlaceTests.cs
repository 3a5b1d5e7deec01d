using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Methods.Perturbation;
using VisEval.Onnx.Engine;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Perturbation;

/// <summary>Where the bottleneck lies decides how well its map finds the object: in the middle of the network, as the authors put
/// it.</summary>
[Category("Engine")]
public sealed class BottleneckPlaceTests
{
    private const int Images = 10;

    [TestCase("residual")]
    [TestCase("separable")]
    public void In_the_middle_more_of_the_map_lies_on_the_object_than_at_the_last_layer(string network)
    {
        var folder = Path.Combine(Repository.Root, "datasets", "scenes");
        var dataset = DatasetReader.Read(Path.Combine(folder, "dataset.json"));
        var opened = ModelFile.Open(Path.Combine(folder, "models", network, "model.onnx"), new EngineOptions());
        using var closes = (IDisposable)opened.Model;
        var source = new DatasetImages(dataset, dataset.Manifest.Images, dataset.Manifest.Preprocessing!, opened.Model.Input);
        var images = dataset.Manifest.Images.Where(i => i.Objects.Count == 1).Take(Images).Select(source.Load).ToList();
        double Energy(InformationBottleneck method) => images.Average(image =>
        {
            var target = image.Image.Labels[0];
            var map = method.Explain(opened.Model, new ImageBatch(image.Input, [image.SeedOf(Seed.Of(0))]), [target])[0].ToMap(64, 64);
            var inside = source.Truth(image, target, target)!.Input.Pixels;
            return map.Values.Where((_, i) => inside[i]).Sum(v => (double)v) / map.Values.Sum(v => (double)v);
        });
        Assert.That(new InformationBottleneck().Layer, Is.EqualTo("middle"));
        Assert.That(Energy(new InformationBottleneck()), Is.GreaterThan(1.5 * Energy(new InformationBottleneck(Layer: "final"))));
    }
}
