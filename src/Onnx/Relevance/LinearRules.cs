using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>Layer-wise relevance propagation through a linear layer z = Σ x·w + b (Bach et al., 2015;
/// Montavon et al., 2017, 2019).</summary>
/// <remarks>With x⁺ = max(x, 0), x⁻ = min(x, 0), the same for w and b, and stab(z) = z + ε·sign(z), sign(0) = +1,
/// ε = 10⁻⁶, smaller in a layer of smaller numbers.</remarks>
internal static class LinearRules
{
    /// <summary>The ε that only keeps from dividing by zero, for numbers of the size 1.</summary>
    internal const float Stabilizer = 1e-6f;

    // What an ε is at least a fraction of: a row of zeros is divided by something too.
    private const float Smallest = 1e-18f;

    /// <summary>z + ε·sign(z), sign(0) = +1.</summary>
    internal static Value Stabilize(Value z, float epsilon = Stabilizer) =>
        z + z.Builder.Scalar(-epsilon).Where(z < 0, z.Builder.Scalar(epsilon));

    /// <summary>z + ε·sign(z) with ε = 10⁻⁶·min(1, max |z|), the largest of each row of the first axis: what keeps from dividing by
    /// zero must not depend on the unit in which a layer counts.</summary>
    /// <param name="z">The denominators.</param>
    /// <param name="rank">The number of their axes.</param>
    internal static Value Guard(Value z, int rank)
    {
        var b = z.Builder;
        var largest = z.Map("Abs");
        if (rank > 1)
            largest = b.Op("ReduceMax", [largest, b.Ints([.. Enumerable.Range(1, rank - 1).Select(a => (long)a)])], ("keepdims", 1L));
        var epsilon = b.Op("Max", [b.Op("Min", [largest, b.Scalar(1)]), b.Scalar(Smallest)]) * Stabilizer;
        return z + (-epsilon).Where(z < 0, epsilon);
    }

    /// <summary>R_i = x_i Σ_j w_ij R_j / (z_j + ε·sign(z_j)).</summary>
    internal static GradientRule Epsilon(double epsilon) => s =>
    {
        var layer = LinearLayer.Of(s);
        return layer.Result(layer.Input * layer.Backward(layer.Relevance / Stabilize(layer.Output, (float)epsilon), layer.Weight));
    };

    /// <summary>z⁺: only what raises z counts, R_i = x⁺_i Σ w⁺ s_j + x⁻_i Σ w⁻ s_j, s = R/stab(Σ x⁺w⁺ + Σ
    /// x⁻w⁻ + b⁺).</summary>
    internal static IReadOnlyList<Value> ZPlus(GradientScope s)
    {
        var layer = LinearLayer.Of(s);
        return layer.Result(Raising(layer));
    }

    /// <summary>z⁺ for the layer with the signs of weights and bias turned: the unit that is against the class.</summary>
    internal static IReadOnlyList<Value> ZPlusNegated(GradientScope s)
    {
        var layer = LinearLayer.Of(s);
        return layer.Result(Lowering(layer));
    }

    /// <summary>z⁺ without the bias: all relevance goes to the inputs that raise z, as in excitation back-propagation
    /// (Zhang et al., 2016) and deep Taylor decomposition (Montavon et al., 2017).</summary>
    internal static IReadOnlyList<Value> Excitation(GradientScope s)
    {
        var layer = LinearLayer.Of(s);
        return layer.Result(Share(layer, layer.Relevance, Positive(layer.Weight), Negative(layer.Weight), Value.None));
    }

    /// <summary>The same for the layer with the signs of its weights turned.</summary>
    internal static IReadOnlyList<Value> ExcitationNegated(GradientScope s)
    {
        var layer = LinearLayer.Of(s);
        return layer.Result(Share(layer, layer.Relevance, Negative(layer.Weight), Positive(layer.Weight), Value.None));
    }

    /// <summary>αβ: α·(share in what raises z) − β·(share in what lowers it), α − β = 1.</summary>
    internal static GradientRule AlphaBeta(double alpha, double beta) => s =>
    {
        var layer = LinearLayer.Of(s);
        return layer.Result(Raising(layer) * (float)alpha - Lowering(layer) * (float)beta);
    };

    /// <summary>γ for inputs of either sign: contributions of the sign of z_j count (1 + γ)-fold.</summary>
    /// <remarks>Where z &gt; 0: x⁺ with w + γw⁺ and b + γb⁺, x⁻ with w + γw⁻. Where z &lt; 0: x⁺ with w + γw⁻ and
    /// b + γb⁻, x⁻ with w + γw⁺.</remarks>
    internal static GradientRule Gamma(double gamma) => s =>
    {
        var layer = LinearLayer.Of(s);
        var (weight, bias, z) = (layer.Weight, layer.Bias, layer.Output);
        var (raised, lowered) = (weight + Positive(weight) * (float)gamma, weight + Negative(weight) * (float)gamma);
        Value Tilted(Func<Value, Value> part) => bias == Value.None ? bias : bias + part(bias) * (float)gamma;
        var zero = s.Builder.Scalar(0);
        return layer.Result(
            Share(layer, layer.Relevance.Where(z > 0, zero), raised, lowered, Tilted(Positive))
            + Share(layer, layer.Relevance.Where(z < 0, zero), lowered, raised, Tilted(Negative)));
    };

    /// <summary>w²: R_i = Σ_j w²_ij R_j / stab(Σ_i w²_ij), whatever the input.</summary>
    internal static IReadOnlyList<Value> WSquare(GradientScope s)
    {
        var layer = LinearLayer.Of(s);
        return Spread(layer, layer.Weight * layer.Weight);
    }

    /// <summary>Flat: w² with all weights 1: relevance is spread evenly over the inputs a result reads (padding is none).</summary>
    internal static IReadOnlyList<Value> Flat(GradientScope s)
    {
        var layer = LinearLayer.Of(s);
        return Spread(layer, s.Builder.Op("ConstantOfShape", [layer.Weight.Shape()], ("value", Constant.Of([1f], 1))));
    }

    /// <summary>z^B for pixels in [low, high]: R_i = x_i Σ w s − low Σ w⁺ s − high Σ w⁻ s,
    /// s = R/stab(the same sum over i).</summary>
    /// <param name="low">The smallest value a pixel can have; null for the smallest of each image.</param>
    /// <param name="high">The largest.</param>
    internal static GradientRule ZBox(double? low, double? high) => s =>
    {
        var layer = LinearLayer.Of(s);
        var (x, weight) = (layer.Input, layer.Weight);
        var (raising, lowering, ones) = (Positive(weight), Negative(weight), layer.Ones());
        long[] axes = [.. Enumerable.Range(1, s.OutputShape().Length - 1).Select(a => (long)a)];
        Value Bound(double? given, string extreme) =>
            given is { } value ? s.Builder.Scalar((float)value) : s.Builder.Op(extreme, [x, s.Builder.Ints(axes)], ("keepdims", 1L));
        var (lowest, highest) = (Bound(low, "ReduceMin"), Bound(high, "ReduceMax"));
        var z = layer.Forward(x, weight) - lowest * layer.Forward(ones, raising) - highest * layer.Forward(ones, lowering);
        var signal = layer.Relevance / layer.Guard(z);
        return layer.Result(
            x * layer.Backward(signal, weight) - lowest * layer.Backward(signal, raising) - highest * layer.Backward(signal, lowering));
    };

    private static Value Raising(LinearLayer l) =>
        Share(l, l.Relevance, Positive(l.Weight), Negative(l.Weight), l.Bias == Value.None ? l.Bias : Positive(l.Bias));

    private static Value Lowering(LinearLayer l) =>
        Share(l, l.Relevance, Negative(l.Weight), Positive(l.Weight), l.Bias == Value.None ? l.Bias : Negative(l.Bias));

    // R in proportion to x⁺·(weights for x⁺) + x⁻·(weights for x⁻); the bias keeps its part.
    private static Value Share(LinearLayer layer, Value relevance, Value forPositive, Value forNegative, Value bias)
    {
        if (layer.InputIsNonNegative)
            return layer.Input * layer.Backward(relevance / layer.Guard(layer.Forward(layer.Input, forPositive, bias)), forPositive);
        var (positive, negative) = (Positive(layer.Input), Negative(layer.Input));
        var signal = relevance / layer.Guard(layer.Forward(positive, forPositive, bias) + layer.Forward(negative, forNegative));
        return positive * layer.Backward(signal, forPositive) + negative * layer.Backward(signal, forNegative);
    }

    private static IReadOnlyList<Value> Spread(LinearLayer layer, Value weight) =>
        layer.Result(layer.Backward(layer.Relevance / layer.Guard(layer.Forward(layer.Ones(), weight)), weight));

    private static Value Positive(Value v) => v.Map("Relu");

    private static Value Negative(Value v) => v.Builder.Op("Min", [v, v.Builder.Scalar(0)]);
}
