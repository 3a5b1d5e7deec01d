using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;
using VisEval.Training.Networks;
using VisEval.Training.Optimization;
using VisEval.Training.Scenes;

namespace VisEval.Tests.Training.Networks;

/// <summary>An architecture with its first weights, as it is exported.</summary>
internal sealed class ExportedNetwork : IDisposable
{
    private readonly TemporaryModel _file;

    public ExportedNetwork(INetwork network)
    {
        using var program = new TrainingProgram(network, SceneRenderer.Size, SceneClasses.Names.Count, Seed.Of(5), threads: 1);
        Graph = program.Export();
        _file = new TemporaryModel(Graph);
        Model = OnnxModel.Open(_file.Path);
    }

    public Graph Graph { get; }

    public OnnxModel Model { get; }

    public void Dispose()
    {
        Model.Dispose();
        _file.Dispose();
    }
}
