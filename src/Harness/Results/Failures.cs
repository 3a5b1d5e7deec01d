namespace VisEval.Harness.Results;

/// <summary>The failure rows of outcomes: the one place that says what a failure is.</summary>
internal static class Failures
{
    /// <summary>The failures of an image: it cannot be read or classified, or it cannot be shown.</summary>
    public static IEnumerable<FailureRow> Of(ImageOutcome outcome)
    {
        var error = outcome switch
        {
            ImageOutcome.Failed failed => failed.Error,
            ImageOutcome.Loaded loaded => loaded.PictureError,
            _ => null,
        };
        if (error is not null)
            yield return new FailureRow(outcome.Dataset, outcome.Model, "", "", outcome.Image.Id, null, error);
    }

    /// <summary>The failures of an explanation and of its metrics.</summary>
    public static IEnumerable<FailureRow> Of(ExplanationOutcome outcome)
    {
        if (outcome.Explained is Explained.Failed failed)
            yield return Of(outcome.Key, "", failed.Error);
        foreach (var cell in outcome.Cells.OfType<CellOutcome.Failed>())
            yield return Of(outcome.Key, cell.Cell.Metric, cell.Error);
    }

    /// <summary>The failure of a measurement, if it is one.</summary>
    public static IEnumerable<FailureRow> Of(CostOutcome outcome)
    {
        if (outcome.Error is { } error)
            yield return Of(outcome.Key, "", error);
    }

    private static FailureRow Of(ExplanationKey key, string metric, string error) =>
        new(key.Dataset, key.Model, key.Method, metric, key.Image, key.Target, error);
}
