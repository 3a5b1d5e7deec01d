namespace VisEval.Onnx.Graphs;

/// <summary>The shapes and element types of all tensors of a graph, observed by running it with two batch sizes.</summary>
/// <param name="Two">Shapes for a batch of 2.</param>
/// <param name="Three">Shapes for a batch of 3: an axis that differs grows with the batch.</param>
/// <param name="FromShapes">Short tensors of integers or floats that are computed from shapes alone and came out the same for both batches:
/// constants in effect.</param>
/// <param name="Types">The element type of every tensor.</param>
public sealed record ShapeTable(
    IReadOnlyDictionary<string, long[]> Two,
    IReadOnlyDictionary<string, long[]> Three,
    IReadOnlyDictionary<string, Constant> FromShapes,
    IReadOnlyDictionary<string, ElementType> Types)
{
    /// <summary>The shape for a batch of 2.</summary>
    /// <exception cref="KeyNotFoundException">The tensor was not observed.</exception>
    public long[] Of(string tensor) => Two.TryGetValue(tensor, out var shape)
        ? shape
        : throw new KeyNotFoundException($"The shape of tensor '{tensor}' was not observed.");

    /// <summary>The element type of a tensor that an operator gives; undefined where it was not observed.</summary>
    public ElementType TypeOf(string tensor) => Types.GetValueOrDefault(tensor);

    /// <summary>Whether a tensor was observed.</summary>
    public bool Knows(string tensor) => Two.ContainsKey(tensor);

    /// <summary>Whether a tensor holds floating-point numbers of any width: only those carry a derivative.</summary>
    public bool IsFloat(string tensor) => Types[tensor] is ElementType.Float or ElementType.Float16 or ElementType.Double;

    /// <summary>The length of an axis, or null where it grows with the batch.</summary>
    public long? Fixed(string tensor, int axis) => Two[tensor][axis] == Three[tensor][axis] ? Two[tensor][axis] : null;

    /// <summary>The lengths of all axes with null for the batch, or null where some axis grows in another way.</summary>
    public IReadOnlyList<long?>? PerBatch(string tensor)
    {
        var (two, three) = (Two[tensor], Three[tensor]);
        var sound = two.Zip(three).Select((p, axis) => p.First == p.Second || (axis == 0 && p is (2, 3))).All(ok => ok);
        return sound ? [.. two.Zip(three, (a, b) => a == b ? a : (long?)null)] : null;
    }

    /// <summary>The number of elements one more image adds.</summary>
    public long PerImage(string tensor) => Product(Three[tensor]) - Product(Two[tensor]);

    /// <summary>The table with one more tensor, of the shape and type of a known one.</summary>
    public ShapeTable Like(string tensor, string known) => this with
    {
        Two = new Dictionary<string, long[]>(Two) { [tensor] = Two[known] },
        Three = new Dictionary<string, long[]>(Three) { [tensor] = Three[known] },
        Types = Types.TryGetValue(known, out var type) ? new Dictionary<string, ElementType>(Types) { [tensor] = type } : Types,
    };

    /// <summary>The table with one more input, of a shape that does not change with the batch.</summary>
    public ShapeTable With(GraphInput input)
    {
        long[] shape = [.. input.Dims.Select(d => d!.Value)];
        return this with
        {
            Two = new Dictionary<string, long[]>(Two) { [input.Name] = shape },
            Three = new Dictionary<string, long[]>(Three) { [input.Name] = shape },
            Types = new Dictionary<string, ElementType>(Types) { [input.Name] = input.Type },
        };
    }

    /// <summary>The table with the constants of a graph that was made from the observed one.</summary>
    public ShapeTable Covering(Graph graph)
    {
        var (two, three) = (new Dictionary<string, long[]>(Two), new Dictionary<string, long[]>(Three));
        foreach (var (name, constant) in graph.Constants)
            two[name] = three[name] = [.. constant.Dims];
        return this with { Two = two, Three = three };
    }

    private static long Product(long[] shape) => shape.Aggregate(1L, (a, b) => a * b);
}
