using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Resampling;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Backpropagation;

/// <summary>The full gradient of a class score, x ⊙ ∂S_c/∂x at the pixels and b ⊙ ∂S_c/∂z at every layer whose results have
/// height and width, and the map that FullGrad makes of it.</summary>
internal sealed class FullGradParts
{
    private readonly IReadOnlyList<BiasTerm> _biases;
    private readonly IReadOnlyList<(int Channels, int Height, int Width)> _sizes;

    public FullGradParts(IModel model)
    {
        _biases = [.. model.Network.Biases.Where(b => model.Network.ShapeOf(b.Tensor).Count == 3)];
        var (input, shapes) = (model.Input, _biases.Select(b => model.Network.ShapeOf(b.Tensor)));
        _sizes = [(input.Channels, input.Height, input.Width), .. shapes.Select(s => (s[0], s[1], s[2]))];
        Tensors = [model.InputTensor, .. _biases.Select(b => b.Tensor)];
    }

    /// <summary>The tensors whose gradients make the parts: the image, then the layers.</summary>
    public IReadOnlyList<string> Tensors { get; }

    /// <summary>Zeros in the shapes of the parts.</summary>
    public double[][] Zeros() => [.. _sizes.Select(s => new double[s.Channels * s.Height * s.Width])];

    /// <summary>Adds one image's parts, times a weight.</summary>
    /// <param name="parts">The sums.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="image">The image, C·H·W.</param>
    /// <param name="gradients">The gradients by <see cref="Tensors"/>, of a batch.</param>
    /// <param name="index">The image's number in the batch.</param>
    public void Add(double[][] parts, double weight, ReadOnlySpan<float> image, IReadOnlyList<Tensor> gradients, int index)
    {
        var atInput = gradients[0].Item(index);
        for (var i = 0; i < image.Length; i++)
            parts[0][i] += weight * image[i] * atInput[i];
        for (var p = 1; p < parts.Length; p++)
        {
            var gradient = gradients[p].Item(index);
            for (var i = 0; i < gradient.Length; i++)
                parts[p][i] += weight * _biases[p - 1].At(i) * gradient[i];
        }
    }

    /// <summary>Σ_parts up(Σ_k ψ(part_k)), H×W, with ψ(p) = |p|, or (|p| − min |p|)/(max |p| − min |p|) over the part.</summary>
    /// <remarks>A part that is the same everywhere adds nothing when it is rescaled. Channels are summed before they are enlarged: both are
    /// linear.</remarks>
    public Tensor Map(double[][] parts, bool rescale, bool alignCorners)
    {
        var (_, height, width) = _sizes[0];
        var map = Tensor.Zeros(height, width);
        var enlarged = new float[map.Length];
        for (var p = 0; p < parts.Length; p++)
        {
            new Upsampler(_sizes[p].Height, _sizes[p].Width, height, width, alignCorners).Resize(Plane(p, parts[p], rescale), enlarged);
            SpanMath.Add(enlarged, map.Values);
        }
        return map;
    }

    /// <summary>The parts of the gradients by <see cref="Tensors"/> inside a graph, N×C×h×w of 64 bits each.</summary>
    public IReadOnlyList<Value> Parts(ExplanationGraph graph, IReadOnlyList<Value> gradients) =>
        [.. gradients.Select((gradient, p) => (p == 0 ? graph.Images.Widened() : Bias(graph, p)) * gradient.Widened())];

    /// <summary>The map of the parts inside a graph, N×H×W.</summary>
    public Value Map(IReadOnlyList<Value> parts, bool rescale, bool alignCorners) =>
        parts.Select((part, p) =>
        {
            var (_, height, width) = _sizes[p];
            var plane = Plane(part.Map("Abs"), rescale);
            return PlaneMatrix.Resized(plane, (height, width), (_sizes[0].Height, _sizes[0].Width), alignCorners);
        }).Aggregate((sum, plane) => sum + plane);

    private Value Bias(ExplanationGraph graph, int part)
    {
        var ((channels, height, width), bias) = (_sizes[part], _biases[part - 1]);
        // Of the common bias, one value a channel, the channel is enough.
        var (rows, columns) = bias.Plane == height * width ? (1, 1) : (height, width);
        var step = height * width / (rows * columns);
        return graph.Builder.Constant(Wide.Doubles(
            [.. Enumerable.Range(0, channels * rows * columns).Select(i => (double)bias.At(i * step))], channels, rows, columns));
    }

    private static Value Plane(Value magnitudes, bool rescale)
    {
        var low = magnitudes.Lowest(1, 2, 3);
        var scaled = rescale ? (magnitudes - low).OverOrZero(magnitudes.Highest(1, 2, 3) - low) : magnitudes;
        return scaled.Sum(keep: false, 1).ToFloat();
    }

    private float[] Plane(int part, double[] values, bool rescale)
    {
        var magnitudes = Array.ConvertAll(values, Math.Abs);
        var (low, range) = rescale ? (magnitudes.Min(), magnitudes.Max() - magnitudes.Min()) : (0, 1);
        var sums = new double[_sizes[part].Height * _sizes[part].Width];
        if (range != 0)
            for (var i = 0; i < magnitudes.Length; i++)
                sums[i % sums.Length] += (magnitudes[i] - low) / range;
        return Array.ConvertAll(sums, v => (float)v);
    }
}
