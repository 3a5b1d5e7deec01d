using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Configuration.Checking;

/// <summary>How well a network recognizes labelled images under one preprocessing and one choice of labels.</summary>
/// <param name="Name">What differs from the stated one; empty for that itself.</param>
/// <param name="Preprocessing">The preprocessing.</param>
/// <param name="Labels">Which of the scores are the classes.</param>
/// <param name="IsRight">By image: whether the top-1 class is among its labels.</param>
/// <param name="Probability">The mean probability of an image's labels; NaN for a network without probabilities.</param>
internal sealed record PreprocessingResult(
    string Name, Preprocessing Preprocessing, LabelChoice Labels, IReadOnlyList<bool> IsRight, double Probability)
{
    /// <summary>The number of images that are recognized.</summary>
    public int Hits => IsRight.Count(r => r);

    /// <summary>The share of images that are recognized, 0…1.</summary>
    public double Accuracy => (double)Hits / IsRight.Count;
}

/// <summary>Tries on some images of a dataset what else its preprocessing and labels could be.</summary>
/// <remarks>First everything that treats values otherwise, then with the best of it every way to bring pictures to size; each with every
/// choice of labels.</remarks>
/// <param name="model">The network.</param>
/// <param name="dataset">The dataset.</param>
/// <param name="images">The images to try, with labels.</param>
/// <param name="stop">Ends it before the next image.</param>
internal sealed class PreprocessingTrial(
    IModel model, Dataset dataset, IReadOnlyList<DatasetImage> images, CancellationToken stop = default)
{
    /// <summary>The images that are tried, at most.</summary>
    public const int MostImages = 50;

    private readonly IReadOnlyList<LabelChoice> _labels =
        LabelChoice.Of(model.ClassCount, model.Network.ClassNames, dataset.Manifest.Classes);

    /// <summary>The result of the stated preprocessing, then those of the others, the best first; of ways that make the same input of all
    /// images one.</summary>
    /// <param name="stated">What is stated, or assumed.</param>
    /// <exception cref="InputException">A picture cannot be read.</exception>
    public IReadOnlyList<PreprocessingResult> Run(Preprocessing stated)
    {
        var values = PreprocessingVariants.Values(stated).Select(v => v.Preprocessing).DistinctBy(p => p.ToString())
            .SelectMany(p => Results(stated, p, _labels)).ToList();
        var best = Best(values).First();
        var sizes = PreprocessingVariants.Sizes(best.Preprocessing).Select(s => s.Preprocessing)
            .Where(p => p.ToString() != best.Preprocessing.ToString())
            .SelectMany(p => Results(stated, p, [best.Labels]));
        var distinct = values.Concat(sizes)
            .DistinctBy(r => (r.Labels, r.Probability, string.Concat(r.IsRight.Select(right => right ? '1' : '0')))).ToList();
        return [distinct[0], .. Best(distinct.Skip(1))];
    }

    /// <summary>What a result becomes with one of its parts as it is stated: labels, size, values, order of colours.</summary>
    /// <param name="of">A result.</param>
    /// <param name="stated">The result of what is stated.</param>
    public IEnumerable<PreprocessingResult> Simpler(PreprocessingResult of, PreprocessingResult stated) =>
        PreprocessingVariants.Restored(of.Preprocessing, stated.Preprocessing).Select(p => (Preprocessing: p, of.Labels))
            .Prepend((of.Preprocessing, stated.Labels))
            .Where(p => p.Preprocessing.ToString() != of.Preprocessing.ToString() || p.Labels != of.Labels)
            .SelectMany(p => Results(stated.Preprocessing, p.Preprocessing, [p.Labels]));

    private static IOrderedEnumerable<PreprocessingResult> Best(IEnumerable<PreprocessingResult> results) =>
        results.OrderByDescending(r => r.Hits).ThenByDescending(r => r.Probability);

    private IEnumerable<PreprocessingResult> Results(Preprocessing stated, Preprocessing tried, IReadOnlyList<LabelChoice> choices)
    {
        var found = choices.Select(labels => (Labels: labels, IsRight: new List<bool>(), Probability: new List<double>())).ToList();
        foreach (var image in images)
        {
            stop.ThrowIfCancellationRequested();
            var all = model.Predict(ImageLoader.Load(dataset, image, tried, model.Input).Input);
            foreach (var (labels, right, probability) in found)
            {
                var scores = labels.Of(all);
                right.Add(image.Labels.Contains(scores.Top1(0)));
                probability.Add(
                    image.Labels.Where(l => l < scores.Logits.ItemLength).Select(l => (double)scores.ProbabilityOrNaN(0, l))
                        .DefaultIfEmpty().Average());
            }
        }
        return found.Select(f => new PreprocessingResult(
            string.Join(", ", PreprocessingVariants.Differences(stated, tried).Append(f.Labels.Name).Where(part => part.Length > 0)),
            tried, f.Labels, f.IsRight, f.Probability.Average()));
    }
}
