using VisEval.Core;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics;

/// <summary>What a metric may ask of the images, maps and networks of the reference numbers; networks are opened once.</summary>
public sealed class GoldenContexts : IDisposable
{
    private readonly Dictionary<string, OnnxModel> _models = [];

    /// <summary>Image and map of an index.</summary>
    public FakeMetricContext Of(GoldenCase golden, int index)
    {
        var (images, maps) = (golden.Input("image"), golden.Input("map"));
        var (height, width) = (images.Shape[^2], images.Shape[^1]);
        var values = maps.Item(index);
        var attribution = new Attribution(
            values.Length == height * width ? new Tensor(values, height, width) : new Tensor(values, images.Shape[1], height, width));
        return new FakeMetricContext(attribution, attribution.ToMap(height, width))
        {
            Model = Model(golden),
            Image = new Tensor(images.Item(index), [1, .. images.Shape[1..]]),
            Target = golden.Json.GetProperty("targets")[index].GetInt32(),
        };
    }

    /// <summary>The network of a case.</summary>
    public OnnxModel Model(GoldenCase golden)
    {
        var file = golden.Json.GetProperty("model").GetString()!;
        if (!_models.TryGetValue(file, out var model))
            _models[file] = model = OnnxModel.Open(MetricGoldens.PathOf(file));
        return model;
    }

    public void Dispose()
    {
        foreach (var model in _models.Values)
            model.Dispose();
    }
}
