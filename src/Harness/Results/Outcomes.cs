using VisEval.Core;
using VisEval.Harness.Datasets;

namespace VisEval.Harness.Results;

/// <summary>What became of one image of a model: read and classified, or not.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name.</param>
/// <param name="Image">The image.</param>
internal abstract record ImageOutcome(string Dataset, string Model, DatasetImage Image)
{
    /// <summary>It was read and classified.</summary>
    /// <param name="Prepared">The pixels.</param>
    /// <param name="Prediction">What the model says of it.</param>
    /// <param name="Scores">The scores of every class, of this image alone.</param>
    /// <param name="Picture">The input as a picture, where it is shown in the gallery.</param>
    /// <param name="PictureError">Why there is no such picture.</param>
    public sealed record Loaded(
        PreparedImage Prepared, PredictionRow Prediction, ClassScores Scores, byte[]? Picture, string? PictureError)
        : ImageOutcome(Prediction.Dataset, Prediction.Model, Prepared.Image);

    /// <summary>It was not.</summary>
    /// <param name="Dataset">Dataset name.</param>
    /// <param name="Model">Model name.</param>
    /// <param name="Image">The image.</param>
    /// <param name="Error">Why, a sentence for a person.</param>
    public sealed record Failed(string Dataset, string Model, DatasetImage Image, string Error) : ImageOutcome(Dataset, Model, Image);
}

/// <summary>What became of one explanation and of the metrics that were asked about it.</summary>
/// <param name="Key">The explanation.</param>
/// <param name="Explained">The attribution, or why there is none.</param>
/// <param name="Cells">One entry for each metric that was asked.</param>
/// <param name="InGallery">Whether its map is shown in the gallery.</param>
internal sealed record ExplanationOutcome(ExplanationKey Key, Explained Explained, IReadOnlyList<CellOutcome> Cells, bool InGallery)
{
    /// <summary>What metrics asked for on networks with other weights, where the gallery shows the image; else none.</summary>
    public IReadOnlyList<RandomizedExplanation> Randomized { get; init; } = [];
}

/// <summary>What one explanation by a method costs.</summary>
/// <param name="Key">The explanation that was measured.</param>
/// <param name="Rows">One entry for each repetition; empty where it failed.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
internal sealed record CostOutcome(ExplanationKey Key, IReadOnlyList<TimingRow> Rows, string? Error);
