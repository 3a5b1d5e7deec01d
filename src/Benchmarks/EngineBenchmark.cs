using BenchmarkDotNet.Attributes;
using VisEval.Core;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Benchmarks;

/// <summary>What a forward pass and a backward pass cost; everything else is counted in these.</summary>
[Config(typeof(ShortConfig))]
public class EngineBenchmark
{
    private Scene _scene = null!;

    /// <summary>Opens the network outside the measurement.</summary>
    [GlobalSetup]
    public void Open() => _scene = Scene.Open();

    /// <summary>Closes the network.</summary>
    [GlobalCleanup]
    public void Close() => _scene.Dispose();

    /// <summary>Class scores of one image.</summary>
    [Benchmark(Baseline = true)]
    public ClassScores Forward() => _scene.Model.Predict(_scene.Batch.Values);

    /// <summary>The gradient of one logit at the pixels.</summary>
    [Benchmark]
    public GradientResult Gradient() => _scene.Model.Gradient(_scene.Batch.Values, _scene.Targets, _scene.Model.Network.InputTensor);

    /// <summary>The same by the rules of guided back-propagation.</summary>
    [Benchmark]
    public GradientResult GuidedBackpropagation() => _scene.Model.Gradient(
        _scene.Batch.Values, ModelExtensions.OneHot(_scene.Targets, _scene.Model.ClassCount), [_scene.Model.Network.InputTensor], RuleSet.GuidedBackpropagation);
}
