using System.Globalization;
using Google.Protobuf;
using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Format;

/// <summary>Tensors as they stand in ONNX files: raw bytes, typed fields, or a file beside the model.</summary>
internal static class TensorFormat
{
    /// <param name="tensor">The message.</param>
    /// <param name="path">The file, for messages and to locate external data.</param>
    /// <param name="extracted">The raw data, where it was taken out of the message before.</param>
    public static Constant Read(TensorProto tensor, string path, byte[]? extracted = null)
    {
        var type = (ElementType)tensor.DataType;
        if (type == ElementType.Text)
            throw new InputException($"{path}: tensor '{tensor.Name}' holds text; image classifiers compute with numbers.");
        if (ElementFormat.Bits(type) is not { } bits)
            throw new InputException($"{path}: tensor '{tensor.Name}' has the element type {tensor.DataType}, which is not supported.");
        var dims = tensor.Dims.ToArray();
        var count = Count(dims) ?? throw new InputException(
            $"{path}: tensor '{tensor.Name}' has the shape [{string.Join(", ", dims)}], which is no shape of a tensor in memory.");
        var expected = (count * bits + 7) / 8;
        var data = tensor.DataLocation == TensorProto.Types.DataLocation.External ? ExternalData.Read(tensor, path, expected)
            : extracted is not null ? extracted
            : !tensor.RawData.IsEmpty ? tensor.RawData.Memory
            : ElementFormat.FromFields(tensor, type);
        return data.Length == expected
            ? new Constant(type, dims, data)
            : throw new InputException(
                $"{path}: tensor '{tensor.Name}' has the shape [{string.Join(", ", dims)}] but {data.Length} bytes of {type} data.");
    }

    /// <summary>A sparse tensor with all its zeros: positions are numbers of elements, or coordinates.</summary>
    public static Constant ReadSparse(SparseTensorProto sparse, string path)
    {
        var name = sparse.Values?.Name;
        if (sparse.Values is null || sparse.Indices is null || Count([.. sparse.Dims]) is not { } count)
            throw new InputException($"{path}: the sparse tensor '{name}' lacks values, positions or a shape.");
        var (values, indices) = (Read(sparse.Values, path), Read(sparse.Indices, path));
        if (ElementFormat.Bits(values.Type) is not { } bits || bits % 8 != 0 || indices.Type != ElementType.Int64
            || count > LargestDense || indices.Count != values.Count * (indices.Dims.Count == 2 ? sparse.Dims.Count : 1))
            throw new InputException(
                $"{path}: the sparse tensor '{name}' has more than {LargestDense} elements, or its positions do not fit its values.");
        var size = bits / 8;
        var dense = new byte[count * size];
        for (var i = 0; i < values.Count; i++)
        {
            var position = indices.Dims.Count == 2
                ? Position(indices.Int64s.Slice(i * sparse.Dims.Count, sparse.Dims.Count), sparse.Dims)
                : indices.Int64s[i];
            if (position < 0 || position >= count)
                throw new InputException($"{path}: the sparse tensor '{name}' has a position outside its shape.");
            values.Data.Span.Slice(i * size, size).CopyTo(dense.AsSpan((int)position * size));
        }
        return new Constant(values.Type, [.. sparse.Dims], dense);
    }

    public static TensorProto Write(string name, Constant constant)
    {
        var tensor =
            new TensorProto { Name = name, DataType = (int)constant.Type, RawData = UnsafeByteOperations.UnsafeWrap(constant.Data) };
        tensor.Dims.Add(constant.Dims);
        return tensor;
    }

    /// <summary>A tensor whose data is elsewhere, at the beginning of a file of its own.</summary>
    public static TensorProto WriteReference(string name, Constant constant, string location)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)constant.Type, DataLocation = TensorProto.Types.DataLocation.External };
        tensor.Dims.Add(constant.Dims);
        void State(string key, string value) => tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        State("location", location);
        State("offset", "0");
        State("length", constant.Data.Length.ToString(CultureInfo.InvariantCulture));
        return tensor;
    }

    // A zero pads few bytes in the file to many in memory.
    private const long LargestDense = 1L << 24;

    private static long Position(ReadOnlySpan<long> coordinates, IReadOnlyList<long> dims)
    {
        var position = 0L;
        for (var axis = 0; axis < dims.Count; axis++)
            position = coordinates[axis] >= 0 && coordinates[axis] < dims[axis] && position >= 0
                ? (position * dims[axis]) + coordinates[axis]
                : -1;
        return position;
    }

    // The number of elements, or null for what cannot be: negative lengths and products beyond all memory.
    private static long? Count(ReadOnlySpan<long> dims)
    {
        var count = 1L;
        var large = 1.0;
        foreach (var length in dims)
        {
            if (length < 0)
                return null;
            count = unchecked(count * length);
            large *= Math.Max(1, length);
        }
        return large < 1L << 48 ? count : null;
    }
}
