using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Metrics;

namespace VisEval.Harness.Evaluation;

/// <summary>Mosaics of a job's images; made when first asked for, by one thread, the same for all.</summary>
/// <remarks>A fully convolutional network takes mosaics of images at their own size; for others they are shrunk into cells of its input.
/// Partners show one class each, all different and other
/// than the explained one; they, and the place of the explained image, are drawn from the seed of the image, whatever is
/// asked first.</remarks>
internal sealed class Mosaics(Job job, Seed seed, CancellationToken stop, Func<int, bool>? takesLarger = null)
{
    // Predicted together. Fixed, so that no number depends on threads; bounds the memory, since only what is predicted is kept.
    private const int ImagesPerCall = 16;

    private readonly Lazy<IReadOnlyList<Sure>> _sure = new(() => Predict(job, stop));

    // Mosaics of an image live as long as the image is worked on: all methods ask for the same one.
    private readonly ConditionalWeakTable<PreparedImage, ConcurrentDictionary<(int Grid, double Confidence), Lazy<Mosaic>>> _made = [];

    /// <summary>The mosaic of an image.</summary>
    /// <param name="image">The explained image.</param>
    /// <param name="target">The explained class.</param>
    /// <param name="grid">Rows and columns of cells.</param>
    /// <param name="confidence">The least probability of every image's class.</param>
    /// <exception cref="NotApplicableException">The image is not to be had for a mosaic, or too few others are.</exception>
    public Mosaic Of(PreparedImage image, int target, int grid, double confidence)
    {
        var size = job.Model.Input;
        ArgumentOutOfRangeException.ThrowIfLessThan(grid, 2);
        if (Math.Min(size.Height, size.Width) < grid && takesLarger?.Invoke(grid) != true)
            throw new NotApplicableException(
                "too-few-pixels", $"An input of {size.Height}×{size.Width} pixels has no {grid}×{grid} cells.");
        var labels = image.Image.Labels.Distinct().ToList();
        if (labels.Count != 1)
            throw new NotApplicableException("several-labels", $"Image {image.Image.Id} does not show exactly one class.");
        if (labels[0] != target)
            throw new NotApplicableException("not-the-label", $"Class {target} is not the label of image {image.Image.Id}.");
        if (!_sure.Value.Any(s => s.Image.Id == image.Image.Id && s.Probability >= confidence))
            throw new NotApplicableException(
                "not-confident", $"Image {image.Image.Id} is not classified rightly with a probability of {confidence} or more.");
        return _made.GetOrCreateValue(image)
            .GetOrAdd((grid, confidence), key => new Lazy<Mosaic>(() => Make(image, target, key.Grid, key.Confidence))).Value;
    }

    private Mosaic Make(PreparedImage image, int target, int grid, double confidence)
    {
        var random = image.SeedOf(seed).For("mosaic").For(grid).Random();
        var own = random.NextInt(grid * grid);
        var classes =
            _sure.Value.Where(s => s.Probability >= confidence && s.Label != target).GroupBy(s => s.Label).OrderBy(g => g.Key).ToArray();
        if (classes.Length < grid * grid - 1)
            throw new NotApplicableException(
                "too-few-confident-images",
                $"A {grid}×{grid} mosaic takes images of {grid * grid - 1} other classes; "
                + $"{classes.Length} have one of a probability of {confidence} or more.");
        random.Shuffle(classes.AsSpan());
        var partners = new Queue<DatasetImage>(classes.Take(grid * grid - 1).Select(g => g.ElementAt(random.NextInt(g.Count())).Image));

        var isFull = takesLarger?.Invoke(grid) == true;
        var size = isFull
            ? job.Model.Input with { Height = grid * job.Model.Input.Height, Width = grid * job.Model.Input.Width }
            : job.Model.Input;
        var mosaic = Tensor.Zeros(1, size.Channels, size.Height, size.Width);
        var cell = new PixelMask(new bool[size.Pixels], size.Height, size.Width);
        for (var i = 0; i < grid * grid; i++)
        {
            var (top, bottom) = (i / grid * size.Height / grid, (i / grid + 1) * size.Height / grid);
            var (left, right) = (i % grid * size.Width / grid, (i % grid + 1) * size.Width / grid);
            var source = i == own ? image : job.Images.Load(partners.Dequeue());
            AreaAverage.Put(source.Input, mosaic, top, left, bottom - top, right - left);
            for (var y = top; i == own && y < bottom; y++)
                cell.Pixels.AsSpan(y * size.Width + left, right - left).Fill(true);
        }
        return new Mosaic(mosaic, target, cell, own, isFull ? new ModelVariant.Enlarged(grid) : null);
    }

    // An image that cannot be read is a failure where it is explained; here it is only not to be had.
    private static List<Sure> Predict(Job job, CancellationToken stop)
    {
        var sure = new List<Sure>();
        foreach (var chunk in job.Images.Images.Where(i => i.Labels.Distinct().Count() == 1).Chunk(ImagesPerCall))
        {
            stop.ThrowIfCancellationRequested();
            PreparedImage[] loaded =
            [
                .. chunk.Select(image => Attempt.One(() => job.Images.Load(image), stop, $"image {image.Id}"))
                    .Where(a => a.Error is null).Select(a => a.Value!),
            ];
            var found = Attempt.Batch(loaded, batch => Judge(job, batch), stop, job.ModelName);
            sure.AddRange(found.Where(f => f.Error is null).Select(f => f.Value!));
        }
        return sure;
    }

    private static IReadOnlyList<Sure> Judge(Job job, IReadOnlyList<PreparedImage> images)
    {
        var scores = job.Model.Predict(ImageStack.Of(images.Select(i => i.Input)));
        return [.. images.Select((image, i) => (image.Image, Label: image.Image.Labels[0], First: scores.Top1(i), i)).Select(
            p => new Sure(p.Image, p.Label, p.First == p.Label ? scores.Probability(p.i, p.Label) : -1))];
    }

    /// <summary>An image of one class and the probability of it, negative where the model names another.</summary>
    private sealed record Sure(DatasetImage Image, int Label, double Probability);
}
