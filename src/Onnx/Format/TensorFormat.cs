using System.Runtime.InteropServices;
using Google.Protobuf;
using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Format;

/// <summary>Tensors as they stand in ONNX files: raw bytes, typed fields, or a file beside the model.</summary>
internal static class TensorFormat
{
    public static Constant Read(TensorProto tensor, string path)
    {
        var type = (ElementType)tensor.DataType;
        var dims = tensor.Dims.ToArray();
        if (dims.Any(d => d < 0))
            throw new InputException($"{path}: tensor '{tensor.Name}' has a negative dimension.");
        var data = Bytes(tensor, type, path);
        var constant = new Constant(type, dims, data);
        if (Size(type) is { } size && constant.Count * size != data.Length)
            throw new InputException(
                $"{path}: tensor '{tensor.Name}' has the shape [{string.Join(", ", dims)}] but {data.Length} bytes of {type} data.");
        return constant;
    }

    public static TensorProto Write(string name, Constant constant)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)constant.Type, RawData = UnsafeByteOperations.UnsafeWrap(constant.Data) };
        tensor.Dims.Add(constant.Dims);
        return tensor;
    }

    private static ReadOnlyMemory<byte> Bytes(TensorProto tensor, ElementType type, string path)
    {
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
            return External(tensor, path);
        if (!tensor.RawData.IsEmpty)
            return tensor.RawData.Memory;
        return type switch
        {
            ElementType.Float => MemoryMarshal.AsBytes<float>(tensor.FloatData.ToArray()).ToArray(),
            ElementType.Int64 => MemoryMarshal.AsBytes<long>(tensor.Int64Data.ToArray()).ToArray(),
            ElementType.Double => MemoryMarshal.AsBytes<double>(tensor.DoubleData.ToArray()).ToArray(),
            ElementType.Int32 => MemoryMarshal.AsBytes<int>(tensor.Int32Data.ToArray()).ToArray(),
            // Small types are stored one element to a 32-bit field.
            ElementType.Bool or ElementType.UInt8 or ElementType.Int8 => tensor.Int32Data.Select(v => unchecked((byte)v)).ToArray(),
            ElementType.Float16 => MemoryMarshal.AsBytes<ushort>(tensor.Int32Data.Select(v => unchecked((ushort)v)).ToArray()).ToArray(),
            _ => ReadOnlyMemory<byte>.Empty,
        };
    }

    private static byte[] External(TensorProto tensor, string path)
    {
        var facts = tensor.ExternalData.ToDictionary(e => e.Key, e => e.Value);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var file = Path.GetFullPath(Path.Combine(folder, facts.GetValueOrDefault("location", "")));
        if (!file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(file))
            throw new InputException($"{path}: the data file of tensor '{tensor.Name}' ('{facts.GetValueOrDefault("location")}') is not beside the model.");
        var total = new FileInfo(file).Length;
        if (!long.TryParse(facts.GetValueOrDefault("offset", "0"), out var offset)
            || !long.TryParse(facts.GetValueOrDefault("length", $"{total - offset}"), out var length)
            || offset < 0 || length < 0 || offset + length > total)
            throw new InputException($"{path}: tensor '{tensor.Name}' points outside its data file '{Path.GetFileName(file)}'.");
        using var stream = File.OpenRead(file);
        stream.Position = offset;
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static int? Size(ElementType type) => type switch
    {
        ElementType.Bool or ElementType.UInt8 or ElementType.Int8 => 1,
        ElementType.Float16 => 2,
        ElementType.Float or ElementType.Int32 => 4,
        ElementType.Double or ElementType.Int64 => 8,
        _ => null,
    };
}
