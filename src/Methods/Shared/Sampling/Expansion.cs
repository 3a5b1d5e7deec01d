using VisEval.Core;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Shared.Sampling;

/// <summary>Runs many variants of one image (noisy, masked, scaled) through a model in chunks, so that never all are held at
/// once.</summary>
/// <remarks>A chunk holds variants of one image only. Kernels may round differently for another batch size; this way the size depends
/// on the image and the options alone, and a result cannot change with the images that happen to share its batch.</remarks>
internal static class Expansion
{
    private const int MaxImages = 16;
    private const int MaxValues = 1 << 22;

    /// <summary>Writes variant number <c>sample</c> of the image, every value of it, to <c>destination</c>.</summary>
    public delegate void Draw(int sample, Span<float> destination);

    /// <summary>The number of variants in a full chunk: at most 16, since more are no faster and take memory; at most 4 Mi values (16 MB);
    /// at least one.</summary>
    public static int ChunkSize(ImageSize size) => Math.Clamp(MaxValues / size.Length, 1, MaxImages);

    /// <summary>Draws the variants 0…<paramref name="samples"/>−1 in order and hands them over chunk by chunk.</summary>
    /// <param name="size">The size of one variant.</param>
    /// <param name="samples">The number of variants.</param>
    /// <param name="draw">Makes a variant.</param>
    /// <param name="use">Takes the number of a chunk's first variant and the chunk, n×C×H×W, which is valid during
    /// the call only.</param>
    public static void ForEach(ImageSize size, int samples, Draw draw, Action<int, Tensor> use)
    {
        var limit = ChunkSize(size);
        using var room = new RentedBatch(size, Math.Min(limit, samples));
        for (var first = 0; first < samples; first += limit)
        {
            var chunk = room.Of(Math.Min(limit, samples - first));
            for (var s = 0; s < chunk.BatchSize; s++)
                draw(first + s, chunk.Item(s));
            use(first, chunk);
        }
    }

    /// <summary>The score of the target class for every variant.</summary>
    public static float[] Scores(IModel model, Subject subject, int samples, ClassScore score, Draw draw)
    {
        var values = new float[samples];
        ForEach(subject.Size, samples, draw, (first, chunk) =>
        {
            var scores = model.Predict(chunk);
            for (var s = 0; s < chunk.BatchSize; s++)
                values[first + s] = scores.Of(score, s, subject.Target);
        });
        return values;
    }

    /// <summary>Takes the number of a variant and the gradient there, C·H·W values, valid during the call only.</summary>
    public delegate void UseGradient(int sample, ReadOnlySpan<float> gradient);

    /// <summary>∂S_c/∂x at every variant, in order.</summary>
    public static void ForEachGradient(IModel model, Subject subject, int samples, Draw draw, UseGradient use) =>
        ForEach(subject.Size, samples, draw, (first, chunk) =>
        {
            var gradients = model.Gradient(chunk, [.. Enumerable.Repeat(subject.Target, chunk.BatchSize)], model.InputTensor).Gradients[0];
            for (var s = 0; s < chunk.BatchSize; s++)
                use(first + s, gradients.Item(s));
        });

    /// <summary>Σ_s weight_s · ∂S_c/∂x at variant s: one weighted sum of input gradients, added up in double precision.</summary>
    /// <returns>C·H·W values.</returns>
    public static double[] GradientSum(IModel model, Subject subject, IReadOnlyList<double> weights, Draw draw)
    {
        var sum = new double[subject.Size.Length];
        ForEachGradient(model, subject, weights.Count, draw, (sample, gradient) => SpanMath.AddScaled(gradient, weights[sample], sum));
        return sum;
    }
}
