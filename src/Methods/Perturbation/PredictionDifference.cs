using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Perturbation;

/// <summary>Prediction difference analysis: the mean over the windows w that cover a pixel of log₂ odds p(c|x) − log₂ odds p(c|x\w),
/// where p(c|x\w) is the mean probability over draws of the window's pixels given those around it; H×W, signed, in bits (Zintgraf et al.,
/// 2017).</summary>
/// <remarks>Laplace correction: p becomes (p·N + 1)/(N + K) for N training images and K classes, so that odds p/(1 − p) are finite.
/// Windows lie wholly in the image, at 0, s, 2s, … and at the far border; one larger than the image covers it. The draws are
/// from a Gaussian fitted to patches of the reference images, as published; without any to those of the image itself: see
/// <see cref="PatchGaussian"/>. Marginal draws put the same window of a random reference image in the place, without any a random window of
/// the image.</remarks>
/// <param name="Window">The side k of the window.</param>
/// <param name="Patch">The side l of the patch around it.</param>
/// <param name="Samples">The number S of draws a window.</param>
/// <param name="Stride">The distance s between windows, at most the window. The paper's is 1: a window at every pixel, 25 times the
/// cost.</param>
/// <param name="Sampling">What the draws are given.</param>
/// <param name="TrainingImages">N of the Laplace correction.</param>
[Named("prediction-difference")]
[Paper("Zintgraf, Cohen, Adel, Welling: Visualizing Deep Neural Network Decisions: Prediction Difference Analysis, ICLR", 2017)]
[Needs(Needs.Forward)]
[Randomized]
[UsesReferences]
[Claims(MapPlace.Pixels, Claims.ClassDiscriminative | Claims.Signed | Claims.ImplementationInvariant)]
[Passes("samples * (ceil(max(height - window, 0) / stride) + 1) * (ceil(max(width - window, 0) / stride) + 1) + 1")]
[Dialect("paper", "stride=1")]
[Dialect("deepvis", "stride=1,training-images=100000")]
internal sealed record PredictionDifference(
    [InRange(1, 10_000), About("The side of the square window whose pixels are taken as unknown.")] int Window = 10,
    [InRange(1, 10_000), About("The side of the patch around a window that its pixels are drawn from; at least the window.")]
    int Patch = 14,
    [InRange(1, 10_000), About("Draws of a window's pixels that are averaged; each costs one forward pass.")] int Samples = 10,
    [InRange(1, 10_000), About("The distance between windows in pixels, at most the window; the paper's is 1.")] int Stride = 5,
    [About("Whether pixels are drawn given those around the window, or independently of them.")]
    PatchSampling Sampling = PatchSampling.Conditional,
    [InRange(1, 1e12), About("The number of images the network was trained on, for the Laplace correction of probabilities near 0 and 1.")]
    double TrainingImages = 1.2e6)
    : IAttributionMethod
{
    /// <summary>Draws the pixels of the window at (top, left) into a copy of the image.</summary>
    internal delegate void DrawWindow(int sample, int top, int left, Span<float> image);

    /// <summary>The side of the patch.</summary>
    /// <exception cref="InputException">It is smaller than the window.</exception>
    public int Patch { get; } = Patch >= Window
        ? Patch
        : throw new InputException(
            $"prediction-difference: patch={Patch} is smaller than window={Window}, but the patch holds the window; "
            + $"patch must be at least {Window}.");

    /// <summary>The distance between windows.</summary>
    /// <exception cref="InputException">It is larger than the window: some pixels would be covered by no window.</exception>
    public int Stride { get; } = WindowMean.CheckedStride(Stride, Window, "prediction-difference");

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject => Explain(model, subject, Sampler(subject)));

    /// <summary>The same with draws from outside.</summary>
    internal Attribution Explain(IModel model, Subject subject, DrawWindow draw)
    {
        var size = subject.Size;
        var (tops, lefts) = (Starts(size.Height), Starts(size.Width));
        var drawn = tops.Length * lefts.Length * Samples;
        // The last variant is the image as it is.
        var probabilities = Expansion.Scores(model, subject, drawn + 1, ClassScore.Probability, (sample, destination) =>
        {
            subject.Image.CopyTo(destination);
            if (sample < drawn)
                draw(sample, tops[sample / Samples / lefts.Length], lefts[sample / Samples % lefts.Length], destination);
        });

        var difference = new WindowMean(size);
        var known = LogOdds(probabilities[drawn], model.ClassCount);
        for (var window = 0; window < tops.Length * lefts.Length; window++)
        {
            var mean = 0.0;
            for (var s = 0; s < Samples; s++)
                mean += probabilities[window * Samples + s] / (double)Samples;
            difference.Add(tops[window / lefts.Length], lefts[window % lefts.Length], Window, known - LogOdds(mean, model.ClassCount));
        }
        return new Attribution(difference.Map());
    }

    private DrawWindow Sampler(Subject subject)
    {
        RandomSource Random(int sample) => subject.Seed.For(sample).Random();
        if (Sampling == PatchSampling.Conditional)
        {
            var gaussian = new PatchGaussian(subject.Image, subject.Size, Window, Patch, subject.Surroundings.References);
            return (sample, top, left, image) => gaussian.Draw(top, left, Random(sample), image);
        }
        var size = subject.Size;
        var (height, width) = (Math.Min(Window, size.Height), Math.Min(Window, size.Width));
        return (sample, top, left, image) =>
        {
            var random = Random(sample);
            var others = subject.Surroundings.References;
            var other = others is null ? subject.Image : others.Item(random.NextInt(others.BatchSize));
            var (fromTop, fromLeft) = others is null
                ? (random.NextInt(size.Height - height + 1), random.NextInt(size.Width - width + 1))
                : (top, left);
            for (var c = 0; c < size.Channels; c++)
                for (var y = 0; y < height; y++)
                {
                    var rows = c * size.Height + y;
                    other.Slice((rows + fromTop) * size.Width + fromLeft, width).CopyTo(image[((rows + top) * size.Width + left)..]);
                }
        };
    }

    private int[] Starts(int side)
    {
        var last = Math.Max(side - Window, 0);
        return [.. Enumerable.Range(0, (last + Stride - 1) / Stride + 1).Select(i => Math.Min(i * Stride, last))];
    }

    private double LogOdds(double probability, int classes)
    {
        var corrected = (probability * TrainingImages + 1) / (TrainingImages + classes);
        return Math.Log2(corrected / (1 - corrected));
    }
}
