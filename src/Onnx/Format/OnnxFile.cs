using Google.Protobuf;
using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Format;

/// <summary>Reads and writes .onnx bytes.</summary>
public static class OnnxFile
{
    private const int IrVersion = 10;

    // Ten times the largest classifiers exported; a million takes minutes to look through.
    private const int MostNodes = 100_000;

    /// <summary>Reads a graph as it stands in the file; constants are collected, nothing else is changed.</summary>
    /// <exception cref="InputException">The file is missing, is not ONNX, or is inconsistent.</exception>
    public static Graph Read(string path) => ReadModel(path).Graph;

    /// <summary>Reads a graph with what the file states about itself.</summary>
    internal static OnnxModelFile ReadModel(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            // The format's own limit; larger weights stand in files beside the model.
            return file.Length <= int.MaxValue
                ? ReadModel(file, path)
                : throw new InputException(
                    $"{path}: {file.Length} bytes; an ONNX file has at most 2 GB, more weights go into files beside it.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {FaultText.Of(error)}", error);
        }
    }

    /// <summary>Reads a graph from bytes; <paramref name="path"/> names the file in messages and locates external data.</summary>
    /// <exception cref="InputException">The bytes are not a consistent ONNX model.</exception>
    public static Graph Parse(byte[] bytes, string path) => ReadModel(new MemoryStream(bytes), path).Graph;

    /// <summary>The bytes of a model that computes the graph.</summary>
    public static byte[] Write(Graph graph, string producer = "VisEval") =>
        GraphWriter.Write(graph, producer, IrVersion, new Dictionary<string, string>()).ToByteArray();

    /// <summary>Writes a model for other programs: its outputs have types and shapes, and it says what it is.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="outputs">Its outputs, in order.</param>
    /// <param name="metadata">What the file says of itself, by key.</param>
    /// <param name="irVersion">The version of the format.</param>
    internal static void Write(
        Stream stream, Graph graph, IReadOnlyList<GraphInput> outputs, IReadOnlyDictionary<string, string> metadata,
        long irVersion = IrVersion)
    {
        var model = GraphWriter.Write(graph, "VisEval", irVersion, new Dictionary<string, string>());
        model.Graph.Output.Clear();
        model.Graph.Output.Add(outputs.Select(GraphWriter.WriteInput));
        model.MetadataProps.Add(metadata.Select(m => new StringStringEntryProto { Key = m.Key, Value = m.Value }));
        model.WriteTo(stream);
    }

    /// <summary>The bytes of a model without some of its constants, to which it refers by a location instead.</summary>
    internal static byte[] WriteMessage(Graph graph, IReadOnlyDictionary<string, string> locations) =>
        GraphWriter.Write(graph, "VisEval", IrVersion, locations).ToByteArray();

    private static OnnxModelFile ReadModel(Stream stream, string path)
    {
        ModelProto model;
        var weights = WeightExtractor.Extract(stream);
        try
        {
            model = ModelProto.Parser.ParseFrom(weights.Message);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new InputException($"{path}: not an ONNX file, or cut off.", error);
        }
        if (model.Graph is null || model.Graph.Node.Count == 0 || model.OpsetImport.Count == 0)
            throw new InputException($"{path}: not an ONNX model: it holds no graph with operators and an operator set version.");
        if (model.Graph.Node.Count > MostNodes)
            throw new InputException($"{path}: {model.Graph.Node.Count} operators; at most {MostNodes} are supported.");
        var (inputs, outputs) = (model.Graph.Input.Select(Declared).ToList(), model.Graph.Output.Select(Declared).ToList());
        var graph = GraphReader.Read(model, weights.Data, path);
        var metadata = model.MetadataProps.GroupBy(m => m.Key).ToDictionary(g => g.Key, g => g.First().Value);
        var facts = new FileFacts(graph.Opsets[""], $"{model.ProducerName} {model.ProducerVersion}".Trim(), inputs, outputs, metadata)
        {
            IrVersion = model.IrVersion,
            OutputTypes = model.Graph.Output.Where(o => o.Type?.TensorType is not null).GroupBy(o => o.Name)
                .ToDictionary(g => g.Key, g => (ElementType)g.First().Type.TensorType.ElemType),
        };
        return new OnnxModelFile(graph, facts);
    }

    private static string Declared(ValueInfoProto value)
    {
        if (value.Type?.TensorType is not { ElemType: not 0 } tensor)
            return $"{value.Name}: the file states no type and no shape";
        var dims = tensor.Shape?.Dim.Select(d => d.DimValue > 0 ? $"{d.DimValue}" : d.DimParam.Length > 0 ? d.DimParam : "?");
        return $"{value.Name}: {(ElementType)tensor.ElemType} [{(dims is null ? "?" : string.Join(", ", dims))}]";
    }
}
