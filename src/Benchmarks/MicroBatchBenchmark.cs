using BenchmarkDotNet.Attributes;
using VisEval.Core;
using VisEval.Onnx.Models;

namespace VisEval.Benchmarks;

/// <summary>What would be gained if the samples of different images shared a call: 64 samples (four images of 16 steps) in calls of 1 to 64.</summary>
/// <remarks>They do not share one: a kernel may round differently in another batch, and an image's map must not depend on its neighbours.</remarks>
[Config(typeof(ShortConfig))]
public class MicroBatchBenchmark
{
    private const int Samples = 64;

    private Scene _scene = null!;
    private Tensor[] _calls = null!;

    /// <summary>A small and a large network.</summary>
    [Params("residual", "mobilenet-v2")]
    public string Network { get; set; } = "";

    /// <summary>Samples a call.</summary>
    [Params(1, 4, 16, 64)]
    public int PerCall { get; set; }

    /// <summary>Opens the network and draws the samples.</summary>
    [GlobalSetup]
    public void Open()
    {
        _scene = Scene.Open(Network);
        var random = Seed.Of(1).Random();
        var image = _scene.Batch.Values;
        _calls = [.. Enumerable.Range(0, Samples / PerCall).Select(_ => Tensor.Zeros([PerCall, .. image.Shape[1..]]))];
        foreach (var call in _calls)
            for (var i = 0; i < call.Length; i++)
                call.Values[i] = (float)random.NextGaussian();
    }

    /// <summary>Closes the network.</summary>
    [GlobalCleanup]
    public void Close() => _scene.Dispose();

    /// <summary>Class scores of all samples.</summary>
    [Benchmark]
    public void Forward()
    {
        foreach (var call in _calls)
            _scene.Model.Predict(call);
    }

    /// <summary>The gradient of one logit for all samples.</summary>
    [Benchmark]
    public void Gradient()
    {
        foreach (var call in _calls)
            _scene.Model.Gradient(call, [.. Enumerable.Repeat(0, call.BatchSize)], _scene.Model.InputTensor);
    }
}
