using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Perturbation;

/// <summary>Occlusion sensitivity: the mean over the windows that cover a pixel of f_c(x) − f_c(x with the window filled);
/// H×W, signed (Zeiler and Fergus, 2014).</summary>
/// <remarks>Windows start at 0, s, 2s, … on both axes, ⌈(side − window)/s⌉ + 1 of them; the last is cut at the border, and a window
/// larger than the image covers it once. Windows are filled in normalised space, in all channels.</remarks>
/// <param name="Window">The side of the square window in pixels.</param>
/// <param name="Stride">The distance between windows in pixels, at most the window.</param>
/// <param name="Fill">What a window is filled with.</param>
/// <param name="Score">The score f_c.</param>
[Named("occlusion")]
[Paper("Zeiler, Fergus: Visualizing and Understanding Convolutional Networks, ECCV", 2014)]
[Needs(Needs.Forward)]
[Claims(MapPlace.Pixels, Claims.ClassDiscriminative | Claims.Signed | Claims.ImplementationInvariant)]
[Passes("(ceil(max(height - window, 0) / stride) + 1) * (ceil(max(width - window, 0) / stride) + 1) + 1")]
internal sealed record Occlusion(
    [InRange(1, 10_000), About("The side of the square window in pixels.")] int Window = 16,
    [InRange(1, 10_000), About("The distance between windows in pixels; at most the window.")] int Stride = 8,
    [About("What a window is filled with: " + OptionText.Baselines)]
    Baseline Fill = Baseline.Zero,
    [About("The score that drops: logit or probability.")] ClassScore Score = ClassScore.Logit)
    : IAttributionMethod
{
    /// <summary>The distance between windows in pixels.</summary>
    /// <exception cref="InputException">It is larger than the window: some pixels would be covered by no window.</exception>
    public int Stride { get; } = WindowMean.CheckedStride(Stride, Window, "occlusion");

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var (tops, lefts) = (Starts(batch.Size.Height), Starts(batch.Size.Width));
        return batch.PerImage(targets, subject => Explain(model, subject, tops, lefts));
    }

    private Attribution Explain(IModel model, Subject subject, int tops, int lefts)
    {
        var (size, windows) = (subject.Size, tops * lefts);
        var fill = Fill.Of(subject);
        // The last variant is the image as it is.
        var scores = Expansion.Scores(model, subject, windows + 1, Score, (sample, destination) =>
        {
            subject.Image.CopyTo(destination);
            if (sample == windows)
                return;
            var (rows, columns) = Extent(sample, lefts, size);
            for (var c = 0; c < size.Channels; c++)
                for (var y = rows.Start; y < rows.End; y++)
                {
                    var start = (c * size.Height + y) * size.Width;
                    fill.AsSpan(start + columns.Start, columns.Length).CopyTo(destination[(start + columns.Start)..]);
                }
        });

        var mean = new WindowMean(size);
        for (var window = 0; window < windows; window++)
            mean.Add(window / lefts * Stride, window % lefts * Stride, Window, (double)scores[windows] - scores[window]);
        return new Attribution(mean.Map());
    }

    private int Starts(int side) => (Math.Max(side - Window, 0) + Stride - 1) / Stride + 1;

    private (Interval Rows, Interval Columns) Extent(int window, int lefts, ImageSize size) =>
        (Cut(window / lefts, size.Height), Cut(window % lefts, size.Width));

    private Interval Cut(int index, int side) => new(index * Stride, Math.Min(index * Stride + Window, side));

    private readonly record struct Interval(int Start, int End)
    {
        public int Length => End - Start;
    }
}
