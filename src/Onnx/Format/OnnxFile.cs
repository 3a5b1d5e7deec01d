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
    public static Graph Read(string path) => ReadModel(path).Graph;

    /// <summary>Reads a graph with what the file states about itself.</summary>
    internal static OnnxModelFile ReadModel(string path)
    {
        byte[] bytes;
        try
        {
            // The format's own limit; larger weights stand in files beside the model.
            if (new FileInfo(path) is { Exists: true, Length: > int.MaxValue } file)
                throw new InputException($"{path}: {file.Length} bytes; an ONNX file has at most 2 GB, more weights go into files beside it.");
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {error.Message}", error);
        }
        return ParseModel(bytes, path);
    }

    /// <summary>Reads a graph from bytes; <paramref name="path"/> names the file in messages and locates external data.</summary>
    /// <exception cref="InputException">The bytes are not a consistent ONNX model.</exception>
    public static Graph Parse(byte[] bytes, string path) => ParseModel(bytes, path).Graph;

    internal static OnnxModelFile ParseModel(byte[] bytes, string path)
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
        var (inputs, outputs) = (model.Graph.Input.Select(Declared).ToList(), model.Graph.Output.Select(Declared).ToList());
        var graph = GraphReader.Read(model, path);
        return new OnnxModelFile(graph, new FileFacts(graph.Opsets[""], $"{model.ProducerName} {model.ProducerVersion}".Trim(), inputs, outputs));
    }

    /// <summary>The bytes of a model that computes the graph.</summary>
    public static byte[] Write(Graph graph, string producer = "VisEval") =>
        GraphWriter.Write(graph, producer, IrVersion).ToByteArray();

    private static string Declared(ValueInfoProto value)
    {
        var tensor = value.Type?.TensorType;
        var dims = tensor?.Shape?.Dim.Select(d => d.DimValue > 0 ? $"{d.DimValue}" : d.DimParam.Length > 0 ? d.DimParam : "?");
        return $"{value.Name}: {(ElementType)(tensor?.ElemType ?? 0)} [{(dims is null ? "?" : string.Join(", ", dims))}]";
    }
}
