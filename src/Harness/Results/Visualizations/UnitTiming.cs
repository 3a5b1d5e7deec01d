namespace VisEval.Harness.Results.Visualizations;

/// <summary>What the pictures of a unit by a visualizer took.</summary>
/// <param name="Unit">The unit's name.</param>
/// <param name="Visualizer">The visualizer's key.</param>
/// <param name="Place">The place of the unit among those of the network, from 0.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="Forwards">Images run forwards.</param>
/// <param name="Backwards">Images run backwards.</param>
/// <param name="PeakBytes">The largest resident memory of the process meanwhile.</param>
internal sealed record UnitTiming(
    string Unit, string Visualizer, int Place, double Seconds, long Forwards, long Backwards, long PeakBytes);
