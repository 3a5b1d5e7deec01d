namespace VisEval.Onnx.Graphs;

/// <summary>A tensor of a graph under construction; arithmetic on it appends operators.</summary>
/// <param name="Builder">The graph it belongs to.</param>
/// <param name="Name">The tensor's name.</param>
public readonly record struct Value(GraphBuilder Builder, string Name)
{
    /// <summary>An omitted optional input.</summary>
    public static Value None => default;

    /// <summary>Elementwise sum with broadcasting.</summary>
    public static Value operator +(Value a, Value b) => a.Builder.Op("Add", [a, b]);

    /// <summary>Elementwise difference with broadcasting.</summary>
    public static Value operator -(Value a, Value b) => a.Builder.Op("Sub", [a, b]);

    /// <summary>Elementwise product with broadcasting.</summary>
    public static Value operator *(Value a, Value b) => a.Builder.Op("Mul", [a, b]);

    /// <summary>Elementwise quotient with broadcasting.</summary>
    public static Value operator /(Value a, Value b) => a.Builder.Op("Div", [a, b]);

    /// <summary>Negation.</summary>
    public static Value operator -(Value a) => a.Map("Neg");

    /// <summary>Sum with a number.</summary>
    public static Value operator +(Value a, float b) => a + a.Builder.Scalar(b);

    /// <summary>Difference from a number.</summary>
    public static Value operator -(float a, Value b) => b.Builder.Scalar(a) - b;

    /// <summary>Product with a number.</summary>
    public static Value operator *(Value a, float b) => a * a.Builder.Scalar(b);

    /// <summary>Elementwise comparison; a boolean tensor.</summary>
    public static Value operator >(Value a, float b) => a.Builder.Op("Greater", [a, a.Builder.Scalar(b)]);

    /// <summary>Elementwise comparison; a boolean tensor.</summary>
    public static Value operator <(Value a, float b) => a.Builder.Op("Less", [a, a.Builder.Scalar(b)]);

    /// <summary>An operator with this tensor as its only input.</summary>
    public Value Map(string op, params ReadOnlySpan<(string Name, object Value)> attributes) => Builder.Op(op, [this], attributes);

    /// <summary>Matrix product.</summary>
    public Value MatMul(Value other) => Builder.Op("MatMul", [this, other]);

    /// <summary>Sum over axes.</summary>
    public Value Sum(bool keep, params ReadOnlySpan<long> axes) =>
        Builder.Op("ReduceSum", [this, Builder.Ints(axes)], ("keepdims", keep ? 1L : 0L));

    /// <summary>Mean over axes.</summary>
    public Value Mean(bool keep, params ReadOnlySpan<long> axes) =>
        Builder.Op("ReduceMean", [this, Builder.Ints(axes)], ("keepdims", keep ? 1L : 0L));

    /// <summary>The shape, as a tensor of 64-bit integers.</summary>
    public Value Shape() => Map("Shape");

    /// <summary>The same elements under another shape; 0 keeps a length, −1 is worked out.</summary>
    public Value Reshape(params ReadOnlySpan<long> dims) => Builder.Op("Reshape", [this, Builder.Ints(dims)]);

    /// <summary>The same elements in the shape of another tensor.</summary>
    public Value ReshapeLike(Value other) => Builder.Op("Reshape", [this, other.Shape()]);

    /// <summary>Axes in another order.</summary>
    public Value Transpose(params long[] order) => Map("Transpose", ("perm", order));

    /// <summary>This value where a condition holds, another elsewhere.</summary>
    public Value Where(Value condition, Value otherwise) => Builder.Op("Where", [condition, this, otherwise]);

    /// <summary>A part along one axis, from start to end in steps.</summary>
    public Value Slice(long axis, long start, long end, long step = 1) =>
        Builder.Op("Slice", [this, Builder.Ints(start), Builder.Ints(end), Builder.Ints(axis), Builder.Ints(step)]);

    /// <summary>Converts to float.</summary>
    public Value ToFloat() => Map("Cast", ("to", (long)ElementType.Float));
}
