namespace VisEval.Core;

/// <summary>A dense array of 32-bit floats in row-major (C) order; the first axis of a batch counts the images.</summary>
public sealed class Tensor
{
    private readonly int[] _shape;
    private readonly float[] _values;

    /// <summary>Wraps <paramref name="values"/> without copying; their number must be the product of <paramref name="shape"/>.</summary>
    /// <exception cref="ArgumentException">The number of values does not fit the shape.</exception>
    public Tensor(float[] values, params ReadOnlySpan<int> shape)
        : this(values, shape, Count(shape))
    {
        if (values.Length != Length)
            throw new ArgumentException($"{values.Length} values do not fill the shape [{string.Join(", ", _shape)}].", nameof(values));
    }

    private Tensor(float[] values, ReadOnlySpan<int> shape, int length) => (_values, _shape, Length) = (values, shape.ToArray(), length);

    /// <summary>A tensor in the first elements of an array that may be longer.</summary>
    internal static Tensor Within(float[] values, params ReadOnlySpan<int> shape)
    {
        var length = Count(shape);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, values.Length);
        return new Tensor(values, shape, length);
    }

    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(params ReadOnlySpan<int> shape) => new(new float[Count(shape)], shape);

    /// <summary>All elements in row-major order; the tensor's own storage.</summary>
    /// <exception cref="InvalidOperationException">The tensor is a batch that was lent to a model (see <see cref="IClassifier.Predict"/>) and
    /// lies in a longer array: <see cref="Memory"/>, <see cref="Item"/> and <see cref="Clone"/> read it.</exception>
    public float[] Values => _values.Length == Length
        ? _values
        : throw new InvalidOperationException("The batch lies in a longer array; read it by Memory or Item, or copy it with Clone.");

    /// <summary>All elements in row-major order; a view, not a copy.</summary>
    public Memory<float> Memory => _values.AsMemory(0, Length);

    /// <summary>The length of every axis.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>The number of axes.</summary>
    public int Rank => _shape.Length;

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>The length of the first axis: the number of images of a batch.</summary>
    public int BatchSize => _shape[0];

    /// <summary>The number of elements of one item of the first axis.</summary>
    public int ItemLength => _shape[0] == 0 ? 0 : Length / _shape[0];

    /// <summary>The elements of item <paramref name="index"/> of the first axis; a view, not a copy.</summary>
    public Span<float> Item(int index)
    {
        var length = ItemLength;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)_shape[0], nameof(index));
        return _values.AsSpan(index * length, length);
    }

    /// <summary>Items <paramref name="start"/> to <paramref name="start"/>+<paramref name="count"/>−1 of the first axis, copied.</summary>
    public Tensor Items(int start, int count) =>
        new(Memory.Span.Slice(start * ItemLength, count * ItemLength).ToArray(), [count, .. _shape.AsSpan(1)]);

    /// <summary>Item <paramref name="index"/> as a tensor without the first axis, copied.</summary>
    public Tensor ItemTensor(int index) => new(Item(index).ToArray(), _shape.AsSpan(1));

    /// <summary>The same elements under another shape; shares the storage.</summary>
    public Tensor Reshape(params ReadOnlySpan<int> shape) => Count(shape) == Length
        ? new Tensor(_values, shape, Length)
        : throw new ArgumentException($"{Length} values do not fill the shape [{string.Join(", ", shape.ToArray())}].", nameof(shape));

    /// <summary>A copy with its own storage.</summary>
    public Tensor Clone() => new(Memory.ToArray(), _shape);

    /// <summary>Joins tensors of one shape along a new first axis.</summary>
    public static Tensor Stack(IReadOnlyList<Tensor> items)
    {
        var length = items[0].Length;
        var values = new float[items.Count * length];
        for (var i = 0; i < items.Count; i++)
            items[i].Memory.Span.CopyTo(values.AsSpan(i * length, length));
        return new Tensor(values, [items.Count, .. items[0].Shape]);
    }

    private static int Count(ReadOnlySpan<int> shape)
    {
        var count = 1;
        foreach (var length in shape)
            count = checked(count * length);
        return count;
    }
}
