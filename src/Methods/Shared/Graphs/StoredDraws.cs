using VisEval.Core;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;

namespace VisEval.Methods.Shared.Graphs;

/// <summary>What methods draw at random, drawn once and stored in the file: the same for every image.</summary>
internal static class StoredDraws
{
    /// <summary>Copies of the images with noise of a standard deviation that is a part of each image's range; the twin of
    /// <see cref="GaussianNoise.Copies"/>.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="samples">The number of copies.</param>
    /// <param name="noise">σ/(max x − min x).</param>
    /// <returns>Makes the copies of a number inside a loop, N×C×H×W.</returns>
    public static Func<ExplanationGraph, Value, Value> Copies(ExplanationGraph graph, int samples, double noise)
    {
        var images = graph.Images.Widened();
        return Copies(graph, samples, (images.Highest(1, 2, 3) - images.Lowest(1, 2, 3)) * images.Number(noise));
    }

    /// <summary>Copies of the images with noise of a standard deviation that is given, of 64 bits.</summary>
    public static Func<ExplanationGraph, Value, Value> Copies(ExplanationGraph graph, int samples, Value sigma)
    {
        var size = graph.Model.Input;
        var values = Normal(graph.Draws, samples, size.Length);
        var draws = graph.Stored("noise", Constant.Of(values, samples, size.Channels, size.Height, size.Width));
        return (inner, sample) =>
            inner.Images + (inner.Outside(sigma) * SampleLoop.At(inner, draws, sample).Widened()).ToFloat();
    }

    private static float[] Normal(Seed seed, int samples, int length)
    {
        var values = new float[checked(samples * length)];
        for (var sample = 0; sample < samples; sample++)
            GaussianNoise.Fill(values.AsSpan(sample * length, length), 1, seed.For(sample).Random());
        return values;
    }
}
