using VisEval.Core;
using VisEval.Harness.Datasets;

namespace VisEval.Harness.Results;

/// <summary>Names everything that changes a number: one metric of one explanation of one image.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name.</param>
/// <param name="Method">Canonical unit key of the method.</param>
/// <param name="Metric">Canonical unit key of the metric.</param>
/// <param name="Image">Image id, unique in the dataset.</param>
/// <param name="Target">The explained class.</param>
public readonly record struct CellKey(string Dataset, string Model, string Method, string Metric, string Image, int Target)
{
    /// <summary>What stands for the image where a number is over all of them.</summary>
    public const string AllImages = "*";

    /// <summary>Whether the number is over all images, and the target is of no meaning.</summary>
    public bool IsPooled => Image == AllImages;
}

/// <summary>One number of a cell.</summary>
public readonly record struct ScoreRow(CellKey Cell, string Score, double? Value, CellState State);

/// <summary>A curve of a cell.</summary>
internal sealed record CurveRow(CellKey Cell, string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y);

/// <summary>What a model says of an image.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name.</param>
/// <param name="Image">Image id.</param>
/// <param name="Labels">The labelled classes.</param>
/// <param name="Top1">The predicted class.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="LabelProbability">The probability of the labelled class, of several the mean of theirs; null without a label, where the
/// scores are no probabilities, and where it was not recorded.</param>
internal sealed record PredictionRow(
    string Dataset, string Model, string Image, IReadOnlyList<int> Labels, int Top1, double Probability, double? LabelProbability = null)
{
    /// <summary>Whether the predicted class is among the labels.</summary>
    public bool IsRight => Labels.Contains(Top1);

    /// <summary>What a network says of an image that was classified alone.</summary>
    /// <param name="dataset">Dataset name.</param>
    /// <param name="model">Model name.</param>
    /// <param name="image">The image.</param>
    /// <param name="scores">The network's answer.</param>
    public static PredictionRow Of(string dataset, string model, DatasetImage image, ClassScores scores)
    {
        var top1 = scores.Top1(0);
        return new PredictionRow(dataset, model, image.Id, image.Labels, top1, scores.ProbabilityOrNaN(0, top1), OfLabels(image, scores));
    }

    /// <summary>Predictions with the probabilities of their labelled classes, which stand in a table of their own.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="probabilities">The probabilities by dataset, model and image.</param>
    internal static List<PredictionRow> With(
        IEnumerable<PredictionRow> predictions, IReadOnlyDictionary<(string, string, string), double> probabilities) =>
    [
        .. predictions.Select(p => probabilities.TryGetValue((p.Dataset, p.Model, p.Image), out var probability)
            ? p with { LabelProbability = probability }
            : p),
    ];

    // A label that is no output of the network is never recognized.
    private static double? OfLabels(DatasetImage image, ClassScores scores) => image.Labels.Count == 0 || !scores.HasProbabilities
        ? null
        : image.Labels.Average(label => label < scores.Logits.Shape[1] ? (double)scores.Probability(0, label) : 0.0);
}

/// <summary>Why an explanation has no numbers that is no failure: the map says nothing, or the method nothing of this kind
/// of network.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name.</param>
/// <param name="Method">Unit key.</param>
/// <param name="Image">Image id.</param>
/// <param name="Target">The explained class.</param>
/// <param name="State">The state of the map.</param>
/// <param name="Why">What was found when it was looked into; a sentence for a person.</param>
internal sealed record RemarkRow(string Dataset, string Model, string Method, string Image, int Target, string State, string Why);

/// <summary>One measured repetition of a method on one image.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name.</param>
/// <param name="Method">Unit key.</param>
/// <param name="Repetition">0, 1, ….</param>
/// <param name="Milliseconds">Wall time of one explanation.</param>
/// <param name="Forwards">Images run forwards.</param>
/// <param name="Backwards">Images run backwards.</param>
/// <param name="PeakMegabytes">Largest resident memory during the explanation, in 10⁶ bytes.</param>
internal sealed record TimingRow(
    string Dataset, string Model, string Method, int Repetition, double Milliseconds, long Forwards, long Backwards, double PeakMegabytes);

/// <summary>What scoring one explanation with one metric took.</summary>
/// <param name="Milliseconds">Wall time.</param>
/// <param name="PassesAsked">Images the metric asked to be run forwards or backwards.</param>
/// <param name="PassesRun">Images that were run for it; the others had been run for another metric of the explanation.</param>
internal readonly record struct MetricCost(double Milliseconds, long PassesAsked, long PassesRun);

/// <summary>What a metric took on a model, over all explanations scored.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name.</param>
/// <param name="Metric">Unit key.</param>
/// <param name="Cells">Explanations scored.</param>
/// <param name="Total">The sum over them.</param>
internal sealed record MetricCostRow(string Dataset, string Model, string Metric, long Cells, MetricCost Total)
{
    /// <summary>Mean wall time of scoring one explanation; null where none was.</summary>
    public double? MillisecondsEach => Each(Total.Milliseconds);

    /// <summary>Mean of any sum over the explanations; null where none was scored.</summary>
    public double? Each(double sum) => Cells > 0 ? sum / Cells : null;
}

/// <summary>Something that went wrong; the run went on.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name.</param>
/// <param name="Method">Unit key, empty where none is concerned.</param>
/// <param name="Metric">Unit key, empty where none is concerned.</param>
/// <param name="Image">Image id, empty where none is concerned.</param>
/// <param name="Target">The class, null where none is concerned.</param>
/// <param name="Error">The message.</param>
public sealed record FailureRow(string Dataset, string Model, string Method, string Metric, string Image, int? Target, string Error)
{
    /// <summary>The message, in which nothing controls a terminal.</summary>
    public string Error { get; init; } = Printable.Visible(Error);
}

/// <summary>A picture of the gallery: one input image as PNG, at the network's input size.</summary>
internal sealed record PictureRow(string Dataset, string Model, string Image, byte[] Png);

/// <summary>A map of the gallery, scaled to 0..255; null pixels where the map is degenerate.</summary>
internal sealed record MapRow(string Dataset, string Model, string Method, string Image, int Target, int Height, int Width, byte[]? Pixels);
