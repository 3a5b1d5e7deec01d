using VisEval.Core;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Runtime;

/// <summary>A network from an ONNX file, run by ONNX Runtime.</summary>
public sealed class OnnxModel : IModel, IDisposable
{
    /// <summary>Opens a network.</summary>
    /// <param name="path">An .onnx file.</param>
    /// <param name="options">Threads and memory.</param>
    /// <exception cref="InputException">The file is not a usable ONNX image classifier; says why.</exception>
    public static OnnxModel Open(string path, EngineOptions? options = null) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ImageSize Input => throw new NotImplementedException();

    /// <inheritdoc/>
    public int ClassCount => throw new NotImplementedException();

    /// <inheritdoc/>
    public string InputTensor => throw new NotImplementedException();

    /// <inheritdoc/>
    public string CamTensor => throw new NotImplementedException();

    /// <inheritdoc/>
    public IReadOnlyList<string> WeightLayers => throw new NotImplementedException();

    /// <inheritdoc/>
    public ClassScores Predict(Tensor batch) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IReadOnlyList<int> ShapeOf(string tensor) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors) => throw new NotImplementedException();

    /// <inheritdoc/>
    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IModel Randomize(IReadOnlyCollection<string> layers, Seed seed) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}

/// <summary>How the engine may use the machine.</summary>
/// <param name="Threads">Threads inside one call; a run works on several images at once instead, with one thread each.</param>
/// <param name="MemoryMegabytes">The budget of one call's tensors; larger batches are cut into micro-batches.</param>
public sealed record EngineOptions(int Threads = 1, int MemoryMegabytes = 512);
