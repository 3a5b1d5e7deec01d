using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Perturbation;

/// <summary>Where meaningful perturbation starts: the smallest centred disc whose blurring takes the class away.</summary>
/// <remarks>Radii 0, 5, …, 170 pixels of a picture of 224×224; the discs are blurred with σ = 10. The first with (p(r) − p(170))/(p(x) −
/// p(170)) &lt; 0.01 is taken, which the last one is at the latest; if the probabilities do not differ, the last.</remarks>
internal static class SuppressingDisc
{
    private const int Radii = 35;
    private const double RadiusStep = 5;
    private const double Sigma = 10;
    private const double Threshold = 0.01;

    /// <summary>The disc, H·W values in [0, 1], 1 at the centre; runs 36 images.</summary>
    /// <param name="model">The model.</param>
    /// <param name="subject">The image and its class.</param>
    /// <param name="blurred">The image that shows through the disc.</param>
    /// <param name="scale">What a pixel of a picture of 224×224 is in this one.</param>
    public static float[] Find(IModel model, Subject subject, float[] blurred, double scale)
    {
        var (size, plane) = (subject.Size, subject.Size.Pixels);
        // The last variant is the image as it is.
        var scores = Expansion.Scores(model, subject, Radii + 1, ClassScore.Probability, (sample, destination) =>
        {
            if (sample == Radii)
            {
                subject.Image.CopyTo(destination);
                return;
            }
            var disc = Disc(size, sample, scale);
            for (var start = 0; start < destination.Length; start += plane)
                SpanMath.Blend(subject.Image.AsSpan(start, plane), blurred.AsSpan(start, plane), disc, destination.Slice(start, plane));
        });
        double lowest = scores[Radii - 1];
        var first = Array.FindIndex(scores, 0, Radii, p => (p - lowest) / (scores[Radii] - lowest) < Threshold);
        return Disc(size, first < 0 ? Radii - 1 : first, scale);
    }

    private static float[] Disc(ImageSize size, int index, double scale)
    {
        var (disc, radius) = (new float[size.Pixels], index * RadiusStep * scale);
        for (var y = 0; y < size.Height; y++)
            for (var x = 0; x < size.Width; x++)
            {
                var (down, right) = (y - size.Height / 2, x - size.Width / 2);
                disc[y * size.Width + x] = down * down + right * right <= radius * radius ? 1 : 0;
            }
        return GaussianBlur.Apply(disc, size with { Channels = 1 }, Sigma * scale);
    }
}
