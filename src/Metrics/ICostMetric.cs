namespace VisEval.Metrics;

/// <summary>A number that says what an explanation costs; it looks at no map.</summary>
public interface ICostMetric
{
    /// <summary>The number it gives.</summary>
    ScoreInfo Info { get; }

    /// <summary>The number of one measured explanation.</summary>
    double Of(ExplanationCost cost);
}
