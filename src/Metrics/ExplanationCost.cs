namespace VisEval.Metrics;

/// <summary>What one explanation took.</summary>
/// <param name="Milliseconds">Wall time.</param>
/// <param name="Forwards">Images run forwards.</param>
/// <param name="Backwards">Images run backwards.</param>
/// <param name="PeakMegabytes">Largest resident memory meanwhile, in 10⁶ bytes.</param>
public sealed record ExplanationCost(double Milliseconds, long Forwards, long Backwards, double PeakMegabytes);
