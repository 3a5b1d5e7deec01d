using Google.Protobuf;
using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Format;

/// <summary>Reads and writes .onnx bytes.</summary>
public static class OnnxFile
{
    private const int IrVersion = 10;

    /// <summary>Reads a graph as it stands in the file; constants are collected, nothing else is changed.</summary>
    /// <exception cref="InputException">The file is missing, is not ONNX, or is inconsistent.</exception>
    public static Graph Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {error.Message}", error);
        }
        return Parse(bytes, path);
    }

    /// <summary>Reads a graph from bytes; <paramref name="path"/> names the file in messages and locates external data.</summary>
    /// <exception cref="InputException">The bytes are not a consistent ONNX model.</exception>
    public static Graph Parse(byte[] bytes, string path)
    {
        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new InputException($"{path}: not an ONNX file, or cut off ({error.Message}).", error);
        }
        if (model.Graph is null || model.Graph.Node.Count == 0 || model.OpsetImport.Count == 0)
            throw new InputException($"{path}: not an ONNX model: it holds no graph with operators and an operator set version.");
        return GraphReader.Read(model, path);
    }

    /// <summary>The bytes of a model that computes the graph.</summary>
    public static byte[] Write(Graph graph, string producer = "VisEval") =>
        GraphWriter.Write(graph, producer, IrVersion).ToByteArray();
}
