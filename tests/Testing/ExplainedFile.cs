using Microsoft.ML.OnnxRuntime;
using VisEval.Core;
using VisEval.Methods;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using ElementKind = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace VisEval.Tests.Testing;

/// <summary>An exported network in a bare session of ONNX Runtime, without anything of VisEval.</summary>
internal sealed class ExplainedFile : IDisposable
{
    private ExplainedFile(byte[] bytes, GraphOptimizationLevel level = GraphOptimizationLevel.ORT_ENABLE_ALL)
    {
        using var options = new SessionOptions
        {
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            GraphOptimizationLevel = level,
        };
        (Bytes, Session) = (bytes, new InferenceSession(bytes, options));
    }

    /// <summary>The file.</summary>
    public byte[] Bytes { get; }

    /// <summary>The session.</summary>
    public InferenceSession Session { get; }

    /// <summary>Exports methods, each as an output of its name.</summary>
    public static ExplainedFile Of(
        OnnxModel model, IReadOnlyList<(string Name, IGraphMethod Method)> methods, int? target = null, Surroundings? around = null)
    {
        var network = new ExplainedNetwork(model, [.. methods.Select(m => m.Name)], target, around);
        foreach (var (_, method) in methods)
            network.Add(method.Build);
        return Of(network);
    }

    /// <summary>Writes a network.</summary>
    public static ExplainedFile Of(ExplainedNetwork network, IReadOnlyDictionary<string, string>? metadata = null)
    {
        using var stream = new MemoryStream();
        network.Write(metadata ?? new Dictionary<string, string>(), write => write(stream));
        return new ExplainedFile(stream.ToArray());
    }

    /// <summary>A graph as it stands: nothing is fused, so that equal operators give equal numbers.</summary>
    public static ExplainedFile Of(Graph graph) => new(OnnxFile.Write(graph), GraphOptimizationLevel.ORT_DISABLE_ALL);

    /// <summary>Runs it on images, converted to the type that it takes; every output of floating-point numbers.</summary>
    public IReadOnlyDictionary<string, Tensor> Run(Tensor images, IReadOnlyList<int>? targets = null)
    {
        var names = Session.InputNames;
        using var image = Typed(images, Session.InputMetadata[names[0]].ElementDataType);
        var classes = targets?.Select(t => (long)t).ToArray() ?? [];
        using var target = OrtValue.CreateTensorValueFromMemory(classes, [classes.Length]);
        using var run = new RunOptions();
        using var results = Session.Run(run, names, targets is null ? [image] : [image, target], Session.OutputNames);
        return Session.OutputNames.Zip(results)
            .Where(r => r.Second.GetTensorTypeAndShape().ElementDataType == ElementKind.Float)
            .ToDictionary(r => r.First, r => new Tensor(
                r.Second.GetTensorDataAsSpan<float>().ToArray(), [.. r.Second.GetTensorTypeAndShape().Shape.Select(d => (int)d)]));
    }

    private static OrtValue Typed(Tensor images, ElementKind type)
    {
        long[] shape = [.. images.Shape.ToArray().Select(d => (long)d)];
        return type switch
        {
            ElementKind.UInt8 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(images.Values, v => (byte)v), shape),
            ElementKind.Float16 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(images.Values, v => (Float16)v), shape),
            _ => OrtValue.CreateTensorValueFromMemory(images.Values, shape),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => Session.Dispose();
}
