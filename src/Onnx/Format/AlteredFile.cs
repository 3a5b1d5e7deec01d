using Google.Protobuf;
using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Format;

/// <summary>What is changed of the image that a file takes.</summary>
/// <param name="Name">The name of the input.</param>
internal sealed record AlteredInput(string Name)
{
    /// <summary>What is subtracted from the image; null for nothing.</summary>
    public float? Shift { get; init; }

    /// <summary>How many times as many rows and columns there are: those of a mosaic.</summary>
    public int Enlarged { get; init; } = 1;

    /// <summary>Whether the file itself takes N×C×H×W, so that its rows and columns are known.</summary>
    public bool IsAsPresented { get; init; } = true;
}

/// <summary>A copy of an .onnx file with other weights, a shifted or a larger image; names, operators, operator set and outputs stay as
/// they are.</summary>
/// <remarks>A program that reads the file by the names of its weights, or whose tools know its operator set, reads the copy in the same
/// way. The weights must stand in the file as the network is run with them: no other type, not worked out from others.</remarks>
internal static class AlteredFile
{
    private const string Unshifted = "viseval_unshifted";
    private const string Shift = "viseval_shift";

    private const int ImageRank = 4;
    private const int FirstPlaceAxis = 2;

    // Before it, operators did not broadcast.
    private const long BroadcastingOpset = 7;

    /// <summary>Writes the copy, with all weights in it.</summary>
    /// <param name="source">The file.</param>
    /// <param name="path">Where the copy goes.</param>
    /// <param name="weights">The new weights by name, each with the weights in whose place they stand.</param>
    /// <param name="image">What is changed of the image.</param>
    /// <exception cref="NotApplicableException">The file does not hold the weights as they are run, or its input cannot be
    /// changed.</exception>
    /// <exception cref="InputException">The file, or one with weights beside it, cannot be read any more.</exception>
    public static void Write(
        string source, string path, IReadOnlyDictionary<string, (Constant Old, Constant New)> weights, AlteredInput image)
    {
        var model = Read(source);
        var tensors = Tensors(model.Graph);
        foreach (var (name, (old, changed)) in weights)
            if (tensors.TryGetValue(name, out var tensor) && IsSame(tensor, old, source))
                Replace(tensor, changed);
            else
                throw new NotApplicableException(
                    "no-network-file",
                    $"The weights '{name}' do not stand in '{source}' as the network is run with them, so no file of the changed network "
                    + "can be written for another program. Export the network with 32-bit weights.");
        foreach (var tensor in model.Graph.Initializer.Where(t => t.DataLocation == TensorProto.Types.DataLocation.External))
            Embed(tensor, source);
        if (image.Shift is { } shift)
            Subtract(model, image.Name, shift, source);
        if (image.Enlarged > 1)
            Enlarge(model.Graph, image, source);
        using var stream = File.Create(path);
        model.WriteTo(stream);
    }

    private static ModelProto Read(string source)
    {
        try
        {
            using var stream = File.OpenRead(source);
            return ModelProto.Parser.ParseFrom(stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidProtocolBufferException)
        {
            throw new InputException($"{source}: cannot be read again: {FaultText.Of(error)}", error);
        }
    }

    // Initializers, and operators that do nothing but hold a tensor.
    private static Dictionary<string, TensorProto> Tensors(GraphProto graph) => graph.Initializer.Select(t => (t.Name, Tensor: t))
        .Concat(graph.Node.Where(n => n.OpType == "Constant" && n.Domain.Length == 0 && n.Output.Count == 1)
            .SelectMany(n => n.Attribute.Where(a => a.Name == "value" && a.T is not null).Select(a => (n.Output[0], Tensor: a.T))))
        .GroupBy(t => t.Item1).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.Single().Tensor);

    private static bool IsSame(TensorProto tensor, Constant old, string source)
    {
        if (tensor.DataType != (int)old.Type || !tensor.Dims.SequenceEqual(old.Dims))
            return false;
        return TensorFormat.Read(tensor, source).Data.Span.SequenceEqual(old.Data.Span);
    }

    private static void Replace(TensorProto tensor, Constant changed)
    {
        var written = TensorFormat.Write(tensor.Name, changed);
        tensor.FloatData.Clear();
        tensor.Int32Data.Clear();
        tensor.Int64Data.Clear();
        tensor.DoubleData.Clear();
        tensor.Uint64Data.Clear();
        tensor.ExternalData.Clear();
        (tensor.RawData, tensor.DataLocation) = (written.RawData, TensorProto.Types.DataLocation.Default);
    }

    private static void Embed(TensorProto tensor, string source) => Replace(tensor, TensorFormat.Read(tensor, source));

    // Whoever checks shapes must not find those of the smaller image.
    private static void Enlarge(GraphProto graph, AlteredInput image, string source)
    {
        var dims = graph.Input.First(i => i.Name == image.Name).Type?.TensorType?.Shape?.Dim;
        if (!image.IsAsPresented || dims is { Count: not ImageRank })
            throw new NotApplicableException(
                "no-network-file",
                $"'{source}' cannot be written for mosaics: its input '{image.Name}' is not N×C×H×W in the file.");
        foreach (var dim in (dims ?? []).Skip(FirstPlaceAxis).Where(d => d.DimValue > 0))
            dim.DimValue *= image.Enlarged;
        graph.ValueInfo.Clear();
        foreach (var dim in graph.Output.SelectMany(o => o.Type?.TensorType?.Shape?.Dim.Skip(FirstPlaceAxis) ?? []))
            dim.DimValue = 0;
    }

    // f'(z) = f(z − c): every reader of the image reads the difference.
    private static void Subtract(ModelProto model, string input, float value, string source)
    {
        var graph = model.Graph;
        var isFloat = graph.Input.FirstOrDefault(i => i.Name == input)?.Type?.TensorType?.ElemType == (int)ElementType.Float;
        if (!isFloat || graph.Node.Any(n => n.Attribute.Any(a => a.G is not null || a.Graphs.Count > 0))
            || !model.OpsetImport.Any(o => o.Domain.Length == 0 && o.Version >= BroadcastingOpset))
            throw new NotApplicableException(
                "no-network-file",
                $"'{source}' cannot be written with shifted images: its input '{input}' is not of 32-bit floats, it has subgraphs, or its "
                + $"operator set is older than {BroadcastingOpset}.");
        foreach (var node in graph.Node)
            for (var i = 0; i < node.Input.Count; i++)
                if (node.Input[i] == input)
                    node.Input[i] = Unshifted;
        var constant = new NodeProto { OpType = "Constant", Name = Shift, Output = { Shift } };
        constant.Attribute.Add(new AttributeProto
        {
            Name = "value",
            Type = AttributeProto.Types.AttributeType.Tensor,
            T = TensorFormat.Write(Shift, Constant.Of([value])),
        });
        graph.Node.Insert(0, constant);
        graph.Node.Insert(1, new NodeProto { OpType = "Sub", Name = Unshifted, Input = { input, Shift }, Output = { Unshifted } });
    }
}
