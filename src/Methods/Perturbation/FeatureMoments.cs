using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Perturbation;

/// <summary>Mean and deviation of every value of a layer, K·h·w: of what the information bottleneck puts in its place.</summary>
/// <param name="Means">μ.</param>
/// <param name="Deviations">σ; 0 where a value carries no information: the bottleneck then shows the mean.</param>
internal sealed record FeatureMoments(double[] Means, double[] Deviations)
{
    private const double SmallestDeviation = 0.01;

    /// <summary>Those of each channel over the places of one image; a channel that is the same everywhere has no deviation.</summary>
    public static FeatureMoments OfPlaces(LayerState state)
    {
        var moments = new FeatureMoments(new double[state.Planes.Length], new double[state.Planes.Length]);
        for (var k = 0; k < state.Layer.Channels; k++)
        {
            var (mean, deviation) = Moments(state.Plane(k));
            Array.Fill(moments.Means, mean, k * state.Layer.Plane, state.Layer.Plane);
            Array.Fill(moments.Deviations, deviation, k * state.Layer.Plane, state.Layer.Plane);
        }
        return moments;
    }

    /// <summary>Those of each value over several images, the deviation with n − 1 as in the authors' code; a value that is 0 in all of
    /// them has no deviation.</summary>
    /// <param name="model">The network.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="images">The images, N×C×H×W.</param>
    /// <exception cref="NotApplicableException">No value of the layer differs from image to image: there is no σ.</exception>
    public static FeatureMoments OfImages(IModel model, SpatialLayer layer, Tensor images)
    {
        var length = layer.Channels * layer.Plane;
        var (means, squares, active) = (new double[length], new double[length], new bool[length]);
        Expansion.ForEach(model.Input, images.BatchSize, (i, destination) => images.Item(i).CopyTo(destination), (first, chunk) =>
        {
            var values = model.Activations(chunk, [layer.Name])[0];
            for (var n = 0; n < chunk.BatchSize; n++)
            {
                var planes = layer.ChannelsFirst(values.Item(n));
                for (var i = 0; i < length; i++)
                {
                    var gap = planes[i] - means[i];
                    means[i] += gap / (first + n + 1);
                    squares[i] += gap * (planes[i] - means[i]);
                    active[i] |= planes[i] != 0;
                }
            }
        });
        if (squares.All(s => s == 0))
            throw new NotApplicableException(
                "references-are-equal",
                $"The information bottleneck takes σ of the layer '{layer.Name}' over the reference images, and over "
                + (images.BatchSize == 1 ? "one image there is none" : $"these {images.BatchSize} there is none: they are equal")
                + ". Name two different reference images or more, or none.");
        var degrees = Math.Max(1, images.BatchSize - 1);
        return new FeatureMoments(
            means, [.. squares.Select((s, i) => active[i] ? Math.Max(Math.Sqrt(s / degrees), SmallestDeviation) : 0)]);
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<float> values)
    {
        var (mean, square) = (0.0, 0.0);
        foreach (var value in values)
            mean += value / (double)values.Length;
        foreach (var value in values)
            square += (value - mean) * (value - mean) / values.Length;
        return values.ContainsAnyExcept(values[0]) ? (mean, Math.Max(Math.Sqrt(square), SmallestDeviation)) : (values[0], 0);
    }
}
