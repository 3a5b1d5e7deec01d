namespace VisEval.Harness.Estimation;

/// <summary>How fast a network is run on this machine by one thread.</summary>
/// <param name="Forward">Seconds of an image run forwards.</param>
/// <param name="Gradient">Seconds of an image run forwards and backwards.</param>
/// <param name="BytesPerImage">By how much the process grows for each further image of a batch.</param>
internal sealed record NetworkSpeed(double Forward, double Gradient, double BytesPerImage = 0)
{
    /// <summary>Why the network could not be measured; null where it was. The run records the same failure.</summary>
    public string? Failure { get; init; }

    /// <summary>The seconds of some passes.</summary>
    public double SecondsOf(Passes passes) => Math.Max(0, passes.Forwards - passes.Backwards) * Forward + passes.Backwards * Gradient;
}
