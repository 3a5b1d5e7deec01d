using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>One operator with its inputs, for comparing its rule with finite differences.</summary>
/// <param name="Name">The test's name.</param>
/// <param name="Inputs">The inputs; those in <paramref name="Differentiated"/> get finite differences. The batch is the first axis,
/// of length 2.</param>
/// <param name="Build">Writes the operator; gives the result.</param>
public sealed record GradientCase(
    string Name,
    string Operator,
    Tensor[] Inputs,
    Func<GraphBuilder, Value[], Value> Build,
    int[] Differentiated)
{
    /// <summary>The inputs whose first axis is free: the rule is written from what is seen of other batches than the one it
    /// is run with.</summary>
    public int[] Free { get; init; } = [];

    /// <summary>An operator of the standard domain on float inputs, differentiated by all of them.</summary>
    public static GradientCase Of(string variant, string op, Tensor[] inputs, params (string, object)[] attributes) => new(
        variant.Length == 0 ? op : $"{op} {variant}", op, inputs, (b, x) => b.Op(op, x, attributes),
        [.. Enumerable.Range(0, inputs.Length)]);

    /// <summary>The same, with constant inputs appended (shapes, axes).</summary>
    public static GradientCase With(
        string variant, string op, Tensor[] inputs, Constant?[] constants, params (string, object)[] attributes) => new(
            $"{op} {variant}", op, inputs,
            (b, x) => b.Op(op, [.. x, .. constants.Select(c => c is null ? Value.None : b.Constant(c))], attributes),
            [.. Enumerable.Range(0, inputs.Length)]);

    public override string ToString() => Name;

    /// <summary>Distinct values no closer together than 0.06 and no closer to zero than 0.03, in a seeded order: no step of a finite
    /// difference crosses a kink or changes a maximum.</summary>
    public static Tensor Spread(int seed, params int[] shape)
    {
        var tensor = Tensor.Zeros(shape);
        for (var i = 0; i < tensor.Length; i++)
            tensor.Values[i] = 0.06f * (i - tensor.Length / 2 + 0.5f);
        Seed.Of(seed).Random().Shuffle<float>(tensor.Values);
        return tensor;
    }

    /// <summary>Seeded values in an interval.</summary>
    public static Tensor Between(double low, double high, int seed, params int[] shape)
    {
        var tensor = Tensor.Zeros(shape);
        var random = Seed.Of(seed).Random();
        for (var i = 0; i < tensor.Length; i++)
            tensor.Values[i] = (float)random.NextDouble(low, high);
        return tensor;
    }
}
