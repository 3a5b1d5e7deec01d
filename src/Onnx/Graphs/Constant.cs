using System.Runtime.InteropServices;

namespace VisEval.Onnx.Graphs;

/// <summary>The element types VisEval computes with, by their ONNX number.</summary>
public enum ElementType
{
    /// <summary>Not stated.</summary>
    Undefined = 0,

    /// <summary>32-bit float.</summary>
    Float = 1,

    /// <summary>Unsigned byte.</summary>
    UInt8 = 2,

    /// <summary>Signed byte.</summary>
    Int8 = 3,

    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16 = 4,

    /// <summary>Signed 16-bit integer.</summary>
    Int16 = 5,

    /// <summary>32-bit integer.</summary>
    Int32 = 6,

    /// <summary>64-bit integer.</summary>
    Int64 = 7,

    /// <summary>Text.</summary>
    Text = 8,

    /// <summary>Boolean, one byte.</summary>
    Bool = 9,

    /// <summary>16-bit float.</summary>
    Float16 = 10,

    /// <summary>64-bit float.</summary>
    Double = 11,

    /// <summary>Unsigned 32-bit integer.</summary>
    UInt32 = 12,

    /// <summary>Unsigned 64-bit integer.</summary>
    UInt64 = 13,

    /// <summary>16-bit float with the exponent of a 32-bit one.</summary>
    BFloat16 = 16,

    /// <summary>Unsigned 4-bit integer, two to a byte.</summary>
    UInt4 = 21,

    /// <summary>Signed 4-bit integer, two to a byte.</summary>
    Int4 = 22,
}

/// <summary>A constant tensor of a graph: a weight, a shape, an axis list.</summary>
/// <param name="Type">The ONNX element type number; types outside <see cref="ElementType"/> are carried along unread.</param>
/// <param name="Dims">The length of every axis; empty for a scalar.</param>
/// <param name="Data">The elements, little-endian, row-major.</param>
public sealed record Constant(ElementType Type, IReadOnlyList<long> Dims, ReadOnlyMemory<byte> Data)
{
    /// <summary>A float tensor.</summary>
    public static Constant Of(ReadOnlySpan<float> values, params IReadOnlyList<long> dims) =>
        new(ElementType.Float, dims, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A float scalar.</summary>
    public static Constant Scalar(float value) => Of([value]);

    /// <summary>A one-dimensional tensor of 64-bit integers.</summary>
    public static Constant Ints(params ReadOnlySpan<long> values) =>
        new(ElementType.Int64, [values.Length], MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A 64-bit integer scalar.</summary>
    public static Constant IntScalar(long value) => new(ElementType.Int64, [], MemoryMarshal.AsBytes([value]).ToArray());

    /// <summary>The elements of a float tensor; a view.</summary>
    public ReadOnlySpan<float> Floats => As<float>(ElementType.Float);

    /// <summary>The elements of a 64-bit integer tensor; a view.</summary>
    public ReadOnlySpan<long> Int64s => As<long>(ElementType.Int64);

    /// <summary>The number of elements.</summary>
    public long Count => Dims.Aggregate(1L, (a, b) => a * b);

    /// <summary>The elements as bytes of one type; a view.</summary>
    /// <exception cref="InvalidOperationException">The tensor has another element type.</exception>
    public ReadOnlySpan<T> As<T>(ElementType type) where T : struct => Type == type
        ? MemoryMarshal.Cast<byte, T>(Data.Span)
        : throw new InvalidOperationException($"A constant of type {Type} was read as {type}.");
}
