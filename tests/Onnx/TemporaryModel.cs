using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Onnx;

/// <summary>A model file that is gone after the test.</summary>
public sealed class TemporaryModel : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("viseval-test-").FullName;

    public TemporaryModel(byte[] bytes) => File.WriteAllBytes(Path, bytes);

    public TemporaryModel(Graph graph) : this(OnnxFile.Write(graph))
    {
    }

    public string Path => System.IO.Path.Combine(_folder, "model.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
