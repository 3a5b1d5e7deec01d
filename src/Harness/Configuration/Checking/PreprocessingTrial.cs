using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Configuration.Checking;

/// <summary>How well a network recognizes labelled images under one preprocessing.</summary>
/// <param name="Name">What differs from the stated one; empty for that itself.</param>
/// <param name="Preprocessing">The preprocessing.</param>
/// <param name="LabelOffset">The number of scores before that of class 0.</param>
/// <param name="IsRight">By image: whether the top-1 class is among its labels.</param>
/// <param name="Probability">The mean probability of an image's labels; NaN for a network without probabilities.</param>
public sealed record PreprocessingResult(
    string Name, Preprocessing Preprocessing, int LabelOffset, IReadOnlyList<bool> IsRight, double Probability)
{
    /// <summary>The number of images that are recognized.</summary>
    public int Hits => IsRight.Count(r => r);

    /// <summary>The share of images that are recognized, 0…1.</summary>
    public double Accuracy => (double)Hits / IsRight.Count;
}

/// <summary>Tries on some images of a dataset what else its preprocessing and labels could be.</summary>
/// <remarks>First everything that treats values otherwise, then with the best of it every way to bring pictures to size; each with labels
/// as they are and, of a network with more scores than classes, one score later.</remarks>
/// <param name="model">The network.</param>
/// <param name="dataset">The dataset.</param>
/// <param name="images">The images to try, with labels.</param>
/// <param name="stop">Ends it before the next image.</param>
public sealed class PreprocessingTrial(
    IModel model, Dataset dataset, IReadOnlyList<DatasetImage> images, CancellationToken stop = default)
{
    /// <summary>The images that are tried, at most.</summary>
    public const int MostImages = 50;

    /// <summary>The result of the stated preprocessing, then those of the others, the best first.</summary>
    /// <param name="stated">What is stated, or assumed.</param>
    /// <exception cref="InputException">A picture cannot be read.</exception>
    public IReadOnlyList<PreprocessingResult> Run(Preprocessing stated)
    {
        var values = PreprocessingVariants.Values(stated).DistinctBy(v => v.Preprocessing.ToString()).SelectMany(Results).ToList();
        var best = Best(values).First();
        var sizes = PreprocessingVariants.Sizes(best.Preprocessing)
            .Where(s => s.Preprocessing.ToString() != best.Preprocessing.ToString())
            .SelectMany(s => Results((best.Name.Length == 0 ? s.Name : $"{best.Name}, {s.Name}", s.Preprocessing)))
            .Where(r => r.LabelOffset == best.LabelOffset);
        return [values[0], .. Best(values.Skip(1).Concat(sizes))];
    }

    private static IOrderedEnumerable<PreprocessingResult> Best(IEnumerable<PreprocessingResult> results) =>
        results.OrderByDescending(r => r.Hits).ThenByDescending(r => r.Probability);

    private IEnumerable<PreprocessingResult> Results((string Name, Preprocessing Preprocessing) variant)
    {
        var offsets = model.ClassCount > dataset.Manifest.Classes.Count ? new[] { 0, 1 } : [0];
        var found = offsets.Select(offset => (Offset: offset, IsRight: new List<bool>(), Probability: new List<double>())).ToList();
        foreach (var image in images)
        {
            stop.ThrowIfCancellationRequested();
            var scores = model.Predict(ImageLoader.Load(dataset, image, variant.Preprocessing, model.Input).Input);
            foreach (var (offset, right, probability) in found)
            {
                right.Add(image.Labels.Contains(scores.Top1(0) - offset));
                probability.Add(
                    image.Labels.Where(l => l + offset < model.ClassCount)
                        .Select(l => (double)scores.ProbabilityOrNaN(0, l + offset)).DefaultIfEmpty().Average());
            }
        }
        return found.Select(f => new PreprocessingResult(
            f.Offset == 0 ? variant.Name : $"{variant.Name}{(variant.Name.Length == 0 ? "" : ", ")}labelOffset {f.Offset}",
            variant.Preprocessing, f.Offset, f.IsRight, f.Probability.Average()));
    }
}
