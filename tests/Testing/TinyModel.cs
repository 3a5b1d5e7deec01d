using VisEval.Onnx.Models;
using VisEval.Tests.Cli;

namespace VisEval.Tests.Testing;

/// <summary>The folder of <see cref="TinyDataset"/> with its network opened.</summary>
internal sealed class TinyModel : IDisposable
{
    private readonly TinyDataset _dataset = new();

    public TinyModel() => Model = OnnxModel.Open(_dataset.Folder["datasets/tiny/models/linear/model.onnx"]);

    /// <summary>The folder.</summary>
    public TemporaryFolder Folder => _dataset.Folder;

    /// <summary>The network.</summary>
    public OnnxModel Model { get; }

    public void Dispose()
    {
        Model.Dispose();
        _dataset.Dispose();
    }
}
