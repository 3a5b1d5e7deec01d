using System.Collections.Concurrent;
using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>Keeps the numbers and failures of a scoring in memory, and lets go of the maps.</summary>
/// <param name="curves">The keys of the metrics whose curves are kept, because a number over all images is made of them.</param>
internal sealed class ScoringSink(IReadOnlySet<string> curves) : IOutcomeSink
{
    private readonly ConcurrentDictionary<string, Image> _images = new();
    private readonly ConcurrentDictionary<ExplanationKey, Explanation> _explanations = new();

    /// <summary>What is kept of an image.</summary>
    /// <param name="Top1">The predicted class; −1 where the image failed.</param>
    /// <param name="Failures">What went wrong with it.</param>
    public sealed record Image(int Top1, IReadOnlyList<FailureRow> Failures);

    /// <summary>What is kept of an explanation.</summary>
    /// <param name="Cells">One entry for each metric.</param>
    /// <param name="Failures">What went wrong with it.</param>
    public sealed record Explanation(IReadOnlyList<CellOutcome> Cells, IReadOnlyList<FailureRow> Failures);

    /// <summary>The image of an id.</summary>
    public Image Of(string image) => _images[image];

    /// <summary>The explanation of a key.</summary>
    public Explanation Of(ExplanationKey key) => _explanations[key];

    /// <inheritdoc/>
    public void Save(ImageOutcome outcome) => _images[outcome.Image.Id] = new Image(
        outcome is ImageOutcome.Loaded loaded ? loaded.Prediction.Top1 : ExplanationKey.NoTarget, [.. Failures.Of(outcome)]);

    /// <inheritdoc/>
    public void Save(ExplanationOutcome outcome) =>
        _explanations[outcome.Key] = new Explanation([.. outcome.Cells.Select(Slim)], [.. Failures.Of(outcome)]);

    /// <inheritdoc/>
    public void Save(CostOutcome outcome) =>
        throw new InvalidOperationException("The cost of a map from a file is not known.");

    private CellOutcome Slim(CellOutcome cell) =>
        curves.Contains(cell.Cell.Metric) ? cell : cell with { Result = cell.Result with { Curves = [] } };
}
