using BenchmarkDotNet.Attributes;
using VisEval.Benchmarks.Networks;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;

namespace VisEval.Benchmarks;

/// <summary>What it costs to write the backward graph of ResNet-50.</summary>
[Config(typeof(ShortConfig))]
public class GraphBenchmark
{
    private Graph _graph = null!;
    private ShapeTable _shapes = null!;

    /// <summary>Observes the shapes outside the measurement.</summary>
    [GlobalSetup]
    public void Open()
    {
        _graph = ((INetwork)new ResNet50()).Graph();
        _shapes = ShapeObserver.Observe(_graph);
    }

    /// <summary>The derivative at the pixels as graph.</summary>
    [Benchmark]
    public BackwardProgram Gradient() => RuleSet.Standard.Build(_graph, _shapes, _graph.Outputs[0], [_graph.Inputs[0].Name]);
}
