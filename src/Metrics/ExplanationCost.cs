namespace VisEval.Metrics;

/// <summary>What was measured while one explanation was made.</summary>
/// <param name="Milliseconds">Wall time.</param>
/// <param name="Forwards">Images run forwards.</param>
/// <param name="Backwards">Images run backwards.</param>
/// <param name="PeakMegabytes">Largest resident memory, in 10⁶ bytes.</param>
public sealed record ExplanationCost(double Milliseconds, long Forwards, long Backwards, double PeakMegabytes);
