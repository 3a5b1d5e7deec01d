using MathNet.Numerics.Statistics;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Configuration;

/// <summary>A preset makes a method cheaper, but no other method of it: its maps are close to those at the method's own defaults.</summary>
[Category("Engine")]
public sealed class PresetConvergenceTests
{
    private static readonly string Scenes = Path.Combine(Repository.Root, "datasets", "scenes");

    // Of the networks the cheapest; the others when a preset changes.
    private const string Always = "plain";

    private static readonly string[] Images = ["one-000", "one-007", "two-001"];

    public static IEnumerable<TestCaseData> Cases()
    {
        var methods = Catalogues.BuiltIn().Methods.Entries.Select(e => e.Name).ToHashSet();
        return from preset in Presets.All
               from unit in preset.Options
               where methods.Contains(unit.Key)
               from model in DatasetReader.Read(Path.Combine(Scenes, "dataset.json")).Manifest.PresetModels![Settings.DefaultPreset]
               let options = string.Join(',', unit.Value.Select(o => $"{o.Key}={o.Value}"))
               let cheaper = $"{unit.Key}:{options}"
               let test = new TestCaseData(model, unit.Key, cheaper).SetArgDisplayNames(preset.Name, cheaper, model)
               select OnDemand.Case(test, isAlways: model == Always);
    }

    [TestCaseSource(nameof(Cases))]
    public void A_map_correlates_with_the_one_at_the_defaults(string network, string unit, string cheaper)
    {
        var dataset = DatasetReader.Read(Path.Combine(Scenes, "dataset.json"));
        var opened = ModelFile.Open(Path.Combine(Scenes, "models", network, "model.onnx"), new EngineOptions());
        using var closes = (IDisposable)opened.Model;
        var preprocessing = opened.Description!.Preprocessing!;
        var (own, preset) = (Catalogues.BuiltIn().Methods.Create(unit).Value, Catalogues.BuiltIn().Methods.Create(cheaper).Value);
        Assert.That(
            PassEstimate.Of(preset, opened.Model).ForwardEquivalents,
            Is.LessThanOrEqualTo(PassEstimate.Of(own, opened.Model).ForwardEquivalents));
        var correlations = dataset.Manifest.Images.Where(i => Images.Contains(i.Id)).Select(image =>
        {
            var input = ImageLoader.Load(dataset, image, preprocessing, opened.Model.Input).Input;
            double[] MapOf(IAttributionMethod method) => Map(method, opened.Model, input, image, preprocessing.Surroundings());
            return Correlation.Pearson(MapOf(own), MapOf(preset));
        });
        Assert.That(correlations.Average(), Is.GreaterThanOrEqualTo(0.9));
    }

    private static double[] Map(IAttributionMethod method, IModel model, Tensor input, DatasetImage image, Surroundings around)
    {
        var batch = new ImageBatch(input, [Seed.Of(0).For(image.Id)]) { Surroundings = [around] };
        var explained = method.Explain(model, batch, [image.Labels[0]])[0];
        return Array.ConvertAll(explained.ToMap(model.Input.Height, model.Input.Width).Values, v => (double)v);
    }
}
