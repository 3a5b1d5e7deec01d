using BenchmarkDotNet.Attributes;
using VisEval.Benchmarks.Networks;
using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Benchmarks;

/// <summary>What a gradient costs beside a forward pass of the same batch: eight images of 224² on two threads.
/// The column Ratio is what counts.</summary>
[Config(typeof(ShortConfig))]
public class BackwardBenchmark
{
    private const int Images = 8;

    private readonly string _folder = Directory.CreateTempSubdirectory("viseval-benchmark-").FullName;
    private OnnxModel _model = null!;
    private Tensor _batch = null!;
    private Tensor _seed = null!;

    /// <summary>The architectures.</summary>
    public IEnumerable<string> Networks => INetwork.All.Select(n => n.Name);

    /// <summary>The architecture that is measured, with random weights.</summary>
    [ParamsSource(nameof(Networks))]
    public string Network { get; set; } = "";

    /// <summary>Writes and opens the network outside the measurement.</summary>
    [GlobalSetup]
    public void Open()
    {
        var path = Path.Combine(_folder, "model.onnx");
        INetwork.All.Single(n => n.Name == Network).Save(path);
        _model = OnnxModel.Open(path, new EngineOptions(Threads: 2, MemoryMegabytes: 8192, KeptMegabytes: 8192));
        var random = Seed.Of(0).Random();
        _batch = Tensor.Zeros(Images, 3, 224, 224);
        for (var i = 0; i < _batch.Length; i++)
            _batch.Values[i] = (float)random.NextGaussian();
        _seed = ModelExtensions.OneHot(new int[Images], _model.ClassCount);
    }

    /// <summary>Closes the network.</summary>
    [GlobalCleanup]
    public void Close()
    {
        _model.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Class scores.</summary>
    [Benchmark(Baseline = true)]
    public ClassScores Forward() => _model.Predict(_batch);

    /// <summary>Class scores and their gradient at the pixels.</summary>
    [Benchmark]
    public GradientResult GradientAtTheInput() => _model.Gradient(_batch, _seed, [_model.InputTensor], RuleSet.Standard);

    /// <summary>Class scores and their gradient at the last convolution.</summary>
    [Benchmark]
    public GradientResult GradientAtTheLastConvolution() => _model.Gradient(_batch, _seed, [_model.Network.CamTensor], RuleSet.Standard);
}
