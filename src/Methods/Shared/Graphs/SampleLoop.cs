using VisEval.Core;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Shared.Graphs;

/// <summary>Gradients at many variants of the images, one variant of all images at a time: operators Loop; the twin of
/// <see cref="Expansion"/>.</summary>
/// <remarks>As a loop, not written out, a graph of a thousand steps is as small as one of two, and needs no more memory.</remarks>
internal static class SampleLoop
{
    /// <summary>Σ_s weight_s · ∂S_c/∂x at variant s; N×C×H×W of 64 bits.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="variant">Makes the variant of a number inside the loop.</param>
    /// <param name="exact">Whether the sum must be that of the program, for which the file holds the network's weights once more.</param>
    public static Value GradientSum(
        ExplanationGraph graph, IReadOnlyList<double> weights, Func<ExplanationGraph, Value, Value> variant, bool exact = false)
    {
        var table = graph.Builder.Constant(Wide.Doubles([.. weights], weights.Count));
        return graph.Loop(weights.Count, [Zeros(graph, graph.Model.InputTensor)], (inner, sample, sums) =>
            [sums[0] + At(inner, table, sample) * Gradient(inner, variant(inner, sample))], exact)[0];
    }

    /// <summary>Σ_s of several terms at variant s, each in the shape of a tensor of the network; of 64 bits.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="samples">The number of variants.</param>
    /// <param name="tensors">The name of a tensor for every sum, of its shape.</param>
    /// <param name="terms">Makes the terms of a number inside the loop, of 64 bits.</param>
    public static IReadOnlyList<Value> Sums(
        ExplanationGraph graph, int samples, IReadOnlyList<string> tensors, Func<ExplanationGraph, Value, IReadOnlyList<Value>> terms) =>
        graph.Loop(samples, [.. tensors.Select(t => Zeros(graph, t))], (inner, sample, sums) =>
            [.. sums.Zip(terms(inner, sample), (sum, term) => sum + term)]);

    /// <summary>Mean and population variance of the gradients at the variants, N×C×H×W of 64 bits (Welford, 1962).</summary>
    public static (Value Mean, Value Variance) Moments(
        ExplanationGraph graph, int samples, Func<ExplanationGraph, Value, Value> variant)
    {
        var zeros = Zeros(graph, graph.Model.InputTensor);
        var carried = graph.Loop(samples, [zeros, zeros], (inner, sample, before) =>
        {
            var gradient = Gradient(inner, variant(inner, sample));
            var gap = gradient - before[0];
            var mean = before[0] + gap / (sample.Widened() + sample.Number(1));
            return [mean, before[1] + gap * (gradient - mean)];
        });
        return (carried[0], carried[1] / carried[1].Number(samples));
    }

    /// <summary>The entry of a number in a list of the graph around the loop.</summary>
    public static Value At(ExplanationGraph inner, Value list, Value number) =>
        inner.Builder.Op("Gather", [inner.Outside(list), number]);

    /// <summary>x′ + t·(x − x′) inside a loop; the twin of <see cref="SpanMath.Lerp"/>.</summary>
    /// <param name="inner">The network inside the loop.</param>
    /// <param name="baseline">x′, in the graph around it.</param>
    /// <param name="t">t, inside the loop.</param>
    public static Value Between(ExplanationGraph inner, Value baseline, Value t)
    {
        var start = inner.Outside(baseline);
        return start + t * (inner.Images - start);
    }

    /// <summary>Zeros of 64 bits in the shape of a tensor of the network for all images.</summary>
    /// <remarks>The tensor itself is not read: where a value that nobody needs is kept, the runtime fuses fewer operators.</remarks>
    public static Value Zeros(ExplanationGraph graph, string tensor)
    {
        var count = graph.Images.Map("Shape", ("start", 0L), ("end", 1L));
        var lengths = graph.Builder.Ints([.. graph.Model.Network.ShapeOf(tensor).Select(length => (long)length)]);
        return graph.Builder.Op("Expand", [graph.Images.Number(0), graph.Builder.Op("Concat", [count, lengths], ("axis", 0L))]);
    }

    private static Value Gradient(ExplanationGraph inner, Value images) =>
        inner.At(images).AtInput(inner.Targets, RuleSet.Standard).Widened();
}
