using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>x̂ = (x − μ)/σ over the last axes of a tensor, for a derivative.</summary>
/// <remarks>The runtime's own LayerNormalization gives x̂ and 1/σ again in one pass; from means and roots it would take seven.
/// It wants a scale; a full one is three times as fast as a single number.</remarks>
/// <param name="Normal">x̂.</param>
/// <param name="Inverse">1/σ; the shared axes have length 1.</param>
/// <param name="Axes">The axes along which elements share μ and σ.</param>
internal sealed record NormalizedRows(Value Normal, Value Inverse, long[] Axes)
{
    // The axes from the first on share μ and σ; their lengths are given.
    public static NormalizedRows Of(Value x, int first, long[] lengths, float epsilon)
    {
        var ones = new float[lengths.Aggregate(1L, (a, b) => a * b)];
        Array.Fill(ones, 1);
        var results = x.Builder.Op(
            "LayerNormalization", 3, [x, x.Builder.Constant(Constant.Of(ones, lengths))], ("axis", (long)first), ("epsilon", epsilon));
        return new NormalizedRows(results[0], results[2], [.. Enumerable.Range(first, lengths.Length).Select(a => (long)a)]);
    }

    // dx = (d − mean d − x̂·mean(d·x̂))/σ where d arrives at x̂.
    public Value Slope(Value d) =>
        (d - d.Mean(keep: true, Axes) - Normal * (d * Normal).Mean(keep: true, Axes)) * Inverse;
}
