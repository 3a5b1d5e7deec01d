namespace VisEval.Onnx.Graphs;

/// <summary>The shapes of all tensors of a graph, observed by running it with two batch sizes.</summary>
/// <param name="Two">Shapes for a batch of 2.</param>
/// <param name="Three">Shapes for a batch of 3: an axis that differs grows with the batch.</param>
/// <param name="Integers">Integer tensors that are computed from shapes alone and came out the same for both batches: constants in effect.</param>
public sealed record ShapeTable(
    IReadOnlyDictionary<string, long[]> Two, IReadOnlyDictionary<string, long[]> Three, IReadOnlyDictionary<string, Constant> Integers)
{
    /// <summary>The shape for a batch of 2.</summary>
    /// <exception cref="KeyNotFoundException">The tensor was not observed.</exception>
    public long[] Of(string tensor) => Two.TryGetValue(tensor, out var shape)
        ? shape
        : throw new KeyNotFoundException($"The shape of tensor '{tensor}' was not observed.");

    /// <summary>Element types of what operators give.</summary>
    public IReadOnlyDictionary<string, ElementType> Types { get; init; } = new Dictionary<string, ElementType>();

    /// <summary>The element type of a tensor that an operator gives; undefined where it was not observed.</summary>
    public ElementType TypeOf(string tensor) => Types.GetValueOrDefault(tensor);

    /// <summary>Whether a tensor was observed.</summary>
    public bool Knows(string tensor) => Two.ContainsKey(tensor);

    /// <summary>The length of an axis, or null where it grows with the batch.</summary>
    public long? Fixed(string tensor, int axis) => Two[tensor][axis] == Three[tensor][axis] ? Two[tensor][axis] : null;

    /// <summary>The number of elements one more image adds.</summary>
    public long PerImage(string tensor) => Product(Three[tensor]) - Product(Two[tensor]);

    private static long Product(long[] shape) => shape.Aggregate(1L, (a, b) => a * b);
}
